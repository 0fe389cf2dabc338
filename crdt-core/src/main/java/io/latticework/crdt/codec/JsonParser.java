package io.latticework.crdt.codec;

import io.latticework.crdt.error.JsonException;
import io.latticework.crdt.error.JsonException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads JSON text (RFC 8259), strictly. Recursive; {@link JsonValue#MAX_DEPTH} bounds it. */
final class JsonParser {
    private static final int END = -1;

    private final String text;
    private int at;
    private int depth;

    JsonParser(String text) {
        this.text = text;
    }

    JsonValue document() {
        if (text.length() > JsonValue.MAX_CHARS) {
            throw tooLarge("The text has " + text.length() + " characters", JsonValue.MAX_CHARS);
        }
        JsonValue value = value();
        if (peek() != END) {
            throw malformed("the end of the text");
        }
        return value;
    }

    /** Returns the next character that is no white space, without taking it. */
    private int peek() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean takes(char wanted) {
        boolean found = peek() == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private JsonValue value() {
        return switch (peek()) {
            case '{' -> nested(this::members);
            case '[' -> nested(this::array);
            case '"' -> new JsonValue.Text(string());
            case 't' -> word("true", new JsonValue.Bool(true));
            case 'f' -> word("false", new JsonValue.Bool(false));
            case 'n' -> word("null", new JsonValue.Null());
            default -> number();
        };
    }

    private JsonValue nested(Supplier<JsonValue> read) {
        if (++depth > JsonValue.MAX_DEPTH) {
            throw tooLarge("Arrays and objects are nested " + depth + " deep", JsonValue.MAX_DEPTH);
        }
        at++;
        JsonValue value = read.get();
        depth--;
        return value;
    }

    private JsonValue word(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw malformed("a value");
        }
        at += word.length();
        return value;
    }

    private JsonValue array() {
        List<JsonValue> elements = new ArrayList<>();
        if (!takes(']')) {
            do {
                elements.add(value());
            } while (takes(','));
            require(']', "a comma or the end of the array");
        }
        return new JsonValue.Array(elements);
    }

    private JsonValue members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!takes('}')) {
            do {
                if (peek() != '"') {
                    throw malformed("a name in quotes");
                }
                String name = string();
                require(':', "a colon");
                if (members.put(name, value()) != null) {
                    throw new JsonException(Reason.MALFORMED, "an object has the name " + Json.quote(name) + " twice");
                }
            } while (takes(','));
            require('}', "a comma or the end of the object");
        }
        return new JsonValue.Members(members);
    }

    private void require(char wanted, String name) {
        if (!takes(wanted)) {
            throw malformed(name);
        }
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < ' ') {
                throw malformed("an escape for a control character");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw malformed("the end of a string");
    }

    private char escaped() {
        at++;
        char c = at < text.length() ? text.charAt(at) : ' ';
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        int code = 0;
        for (int i = 1; i <= 4; i++) {
            int digit = c == 'u' && at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
            if (digit < 0 || text.charAt(at + i) > 'f') {
                throw malformed("an escape");
            }
            code = code * 16 + digit;
        }
        at += 4;
        return (char) code;
    }

    private JsonValue number() {
        int start = at;
        at += at < text.length() && text.charAt(at) == '-' ? 1 : 0;
        if (!takesRaw('0')) {
            digits();
        }
        if (takesRaw('.')) {
            digits();
        }
        if (takesRaw('e') || takesRaw('E')) {
            at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
            digits();
        }
        if (at - start > JsonValue.MAX_NUMBER_CHARS) {
            throw tooLarge("A number has " + (at - start) + " characters", JsonValue.MAX_NUMBER_CHARS);
        }
        String digits = text.substring(start, at).replace('e', 'E');
        return new JsonValue.Decimal(digits.equals("-0") ? "0" : digits);
    }

    private boolean takesRaw(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("a value");
        }
    }

    private JsonException malformed(String expected) {
        String found = at < text.length() ? Json.quote(String.valueOf(text.charAt(at))) : "the end";
        return new JsonException(Reason.MALFORMED, "character " + at + ": expected " + expected + ", found " + found);
    }

    private static JsonException tooLarge(String what, int limit) {
        return new JsonException(Reason.TOO_LARGE, what + "; the most is " + limit + ". Import it in parts.");
    }
}
