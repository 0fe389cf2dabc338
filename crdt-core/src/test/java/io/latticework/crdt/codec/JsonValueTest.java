package io.latticework.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.JsonException;
import io.latticework.crdt.error.JsonException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    private static Reason reason(String text) {
        try {
            throw new AssertionError("read as " + JsonValue.parse(text).toJson());
        } catch (JsonException e) {
            return e.reason();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | true",
                " null  | null",
                "[ 1 , -2.50 , 3e+7 ] | [1,-2.50,3E+7]",
                "{\"b\" : [ ] , \"a\" : { } } | {\"a\":{},\"b\":[]}",
                "\"\\u0041\\n\\/ é\" | \"A\\n/ é\"",
                "-0 | 0",
                "[0,-0.0] | [0,-0.0]",
            })
    void documentsHaveOneCanonicalText(String text, String canonical) {
        assertThat(JsonValue.parse(text).toJson()).isEqualTo(canonical);
        assertThat(JsonValue.parse(canonical)).isEqualTo(JsonValue.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "01",
                "1.",
                ".5",
                "-",
                "+1",
                "1e",
                "tru",
                "nul",
                "True",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u",
                "\"\\u123",
                "{a\":1}",
                "{\"a\" 1}",
                "{\"a\":1",
                "[1",
                "\"\t\"",
                "[1]]",
                "{}{}",
                "1 2",
                "'a'",
                "//",
                "[\u00a01]",
                "NaN",
                "\"\\u１２３４\"",
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThat(reason(text)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anErrorTellsWhereItIs() {
        assertThatThrownBy(() -> JsonValue.parse("{\"a\":[1,x]}"))
                .hasMessage("MALFORMED at $: character 8: expected a value, found \"x\"");
        assertThatThrownBy(() -> JsonValue.parse("{\"a\":1,\"a\":2}")).hasMessageContaining("the name \"a\" twice");
    }

    @Test
    void whatIsTooLargeIsRefusedAndSaysWhatToDo() {
        int depth = JsonValue.MAX_DEPTH;
        assertThat(JsonValue.parse("[".repeat(depth) + "]".repeat(depth)).kind())
                .isEqualTo("an array");
        assertThat(reason("[".repeat(depth + 1) + "]".repeat(depth + 1))).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason("{\"a\":".repeat(10_000_000 / 5))).isEqualTo(Reason.TOO_LARGE);
        String longest = "1".repeat(JsonValue.MAX_NUMBER_CHARS);
        assertThat(JsonValue.parse("[" + longest + "]").toJson()).hasSize(JsonValue.MAX_NUMBER_CHARS + 2);
        assertThatThrownBy(() -> JsonValue.parse("[1" + longest + "]"))
                .hasMessageContaining("TOO_LARGE at $: A number has 1001 characters; the most is 1000.");
        assertThat(JsonValue.parse(" ".repeat(JsonValue.MAX_CHARS - 1) + "1").kind())
                .isEqualTo("a whole number");
        assertThatThrownBy(() -> JsonValue.parse(" ".repeat(JsonValue.MAX_CHARS + 1)))
                .hasMessage(
                        "TOO_LARGE at $: The text has 16777217 characters; the most is 16777216. Import it in parts.");
    }

    @Test
    void whatLiesSideBySideIsNotNested() {
        int many = 3 * JsonValue.MAX_DEPTH;
        String text = "[" + "[],{},".repeat(many) + "[]]";
        assertThat(JsonValue.parse(text).asArray()).hasSize(2 * many + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x\" | a string",
                "1 | a whole number",
                "1.5 | a number",
                "1E3 | a number",
                "true | true",
                "false | false",
                "null | null",
                "[] | an array",
                "{} | an object"
            })
    void eachValueSaysWhatItIs(String text, String kind) {
        JsonValue value = JsonValue.parse(text);
        assertThat(value.kind()).isEqualTo(kind);
        assertThat(value.unlike("a date")).hasMessage("WRONG_SHAPE at $: expected a date, found " + kind);
    }

    @Test
    void eachValueIsReadAsWhatItIs() {
        assertThat(JsonValue.parse("\"x\"").asText()).isEqualTo("x");
        assertThat(JsonValue.parse("-7").asLong()).isEqualTo(-7);
        assertThat(JsonValue.parse("true").asBoolean()).isTrue();
        assertThat(JsonValue.parse("false").asBoolean()).isFalse();
        assertThat(JsonValue.parse("[1,2]").asArray()).containsExactly(JsonValue.parse("1"), JsonValue.parse("2"));
        assertThat(JsonValue.parse("{\"b\":1,\"a\":2}").asObject().keySet()).containsExactly("b", "a");
        assertThat(ValueCodec.booleans().fromJson(JsonValue.parse("false"))).isFalse();
    }

    @Test
    void aLongValueIsShownInPart() {
        assertThat(new JsonValue.Text("x".repeat(98)).unfit("is too long"))
                .hasMessage("WRONG_SHAPE at $: \"" + "x".repeat(98) + "\" is too long");
        assertThat(new JsonValue.Text("x".repeat(99)).unfit("is too long"))
                .hasMessage("WRONG_SHAPE at $: \"" + "x".repeat(99) + "... is too long");
    }

    @Property
    void noTextThrowsAnythingElse(@ForAll String text) {
        try {
            assertThat(JsonValue.parse(JsonValue.parse(text).toJson())).isEqualTo(JsonValue.parse(text));
        } catch (JsonException e) {
            assertThat(e.path()).isEqualTo("$");
        }
    }

    @Test
    void valuesOfAnotherKindSayWhatTheyAre() {
        assertThatThrownBy(() -> JsonValue.parse("[1]").asText())
                .hasMessage("WRONG_SHAPE at $: expected a string, found an array");
        assertThatThrownBy(() -> JsonValue.parse("1.0").asLong())
                .hasMessage("WRONG_SHAPE at $: expected a whole number, found a number");
        assertThatThrownBy(() -> JsonValue.parse("9223372036854775808").asLong())
                .hasMessageContaining("9223372036854775808 does not fit into 64 bits");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(ValueCodec.strings(), "é\n\""),
                Arguments.of(ValueCodec.longs(), Long.MIN_VALUE),
                Arguments.of(ValueCodec.ints(), Integer.MAX_VALUE),
                Arguments.of(ValueCodec.doubles(), 0.1),
                Arguments.of(ValueCodec.doubles(), -0.0),
                Arguments.of(ValueCodec.doubles(), Double.MIN_VALUE),
                Arguments.of(ValueCodec.doubles(), Double.NaN),
                Arguments.of(ValueCodec.doubles(), Double.NEGATIVE_INFINITY),
                Arguments.of(ValueCodec.booleans(), true),
                Arguments.of(ValueCodec.bytes(), new byte[] {-1, 0, 1}),
                Arguments.of(ValueCodec.uuids(), new UUID(7, -7)),
                Arguments.of(ValueCodec.instants(), Instant.parse("-1000000-01-01T00:00:00.000000001Z")),
                Arguments.of(ValueCodec.instants(), Instant.MAX),
                Arguments.of(ValueCodec.enums(DayOfWeek.class), DayOfWeek.FRIDAY),
                Arguments.of(ValueCodec.jsonValues(), JsonValue.parse("{\"b\":[1.00,null],\"a\":true}")),
                Arguments.of(ValueCodec.json(Point.class), new Point(1, "x")));
    }

    record Point(int at, String name) {}

    @ParameterizedTest
    @MethodSource("values")
    <V> void codecsReadTheJsonThatTheyShow(ValueCodec<V> codec, V value) {
        V read = codec.fromJson(JsonValue.parse(codec.toJson(value)));
        assertThat(codec.encode(read)).isEqualTo(codec.encode(value));
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(ValueCodec.strings(), "1"),
                Arguments.of(ValueCodec.longs(), "1.5"),
                Arguments.of(ValueCodec.ints(), "2147483648"),
                Arguments.of(ValueCodec.doubles(), "1e999"),
                Arguments.of(ValueCodec.doubles(), "\"many\""),
                Arguments.of(ValueCodec.booleans(), "\"true\""),
                Arguments.of(ValueCodec.bytes(), "\"!\""),
                Arguments.of(ValueCodec.uuids(), "\"1-1-1-1-1\""),
                Arguments.of(ValueCodec.uuids(), "\"x\""),
                Arguments.of(ValueCodec.instants(), "\"today\""),
                Arguments.of(ValueCodec.enums(DayOfWeek.class), "\"HOLIDAY\""),
                Arguments.of(ValueCodec.json(Point.class), "[1]"),
                Arguments.of(ValueCodec.json(Point.class), "null"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void codecsRefuseWhatIsNoneOfTheirValues(ValueCodec<?> codec, String json) {
        assertThatThrownBy(() -> codec.fromJson(JsonValue.parse(json)))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_SHAPE));
    }

    @Test
    void jsonValuesAreDecodedFromTheirCanonicalTextOnly() {
        JsonValue value = JsonValue.parse("{\"a\":[1.50,null]}");
        byte[] canonical = ValueCodec.jsonValues().encode(value);
        assertThat(ValueCodecTest.text(canonical)).isEqualTo("{\"a\":[1.50,null]}");
        assertThat(ValueCodec.jsonValues().decode(canonical)).isEqualTo(value);
        assertThat(ValueCodec.jsonValues().name()).isEqualTo("jsonvalue");
        for (String text : List.of("{ }", "{", "1e1", "[1,2", "?")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> ValueCodec.jsonValues().decode(bytes)).isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void prettyTextHasALineForEachMemberAndElement() {
        assertThat(Json.pretty("{\"a\":[1,{\"b\":\"x,{\\\"\"}],\"c\":{},\"d\":[]}"))
                .isEqualTo("""
                {
                  "a": [
                    1,
                    {
                      "b": "x,{\\""
                    }
                  ],
                  "c": {},
                  "d": []
                }""");
    }

    @Property
    void prettyTextIsTheSameDocument(@ForAll List<String> texts) {
        JsonValue array = new JsonValue.Array(
                texts.stream().map(text -> (JsonValue) new JsonValue.Text(text)).toList());
        assertThat(JsonValue.parse(Json.pretty(array.toJson()))).isEqualTo(array);
        assertThat(Json.pretty(Json.pretty(array.toJson()))).isEqualTo(Json.pretty(array.toJson()));
    }
}
