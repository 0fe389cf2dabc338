package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.sync.WriteConcern;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request, with its fields checked as they are asked for.
 *
 * @param fields all fields
 */
record Request(ObjectNode fields) {
    private static final int MAX_KEY_BYTES = 64 << 10;
    private static final int MAX_PATH = 64;
    private static final long DEFAULT_TIMEOUT_MS = 5_000;
    private static final long MAX_TIMEOUT_MS = 3_600_000;

    String op() {
        return text("op");
    }

    boolean has(String name) {
        return fields.has(name);
    }

    String text(String name) {
        JsonNode value = fields.get(name);
        if (value == null || !value.isTextual()) {
            throw Refusal.badRequest(fields.path("op").asText("A request") + " needs a text in field " + name);
        }
        return value.textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    String key() {
        String key = text("key");
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new Refusal(Reason.LIMIT, "The key has " + bytes + " bytes, and the limit is " + MAX_KEY_BYTES);
        }
        return key;
    }

    Place place() {
        return new Place(key(), path());
    }

    private List<String> path() {
        JsonNode field = fields.get("field");
        if (field == null) {
            return List.of();
        }
        List<String> path = new ArrayList<>();
        for (JsonNode name : field.isArray() ? field : List.of(field)) {
            if (!name.isTextual()) {
                throw Refusal.badRequest("field is a text or an array of texts");
            }
            path.add(name.textValue());
        }
        if (path.isEmpty()) {
            throw Refusal.badRequest("field is an empty array");
        }
        if (path.size() > MAX_PATH) {
            throw new Refusal(Reason.LIMIT, "field has " + path.size() + " names, and the limit is " + MAX_PATH);
        }
        return path;
    }

    JsonNode value() {
        JsonNode value = fields.get("value");
        if (value == null) {
            throw Refusal.badRequest(op() + " needs a field value");
        }
        return requireFinite(value);
    }

    /** Returns the value as a number, whole ones without a point. */
    BigDecimal number() {
        JsonNode value = value();
        if (!value.isNumber()) {
            throw Refusal.badRequest("A max or a min takes numbers");
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** Returns the one value or the several. */
    List<JsonNode> values() {
        JsonNode values = fields.get("values");
        if (values == null) {
            return List.of(value());
        }
        if (has("value") || !values.isArray()) {
            throw Refusal.badRequest(op() + " takes either a value, or an array of values");
        }
        List<JsonNode> list = new ArrayList<>(values.size());
        values.forEach(each -> list.add(requireFinite(each)));
        return list;
    }

    @CanIgnoreReturnValue
    private static JsonNode requireFinite(JsonNode value) {
        for (JsonNode inner : value) {
            requireFinite(inner);
        }
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            throw Refusal.badRequest("A number with a point or an exponent is a double, and one here is beyond them");
        }
        return value;
    }

    /** Returns how far a counter goes, at least 0. */
    long by() {
        return integer("by", 1, Long.MAX_VALUE);
    }

    /** Returns an index in a sequence, from 0 to its length. */
    int index(int length) {
        if (!has("index")) {
            throw Refusal.badRequest(op() + " needs an index");
        }
        return (int) integer("index", 0, length);
    }

    /** Returns how many units or elements are meant, 1 by default. */
    int count(int most) {
        long count = integer("count", 1, Integer.MAX_VALUE);
        if (count > most) {
            throw Refusal.badRequest("count is " + count + ", and there are " + most + " from the index on");
        }
        return (int) count;
    }

    Duration timeout() {
        return Duration.ofMillis(integer("timeoutMs", DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS));
    }

    private long integer(String name, long otherwise, long most) {
        JsonNode value = fields.get(name);
        if (value == null) {
            return otherwise;
        }
        boolean fits = value.isIntegralNumber() && value.canConvertToLong();
        if (!fits || value.longValue() < 0 || value.longValue() > most) {
            throw Refusal.badRequest(name + " is an integer from 0 to " + most);
        }
        return value.longValue();
    }

    /** Returns who is to confirm the write, if the request says so. */
    Optional<WriteConcern> concern() {
        JsonNode concern = fields.get("concern");
        if (concern == null) {
            return Optional.empty();
        }
        Duration timeout = timeout();
        if (concern.isIntegralNumber() && concern.canConvertToInt() && concern.intValue() > 0) {
            return Optional.of(WriteConcern.of(concern.intValue(), timeout));
        }
        return Optional.of(
                switch (concern.asText()) {
                    case "local" -> WriteConcern.local();
                    case "majority" -> WriteConcern.majority(timeout);
                    case "all" -> WriteConcern.all(timeout);
                    default -> throw Refusal.badRequest("concern is local, majority, all or a number from 1");
                });
    }
}
