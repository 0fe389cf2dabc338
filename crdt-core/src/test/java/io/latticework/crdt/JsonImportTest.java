package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.JsonException;
import io.latticework.crdt.error.JsonException.Reason;
import io.latticework.crdt.error.LimitExceededException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonImportTest {
    private static final CrdtType<ORMap<String>> MAPS = ORMap.type(ValueCodec.strings());

    private final Author a = author("a");

    static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of(GCounter.TYPE, List.of("0", "7", "9223372036854775807")),
                Arguments.of(PNCounter.TYPE, List.of("0", "7", "-9223372036854775807")),
                Arguments.of(ORSet.type(ValueCodec.strings()), List.of("[]", "[\"a\",\"b\"]")),
                Arguments.of(GSet.type(ValueCodec.longs()), List.of("[]", "[1,2]")),
                Arguments.of(TwoPhaseSet.type(ValueCodec.ints()), List.of("[]", "[-1]")),
                Arguments.of(LWWRegister.type(ValueCodec.doubles()), List.of("null", "0.5", "\"NaN\"")),
                Arguments.of(MVRegister.type(ValueCodec.strings()), List.of("[]", "[\"a\"]", "[\"a\",\"b\",\"c\"]")),
                Arguments.of(MaxRegister.type(ValueCodec.longs()), List.of("null", "-5")),
                Arguments.of(MinRegister.type(ValueCodec.strings()), List.of("null", "\"x\"")),
                Arguments.of(RGAText.TYPE, List.of("\"\"", "\"a text\"")),
                Arguments.of(RGA.type(ValueCodec.longs()), List.of("[]", "[3,1,2]")),
                Arguments.of(EWFlag.TYPE, List.of("true", "false")),
                Arguments.of(LWWMap.type(ValueCodec.longs(), ValueCodec.booleans()), List.of("{}", "{\"1\":true}")),
                Arguments.of(MAPS, List.of("{}", "{\"a\":1,\"b\":{\"c\":[\"x\"],\"d\":\"e\",\"f\":2.5,\"g\":false}}")),
                Arguments.of(ORMap.type(ValueCodec.longs()), List.of("{\"-3\":1,\"12\":\"x\"}")));
    }

    @ParameterizedTest
    @MethodSource("views")
    <S extends Crdt<S>> void theNewValueShowsAsTheJsonDoes(CrdtType<S> type, List<String> views) {
        for (String json : views) {
            S value = type.fromJson(a, json);
            assertThat(type.toJson(value)).isEqualTo(json);
            assertThat(type.fromJson(a, type.toPrettyJson(value)).type()).isEqualTo(type);
            assertThat(type.decode(type.encode(value))).isEqualTo(value);
        }
    }

    @Test
    void membersBecomeWhatTheirKindSuggests() {
        ORMap<String> map = MAPS.fromJson(
                a,
                "{\"n\":1,\"f\":1.5,\"t\":\"x\",\"b\":true,\"s\":[\"x\"],\"l\":[1],\"y\":[true,false],\"q\":[1,\"x\"],\"o\":{\"n\":1}}");
        assertThat(map.types("n")).containsExactly("pncounter");
        assertThat(map.types("f")).containsExactly("lww<double>");
        assertThat(map.types("t")).containsExactly("lww<string>");
        assertThat(map.types("b")).containsExactly("lww<boolean>");
        assertThat(map.types("s")).containsExactly("orset<string>");
        assertThat(map.types("l")).containsExactly("orset<long>");
        assertThat(map.types("y")).containsExactly("orset<boolean>");
        assertThat(map.types("q")).containsExactly("orset<jsonvalue>");
        assertThat(map.types("o")).containsExactly("ormap<string>");
    }

    @Test
    void nothingBecomesOfWhatIsEmpty() {
        assertThat(MAPS.fromJson(a, "{\"a\":null,\"b\":[],\"c\":{},\"d\":{\"e\":[]}}")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void typedJsonTellsAllTypesUnderAKey() {
        ORMap<String> map = MAPS.empty()
                .update(a, "k", GCounter.TYPE, count -> count.increment(a, 3))
                .update(
                        a,
                        "k",
                        MVRegister.type(ValueCodec.enums(DayOfWeek.class)),
                        each -> each.set(a, DayOfWeek.FRIDAY))
                .update(a, "m", MAPS, inner -> inner.update(a, "@x", EWFlag.TYPE, flag -> flag.enable(a)));
        String typed = "{\"k\":{\"@gcounter\":3,\"@mv<enum.dayofweek>\":[\"FRIDAY\"]},"
                + "\"m\":{\"@ormap<string>\":{\"@x\":{\"@ewflag\":true}}}}";
        assertThat(MAPS.toTypedJson(map)).isEqualTo(typed);
        ORMap<String> again = MAPS.fromJson(a, typed);
        assertThat(MAPS.toTypedJson(again)).isEqualTo(typed);
        assertThat(again.get("k", MVRegister.type(ValueCodec.enums(DayOfWeek.class)))
                        .values())
                .containsExactly(DayOfWeek.FRIDAY);
    }

    @Test
    void valuesOfAUsersCodecComeBackByTheirBytesOrByTheCodec() {
        ValueCodec<OwnTypes.Highest> codec = OwnTypes.HIGHEST;
        CrdtType<ORSet<OwnTypes.Highest>> sets = ORSet.type(codec);
        ORMap<String> map = MAPS.empty().update(a, "k", sets, set -> set.add(a, new OwnTypes.Highest(12)));
        assertThat(MAPS.toTypedJson(map)).isEqualTo("{\"k\":{\"@orset<highest>\":[\"MTI=\"]}}");
        ORMap<String> again = MAPS.fromJson(a, MAPS.toTypedJson(map));
        assertThat(again.get("k", sets).elements()).containsExactly(new OwnTypes.Highest(12));
        CrdtType<ORMap<String>> knowing = ORMap.type(Realm.shared(), ValueCodec.strings(), List.of(sets));
        assertThat(knowing.toJson(knowing.decode(MAPS.encode(map)))).isEqualTo("{\"k\":[\"12\"]}");
    }

    @Test
    void importedValuesAddToWhatIsThere() {
        ORMap<String> map = MAPS.empty().update(a, "n", PNCounter.TYPE, count -> count.increment(a, 3));
        ORMap<String> imported = MAPS.fromJson(author("b"), map.toJson());
        assertThat(map.merge(imported).toJson()).isEqualTo("{\"n\":6}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1] | WRONG_SHAPE | $",
                "{\"a\":{\"b\":{\"@gcounter\":-1}}} | WRONG_SHAPE | $.a.b",
                "{\"a\":{\"@orset<long>\":[1,\"x\"]}} | WRONG_SHAPE | $.a[1]",
                "{\"a\":{\"@nothing\":1}} | UNKNOWN_TYPE | $.a",
                "{\"a\":{\"@orset<\":1}} | UNKNOWN_TYPE | $.a",
                "{\"a\":{\"@~mine\":1}} | UNKNOWN_TYPE | $.a",
                "{\"a\":{\"@max<mine>\":1}} | UNKNOWN_TYPE | $.a",
                "{\"a\":9223372036854775808} | WRONG_SHAPE | $.a",
                "{\"a\":-9223372036854775808} | WRONG_SHAPE | $.a",
                "{\"a\":{\"@orset<mine>\":[\"!\"]}} | WRONG_SHAPE | $.a[0]",
                "{\"a\":1 | MALFORMED | $",
            })
    void wrongJsonIsRefusedWhereItIsWrong(String json, Reason reason, String path) {
        assertThatThrownBy(() -> MAPS.fromJson(a, json)).isInstanceOfSatisfying(JsonException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.path()).isEqualTo(path);
        });
    }

    @Test
    void keysAreReadByTheirCodec() {
        CrdtType<ORMap<Long>> longs = ORMap.type(ValueCodec.longs());
        assertThatThrownBy(() -> longs.fromJson(a, "{\"x\":1}"))
                .hasMessage("MALFORMED at $.x: \"x\" is no key of codec long");
        assertThatThrownBy(() -> ORMap.type(OwnTypes.HIGHEST).fromJson(a, "{\"x\":1}"))
                .hasMessageContaining("implement ValueCodec.fromJson");
    }

    @Test
    void localLimitsHold() {
        String deep = "{\"k\":".repeat(33) + "1" + "}".repeat(33);
        assertThatThrownBy(() -> MAPS.fromJson(a, deep)).isInstanceOf(LimitExceededException.class);
        String large = "[\"" + "x".repeat(65 << 10) + "\"]";
        assertThatThrownBy(() -> ORSet.type(ValueCodec.strings()).fromJson(a, large))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("elementBytes");
    }

    @Test
    void aTypeOfYourOwnReadsJsonByItsCodec() {
        assertThatThrownBy(() -> OwnTypes.Highest.TYPE.fromJson(a, "1"))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContaining("implement ValueCodec.fromJson");
        assertThat(MAPS.fromJson(a, JsonValue.parse("{\"a\":1}")).toPrettyJson())
                .isEqualTo("{\n  \"a\": 1\n}");
    }
}
