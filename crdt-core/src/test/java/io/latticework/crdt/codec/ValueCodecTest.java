package io.latticework.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.EncodeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ValueCodecTest {
    enum Plain {
        A,
        B
    }

    enum Moved {
        B,
        A
    }

    @Test
    void theBytesOfEachCodecAreForEver() {
        assertBytes(ValueCodec.strings(), "Grüße 😀\0", "4772c3bcc39f6520f09f988000");
        assertBytes(ValueCodec.strings(), "", "");
        assertBytes(ValueCodec.longs(), 0L, "00");
        assertBytes(ValueCodec.longs(), -1L, "01");
        assertBytes(ValueCodec.longs(), 300L, "d804");
        assertBytes(ValueCodec.longs(), Long.MAX_VALUE, "feffffffffffffffff01");
        assertBytes(ValueCodec.longs(), Long.MIN_VALUE, "ffffffffffffffffff01");
        assertBytes(ValueCodec.ints(), Integer.MIN_VALUE, "ffffffff0f");
        assertBytes(ValueCodec.doubles(), 1.5, "3ff8000000000000");
        assertBytes(ValueCodec.doubles(), -0.0, "8000000000000000");
        assertBytes(ValueCodec.doubles(), Double.NaN, "7ff8000000000000");
        assertBytes(ValueCodec.booleans(), true, "01");
        assertBytes(ValueCodec.booleans(), false, "00");
        assertBytes(ValueCodec.bytes(), new byte[] {0, -1, 127}, "00ff7f");
        assertBytes(
                ValueCodec.uuids(),
                UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
                "f81d4fae7dec11d0a76500a0c91e6bf6");
        assertBytes(ValueCodec.instants(), Instant.parse("2026-11-20T10:00:00.000000001Z"), "c0e880b00d01");
        assertBytes(ValueCodec.instants(), Instant.EPOCH.minusNanos(1), "01ff93ebdc03");
        assertBytes(ValueCodec.enums(Plain.class), Plain.B, "42");
        assertBytes(ValueCodec.json(Double.class), Double.parseDouble("2e23"), "322e30453233");
    }

    @Test
    void theNamesAreForEver() {
        assertThat(ValueCodec.strings().name()).isEqualTo("string");
        assertThat(ValueCodec.longs().name()).isEqualTo("long");
        assertThat(ValueCodec.ints().name()).isEqualTo("int");
        assertThat(ValueCodec.doubles().name()).isEqualTo("double");
        assertThat(ValueCodec.booleans().name()).isEqualTo("boolean");
        assertThat(ValueCodec.bytes().name()).isEqualTo("bytes");
        assertThat(ValueCodec.uuids().name()).isEqualTo("uuid");
        assertThat(ValueCodec.instants().name()).isEqualTo("instant");
        assertThat(ValueCodec.enums(Plain.class).name()).isEqualTo("enum.plain");
        assertThat(ValueCodec.json(Plain.class).name()).isEqualTo("json.plain");
    }

    record NameOfAClassThatIsLongerThanMostOthersAre(int x) {}

    @Test
    void codecsOfClassesAreNamedAfterThem() {
        assertThat(ValueCodec.json(NameOfAClassThatIsLongerThanMostOthersAre.class)
                        .name())
                .isEqualTo("json.nameofaclassthatislongerthanmost");
        assertThat(ValueCodec.json(int[].class).name()).isEqualTo("json.int--");
        assertThat(ValueCodec.json(Plain.class, "colour-2").name()).isEqualTo("json.colour-2");
        assertThat(ValueCodec.enums(Plain.class, "colour").name()).isEqualTo("enum.colour");
        assertThatThrownBy(() -> ValueCodec.enums(Plain.class, "no spaces"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClassGetsTheCodecBuiltForIt() {
        assertThat(ValueCodec.ofClass(String.class)).isSameAs(ValueCodec.strings());
        assertThat(ValueCodec.ofClass(Long.class)).isSameAs(ValueCodec.longs());
        assertThat(ValueCodec.ofClass(long.class)).isSameAs(ValueCodec.longs());
        assertThat(ValueCodec.ofClass(Integer.class)).isSameAs(ValueCodec.ints());
        assertThat(ValueCodec.ofClass(int.class)).isSameAs(ValueCodec.ints());
        assertThat(ValueCodec.ofClass(Double.class)).isSameAs(ValueCodec.doubles());
        assertThat(ValueCodec.ofClass(double.class)).isSameAs(ValueCodec.doubles());
        assertThat(ValueCodec.ofClass(Boolean.class)).isSameAs(ValueCodec.booleans());
        assertThat(ValueCodec.ofClass(boolean.class)).isSameAs(ValueCodec.booleans());
        assertThat(ValueCodec.ofClass(byte[].class)).isSameAs(ValueCodec.bytes());
        assertThat(ValueCodec.ofClass(UUID.class)).isSameAs(ValueCodec.uuids());
        assertThat(ValueCodec.ofClass(Instant.class)).isSameAs(ValueCodec.instants());
        assertThat(ValueCodec.ofClass(Plain.class).name()).isEqualTo("enum.plain");
        assertThat(ValueCodec.ofClass(Float.class).name()).isEqualTo("json.float");
    }

    @Test
    void eachCodecHasItsJson() {
        assertThat(ValueCodec.strings().toJson("a\"b")).isEqualTo("\"a\\\"b\"");
        assertThat(ValueCodec.longs().toJson(-7L)).isEqualTo("-7");
        assertThat(ValueCodec.ints().toJson(7)).isEqualTo("7");
        assertThat(ValueCodec.doubles().toJson(1.5)).isEqualTo("1.5");
        assertThat(ValueCodec.doubles().toJson(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(ValueCodec.doubles().toJson(Double.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
        assertThat(ValueCodec.booleans().toJson(true)).isEqualTo("true");
        assertThat(ValueCodec.bytes().toJson(new byte[] {1, 2, -1})).isEqualTo("\"AQL/\"");
        assertThat(ValueCodec.uuids().toJson(new UUID(0, 1))).isEqualTo("\"00000000-0000-0000-0000-000000000001\"");
        assertThat(ValueCodec.instants().toJson(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
        assertThat(ValueCodec.enums(Plain.class).toJson(Plain.A)).isEqualTo("\"A\"");
    }

    @Test
    void aUsersCodecHasTheJsonOfItsText() {
        ValueCodec<StringBuilder> users = new ValueCodec<>() {
            @Override
            public String name() {
                return "text";
            }

            @Override
            public byte[] encode(StringBuilder value) {
                return ValueCodec.strings().encode(value.toString());
            }

            @Override
            public StringBuilder decode(byte[] bytes, int offset, int length) {
                return new StringBuilder(ValueCodec.strings().decode(bytes, offset, length));
            }
        };
        assertThat(users.toJson(new StringBuilder("a\n"))).isEqualTo("\"a\\n\"");
    }

    @Test
    void anEnumSurvivesMovedConstantsAndRefusesUnknownOnes() {
        byte[] bytes = ValueCodec.enums(Plain.class).encode(Plain.A);
        assertThat(ValueCodec.enums(Moved.class).decode(bytes)).isEqualTo(Moved.A);
        assertRefused(ValueCodec.enums(Plain.class), "43", "no constant of Plain");
    }

    @Test
    void malformedTextIsRefused() {
        assertRefused(ValueCodec.strings(), "c328", "not UTF-8");
        assertRefused(ValueCodec.strings(), "c0af", "not UTF-8");
        assertRefused(ValueCodec.strings(), "eda080", "not UTF-8");
        assertRefused(ValueCodec.strings(), "f4908080", "not UTF-8");
        assertRefused(ValueCodec.strings(), "61e282", "not UTF-8");
        assertRefused(ValueCodec.strings(), "efbfbdff", "not UTF-8");
        assertThat(ValueCodec.strings().decode(hex("efbfbd"))).isEqualTo("\uFFFD");
    }

    @Test
    void unpairedSurrogatesAreRefusedAndPairsAreNot() {
        for (String text : new String[] {"abc\uD83D", "abc\uDE00", "abc\uD83D\uD83D\uDE00", "abc\uDE00\uD83D"}) {
            assertThatThrownBy(() -> ValueCodec.strings().encode(text))
                    .isInstanceOf(EncodeException.class)
                    .hasMessageContaining("index 3")
                    .hasMessageContaining("ValueCodec.bytes()");
        }
        assertThat(ValueCodec.strings().encode("\uD83D\uDE00")).hasSize(4);
    }

    @Test
    void textIsNotNormalised() {
        assertThat(ValueCodec.strings().encode("\u00e9"))
                .isNotEqualTo(ValueCodec.strings().encode("e\u0301"));
    }

    @Test
    void overlongNumbersAreRefused() {
        assertRefused(ValueCodec.longs(), "8000", "longer than");
        assertRefused(ValueCodec.longs(), "ffffffffffffffffff02", "64 bits");
        assertRefused(ValueCodec.longs(), "ffffffffffffffffff8100", "64 bits");
        assertRefused(ValueCodec.longs(), "", "ends before");
        assertRefused(ValueCodec.longs(), "80", "ends before");
        assertRefused(ValueCodec.longs(), "0000", "1 bytes follow");
        assertRefused(ValueCodec.ints(), "8080808010", "32 bits");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertRefused(ValueCodec.booleans(), "02", "0 or 1");
        assertRefused(ValueCodec.booleans(), "", "1 bytes");
        assertRefused(ValueCodec.doubles(), "7ff8000000000001", "NaN");
        assertRefused(ValueCodec.doubles(), "fff8000000000000", "NaN");
        assertRefused(ValueCodec.doubles(), "3ff80000000000", "8 bytes");
        assertRefused(ValueCodec.uuids(), "00", "16 bytes");
        assertRefused(ValueCodec.instants(), "00", "ends before");
        assertRefused(ValueCodec.instants(), "008094ebdc03", "nanosecond 1000000000");
        assertRefused(ValueCodec.instants(), "00ffffffffffffffffff01", "nanosecond 18446744073709551615");
        assertRefused(ValueCodec.instants(), "feffffffffffffffff0100", "from 1970");
        assertRefused(ValueCodec.instants(), "ffffffffffffffffff0100", "from 1970");
    }

    @Test
    void theEndsOfTimeAreInstants() {
        for (Instant end : new Instant[] {Instant.MIN, Instant.MAX}) {
            assertThat(ValueCodec.instants().decode(ValueCodec.instants().encode(end)))
                    .isEqualTo(end);
        }
    }

    @Test
    void bytesAreCopiedBothWays() {
        byte[] value = {1, 2};
        byte[] encoded = ValueCodec.bytes().encode(value);
        value[0] = 9;
        assertThat(encoded).containsExactly(1, 2);
        byte[] decoded = ValueCodec.bytes().decode(encoded);
        encoded[0] = 8;
        assertThat(decoded).containsExactly(1, 2);
        assertThatThrownBy(() -> ValueCodec.bytes().decode(encoded, 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void namesAreShortAndPlain() {
        assertThat(ValueCodec.requireName("a-z_0.9")).isEqualTo("a-z_0.9");
        assertThat(ValueCodec.requireName("x".repeat(64))).hasSize(64);
        for (String bad : new String[] {"", "A", "ü", "a b", "a\n", "x".repeat(65)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ValueCodec.requireName(bad))
                    .withMessageContaining("[a-z0-9._-]");
        }
    }

    private static <V> void assertBytes(ValueCodec<V> codec, V value, String hex) {
        assertThat(HexFormat.of().formatHex(codec.encode(value))).isEqualTo(hex);
        assertThat(codec.decode(hex(hex))).isEqualTo(value);
    }

    private static void assertRefused(ValueCodec<?> codec, String hex, String message) {
        assertThatThrownBy(() -> codec.decode(hex(hex)))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(DecodeException.Reason.MALFORMED))
                .hasMessageContaining(message);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
