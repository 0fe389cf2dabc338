package io.latticework.crdt.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text that a JSON document has here: no white space, members in the order of their names' UTF-16 units, each
 * name once, strings as {@link Json#quote} writes them. The digits of a number stay, because 1.0 and 1.00 are different
 * decimals.
 */
final class CanonicalJson {
    /** The most bytes or UTF-16 units that a document has. */
    static final int MAX_LENGTH = 16 << 20;

    /** The most arrays and objects inside one another. */
    static final int MAX_NESTING = 64;

    private static final int MAX_NAME_LENGTH = 1 << 16;
    private static final int MAX_NUMBER_LENGTH = 1000;

    /** Bounded, and with digits of doubles that are the same on every JVM: the JDK's own changed with Java 19. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxDocumentLength(MAX_LENGTH)
                    .maxStringLength(MAX_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .build())
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private CanonicalJson() {}

    /** Returns the canonical text of a document. */
    static String of(String json) throws IOException {
        if (json.length() > MAX_LENGTH) {
            throw new IOException("The JSON text has " + json.length() + " characters; the most is " + MAX_LENGTH);
        }
        StringBuilder out = new StringBuilder(json.length());
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            copy(in, out);
            if (in.nextToken() != null) {
                throw new JsonParseException(in, "Text follows the document");
            }
        }
        return out.toString();
    }

    /** Returns an array with its elements in the order of their canonical texts. */
    static String sortedArray(String json) throws IOException {
        List<String> elements = new ArrayList<>();
        try (JsonParser in = FACTORY.createParser(json)) {
            if (in.nextToken() != JsonToken.START_ARRAY) {
                throw new JsonParseException(in, "A set must be written as an array");
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                elements.add(text(in));
            }
        }
        Collections.sort(elements);
        return '[' + String.join(",", elements) + ']';
    }

    private static String text(JsonParser in) throws IOException {
        StringBuilder out = new StringBuilder();
        copy(in, out);
        return out.toString();
    }

    /** Recursive; the parser's bound on nesting bounds it. */
    private static void copy(JsonParser in, StringBuilder out) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new JsonParseException(in, "The text ends before the document does");
        }
        switch (token) {
            case START_OBJECT -> copyObject(in, out);
            case START_ARRAY -> copyArray(in, out);
            case VALUE_STRING -> out.append(Json.quote(in.getText()));
            case VALUE_NUMBER_INT -> out.append(in.getText().equals("-0") ? "0" : in.getText());
            case VALUE_NUMBER_FLOAT -> out.append(in.getText().replace('e', 'E'));
            default -> out.append(in.getText());
        }
    }

    private static void copyArray(JsonParser in, StringBuilder out) throws IOException {
        char separator = '[';
        while (in.nextToken() != JsonToken.END_ARRAY) {
            out.append(separator);
            copy(in, out);
            separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
    }

    private static void copyObject(JsonParser in, StringBuilder out) throws IOException {
        Map<String, String> members = new TreeMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            if (members.put(name, text(in)) != null) {
                throw new JsonParseException(in, "An object has a name twice");
            }
        }
        char separator = '{';
        for (Map.Entry<String, String> member : members.entrySet()) {
            out.append(separator)
                    .append(Json.quote(member.getKey()))
                    .append(':')
                    .append(member.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }
}
