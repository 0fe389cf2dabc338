package io.latticework.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was acknowledged, to be found again in every replica's state; and what was written without an acknowledgement,
 * which may be there or not. Thread-safe.
 */
final class Ledger {
    private final Set<Write> acknowledged = new LinkedHashSet<>();
    private final Map<String, Long> boots = new HashMap<>();
    private final Map<String, Long> perhapsBoots = new HashMap<>();
    private final List<Write> unacknowledged = new ArrayList<>();
    private long count;

    /** A write was acknowledged. */
    synchronized void acknowledged(Write write) {
        count++;
        if (write.kind() == Write.Kind.BOOT) {
            boots.merge(write.machine(), 1L, Long::sum);
        } else {
            acknowledged.add(write);
        }
    }

    /** A write was made and not acknowledged. */
    synchronized void unacknowledged(Write write) {
        unacknowledged.add(write);
        if (write.kind() == Write.Kind.BOOT) {
            perhapsBoots.merge(write.machine(), 1L, Long::sum);
        }
    }

    /** Returns how many writes were acknowledged. */
    synchronized long count() {
        return count;
    }

    /** Returns how many of the other writes are tags, and of those how many are there. */
    synchronized String fate(JsonNode state) {
        List<Write> tags = unacknowledged.stream()
                .filter(write -> write.kind() == Write.Kind.TAG)
                .toList();
        long there = tags.stream().filter(write -> isThere(state, write)).count();
        return there + " of " + tags.size();
    }

    /** Returns what is missing in a state, and what is in it and was never written. */
    synchronized List<String> faults(JsonNode state) {
        List<String> faults = new ArrayList<>();
        for (Write write : acknowledged) {
            if (!isThere(state, write)) {
                faults.add("missing " + write);
            }
        }
        Set<String> machines = new TreeSet<>(Comparator.naturalOrder());
        machines.addAll(boots.keySet());
        machines.addAll(perhapsBoots.keySet());
        for (String machine : machines) {
            long least = boots.getOrDefault(machine, 0L);
            long most = least + perhapsBoots.getOrDefault(machine, 0L);
            long counted = record(state, machine).path("boots").asLong();
            if (counted < least || counted > most) {
                faults.add(machine + " counts " + counted + " boots, not " + least + " to " + most);
            }
        }
        return faults;
    }

    private static boolean isThere(JsonNode state, Write write) {
        JsonNode record = record(state, write.machine());
        if (write.kind() == Write.Kind.FIELD) {
            return record.path(write.name()).asText().equals(write.value());
        }
        for (JsonNode tag : record.path("tags")) {
            if (tag.asText().equals(write.name())) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode record(JsonNode state, String machine) {
        return state.path(machine).path("value");
    }

    /** Hears an answer to a write. */
    void answered(Write write, ObjectNode answer) {
        if (answer.path("ok").asBoolean()) {
            acknowledged(write);
        } else {
            unacknowledged(write);
        }
    }
}
