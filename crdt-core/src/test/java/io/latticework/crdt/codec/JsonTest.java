package io.latticework.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonTest {
    private static final JsonMapper JACKSON = new JsonMapper();

    @Property(tries = 5000)
    void jacksonReadsTheTextBack(@ForAll("texts") String text) throws JsonProcessingException {
        assertThat(JACKSON.readValue(Json.quote(text), String.class)).isEqualTo(text);
    }

    @Property(tries = 5000)
    void jacksonWritesTheSameButForTheCaseOfDigits(@ForAll("texts") String text) throws JsonProcessingException {
        String jackson = JACKSON.writeValueAsString(text);
        for (char control = 0; control < ' '; control++) {
            String code = String.format("\\u00%02X", (int) control);
            jackson = jackson.replace(code, code.toLowerCase(java.util.Locale.ROOT));
        }
        assertThat(withoutUnpaired(Json.quote(text))).isEqualTo(withoutUnpaired(jackson));
    }

    @Property
    void theResultIsValidUnicode(@ForAll("texts") String text) {
        assertThat(Utf8.decode(Utf8.encode(Json.quote(text)), 0, Utf8.encode(Json.quote(text)).length))
                .isEqualTo(Json.quote(text));
    }

    @Example
    void escapesAreTheShortestThereAre() {
        assertThat(Json.quote("\0\b\t\n\u000b\f\r\u001f\"\\/\u007f"))
                .isEqualTo("\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u007f\"");
    }

    @Example
    void otherUnicodeStays() {
        assertThat(Json.quote("é\u2028\uFFFF😀")).isEqualTo("\"é\u2028\uFFFF😀\"");
    }

    @Example
    void unpairedSurrogatesAreEscaped() {
        assertThat(Json.quote("\uDE00\uD83D")).isEqualTo("\"\\ude00\\ud83d\"");
        assertThat(Json.quote("\uD83D\uD83D\uDE00\uDE00")).isEqualTo("\"\\ud83d😀\\ude00\"");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().range('\0', '\u007f'),
                        Arbitraries.chars().range('\uD7F0', '\uE010'),
                        Arbitraries.of('"', '\\', '\n', '\uD83D', '\uDE00'),
                        Arbitraries.chars().all())
                .array(char[].class)
                .ofMaxSize(30)
                .map(String::new);
    }

    private static String withoutUnpaired(String json) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            if (!Utf8.isUnpaired(json, i)) {
                kept.append(json.charAt(i));
            }
        }
        return kept.toString().replaceAll("\\\\ud[89a-f][0-9a-f]{2}", "");
    }
}
