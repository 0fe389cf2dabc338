package io.latticework.crdt.codec;

import io.latticework.crdt.error.JsonException;
import io.latticework.crdt.error.JsonException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON document (RFC 8259) as an immutable tree. Every {@code as} method throws a {@link JsonException} with the reason
 * {@code WRONG_SHAPE} where the value is of another kind.
 */
public sealed interface JsonValue {
    /** The most characters of a text that {@link #parse} takes. */
    int MAX_CHARS = 16 << 20;

    /** The most arrays and objects inside one another that {@link #parse} takes. */
    int MAX_DEPTH = 128;

    /** The most characters of a number that {@link #parse} takes. */
    int MAX_NUMBER_CHARS = 1_000;

    /**
     * Reads a document.
     *
     * @throws JsonException if the text is no JSON, an object has a name twice, or a bound is exceeded
     */
    static JsonValue parse(String text) {
        return new JsonParser(text).document();
    }

    /** Returns what the value is, for a message: such as {@code a string}. */
    String kind();

    /** Returns the canonical text: no white space, members in the order of their names' UTF-16 units. */
    String toJson();

    /** Returns the text of a string. */
    default String asText() {
        throw unlike("a string");
    }

    /** Returns the value of a whole number, written without point and exponent, that fits into 64 bits. */
    default long asLong() {
        throw unlike("a whole number");
    }

    /** Returns the value of a boolean. */
    default boolean asBoolean() {
        throw unlike("true or false");
    }

    /** Returns the elements of an array; unmodifiable. */
    default List<JsonValue> asArray() {
        throw unlike("an array");
    }

    /** Returns the members of an object by name, in the order of the text; unmodifiable. */
    default Map<String, JsonValue> asObject() {
        throw unlike("an object");
    }

    /** Returns what tells that this value is not of the kind that was expected. */
    default JsonException unlike(String expected) {
        return new JsonException(Reason.WRONG_SHAPE, "expected " + expected + ", found " + kind());
    }

    /** Returns what tells that this value is of the right kind, but not one that can be taken. */
    default JsonException unfit(String why) {
        String json = toJson();
        String shown = json.length() > 100 ? json.substring(0, 100) + "..." : json;
        return new JsonException(Reason.WRONG_SHAPE, shown + " " + why);
    }

    /**
     * A string.
     *
     * @param text without quotes and escapes
     */
    record Text(String text) implements JsonValue {
        @Override
        public String kind() {
            return "a string";
        }

        @Override
        public String asText() {
            return text;
        }

        @Override
        public String toJson() {
            return Json.quote(text);
        }
    }

    /**
     * A number, by its digits: 1.0 and 1.00 are two, as different decimals.
     *
     * @param digits as in the text, with the exponent's sign in upper case, and no minus before a mere 0
     */
    record Decimal(String digits) implements JsonValue {
        @Override
        public String kind() {
            return isWhole() ? "a whole number" : "a number";
        }

        /** Tells whether the number is written without point and exponent. */
        public boolean isWhole() {
            return digits.chars().noneMatch(c -> c == '.' || c == 'E');
        }

        @Override
        public long asLong() {
            if (!isWhole()) {
                throw unlike("a whole number");
            }
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw unfit("does not fit into 64 bits");
            }
        }

        @Override
        public String toJson() {
            return digits;
        }
    }

    /**
     * True or false.
     *
     * @param value which
     */
    record Bool(boolean value) implements JsonValue {
        @Override
        public String kind() {
            return Boolean.toString(value);
        }

        @Override
        public boolean asBoolean() {
            return value;
        }

        @Override
        public String toJson() {
            return Boolean.toString(value);
        }
    }

    /** Null. */
    record Null() implements JsonValue {
        @Override
        public String kind() {
            return "null";
        }

        @Override
        public String toJson() {
            return "null";
        }
    }

    /**
     * An array.
     *
     * @param elements in the order of the text
     */
    record Array(List<JsonValue> elements) implements JsonValue {
        /** Copies the elements. */
        public Array {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }

        @Override
        public List<JsonValue> asArray() {
            return elements;
        }

        @Override
        public String toJson() {
            List<String> texts = new ArrayList<>(elements.size());
            elements.forEach(element -> texts.add(element.toJson()));
            return '[' + String.join(",", texts) + ']';
        }
    }

    /**
     * An object.
     *
     * @param members by name
     */
    record Members(Map<String, JsonValue> members) implements JsonValue {
        /** Copies the members. */
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public Map<String, JsonValue> asObject() {
            return members;
        }

        @Override
        public String toJson() {
            List<String> texts = new ArrayList<>(members.size());
            new TreeMap<>(members).forEach((name, value) -> texts.add(Json.quote(name) + ':' + value.toJson()));
            return '{' + String.join(",", texts) + '}';
        }
    }
}
