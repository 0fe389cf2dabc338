package io.latticework.benchmarks.trace;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One line of JSON. */
final class Report {
    private final Map<String, String> members = new LinkedHashMap<>();

    void text(String key, String value) {
        members.put(key, "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    void number(String key, double value) {
        members.put(key, String.format(Locale.ROOT, "%.3f", value));
    }

    void whole(String key, long value) {
        members.put(key, Long.toString(value));
    }

    void best(String key, double millis) {
        members.put(key, String.format(Locale.ROOT, "{\"min\":%.4f}", millis));
    }

    /** Notes a step whose text is wrong. */
    void check(String step, boolean right) {
        if (!right) {
            members.put("BAD_" + step, "true");
        }
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
