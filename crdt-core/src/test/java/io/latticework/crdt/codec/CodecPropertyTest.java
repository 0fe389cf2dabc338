package io.latticework.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.error.DecodeException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What every codec owes: the same value back, equal bytes for equal values only, and no other bytes accepted. */
class CodecPropertyTest {
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "RED";
            }
        },
        BLUE
    }

    /**
     * A codec with two of its values.
     *
     * @param codec the codec
     * @param a a value
     * @param b another value, or an equal one
     */
    record Pair<V>(ValueCodec<V> codec, V a, V b) {
        void hasOneEncodingPerValue() {
            assertThat(Arrays.equals(codec.encode(a), codec.encode(b))).isEqualTo(a.equals(b));
            assertThat(codec.decode(codec.encode(a))).isEqualTo(a);
        }

        void readsFromTheMiddleOfAnArray() {
            byte[] bytes = codec.encode(a);
            byte[] padded = new byte[bytes.length + 7];
            Arrays.fill(padded, (byte) 0xC1);
            System.arraycopy(bytes, 0, padded, 3, bytes.length);
            byte[] before = padded.clone();
            assertThat(codec.decode(padded, 3, bytes.length)).isEqualTo(a);
            assertThat(padded).isEqualTo(before);
        }

        void acceptsCanonicalBytesOnly(byte[] bytes) {
            V value;
            try {
                value = codec.decode(bytes);
            } catch (DecodeException e) {
                assertThat(e.reason()).isEqualTo(DecodeException.Reason.MALFORMED);
                return;
            }
            assertThat(codec.encode(value)).isEqualTo(bytes);
        }
    }

    @Property(tries = 4000)
    void equalValuesAndOnlyTheyHaveEqualBytes(@ForAll("pairs") Pair<?> pair) {
        pair.hasOneEncodingPerValue();
    }

    @Property
    void valuesAreReadFromTheMiddleOfAnArrayThatStaysAsItIs(@ForAll("pairs") Pair<?> pair) {
        pair.readsFromTheMiddleOfAnArray();
    }

    @Property(tries = 4000)
    void randomBytesAreRefusedOrCanonical(@ForAll("pairs") Pair<?> pair, @ForAll byte[] bytes) {
        pair.acceptsCanonicalBytesOnly(bytes);
    }

    /** A JSON number was once read as a text, whose bytes have quotes. */
    @Property
    void aNumberIsNoText(@ForAll("pairs") Pair<?> pair) {
        pair.acceptsCanonicalBytesOnly(new byte[] {'0'});
        pair.acceptsCanonicalBytesOnly(new byte[] {'1', '.', '5'});
        pair.acceptsCanonicalBytesOnly(new byte[] {'t', 'r', 'u', 'e'});
    }

    @Property(tries = 4000)
    <V> void damagedBytesAreRefusedOrCanonical(@ForAll("pairs") Pair<V> pair, @ForAll Random random) {
        byte[] bytes = pair.codec().encode(pair.a());
        for (int length = 0; length < bytes.length; length++) {
            pair.acceptsCanonicalBytesOnly(Arrays.copyOf(bytes, length));
        }
        pair.acceptsCanonicalBytesOnly(Arrays.copyOf(bytes, bytes.length + 1));
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            pair.acceptsCanonicalBytesOnly(damaged);
        }
    }

    @Property
    void aProperPrefixOfANumberIsNoNumber(@ForAll("longValues") long value) {
        byte[] bytes = ValueCodec.longs().encode(value);
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThat(refused(ValueCodec.longs(), prefix)).isTrue();
        }
    }

    @Property
    void aPaddedNumberIsNoNumber(@ForAll("longValues") long value) {
        byte[] bytes = ValueCodec.longs().encode(value);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + 1);
        padded[bytes.length - 1] |= (byte) 0x80;
        assertThat(refused(ValueCodec.longs(), padded)).isTrue();
    }

    @Property
    void aNumberTakesAByteForSevenBitsWithItsSign(@ForAll("longValues") long value) {
        int bits = BigInteger.valueOf(value).bitLength() + 1;
        assertThat(ValueCodec.longs().encode(value)).hasSize((bits + 6) / 7);
    }

    @Property
    void anIntHasTheBytesOfTheSameLong(@ForAll int value) {
        assertThat(ValueCodec.ints().encode(value)).isEqualTo(ValueCodec.longs().encode((long) value));
    }

    @Property
    void anIntIsNotReadFromAGreaterLong(@ForAll("longValues") long value) {
        boolean fits = value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
        assertThat(refused(ValueCodec.ints(), ValueCodec.longs().encode(value))).isEqualTo(!fits);
    }

    private static boolean refused(ValueCodec<?> codec, byte[] bytes) {
        try {
            Object unused = codec.decode(bytes);
            return false;
        } catch (DecodeException e) {
            return true;
        }
    }

    @Provide
    Arbitrary<Pair<?>> pairs() {
        List<Arbitrary<Pair<?>>> all = new ArrayList<>();
        all.add(pairsOf(ValueCodec.strings(), texts()));
        all.add(pairsOf(ValueCodec.longs(), longValues()));
        all.add(pairsOf(ValueCodec.ints(), Arbitraries.integers()));
        all.add(pairsOf(ValueCodec.doubles(), doubles()));
        all.add(pairsOf(ValueCodec.booleans(), Arbitraries.of(true, false)));
        all.add(pairsOf(ValueCodec.uuids(), uuids()));
        all.add(pairsOf(ValueCodec.instants(), instants()));
        all.add(pairsOf(ValueCodec.enums(Colour.class), Arbitraries.of(Colour.class)));
        all.add(pairsOf(ValueCodec.json(String.class), Arbitraries.strings().all()));
        all.add(pairsOf(ValueCodec.json(Long.class), longValues()));
        return Arbitraries.of(all).flatMap(any -> any);
    }

    private static <V> Arbitrary<Pair<?>> pairsOf(ValueCodec<V> codec, Arbitrary<V> values) {
        Arbitrary<Pair<?>> different = Combinators.combine(values, values).as((a, b) -> new Pair<>(codec, a, b));
        Arbitrary<Pair<?>> same = values.map(a -> new Pair<>(codec, a, a));
        return Arbitraries.frequencyOf(Tuple.of(4, different), Tuple.of(1, same));
    }

    @Provide
    Arbitrary<Long> longValues() {
        Arbitrary<Integer> shifts = Arbitraries.integers().between(0, 63);
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Combinators.combine(Arbitraries.longs(), shifts).as((bits, shift) -> bits >> shift),
                Combinators.combine(Arbitraries.longs().between(-2, 2), shifts).as((n, shift) -> (1L << shift) + n));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 0x7F),
                        Arbitraries.integers().between(0, 0xD7FF),
                        Arbitraries.integers().between(0xE000, Character.MAX_CODE_POINT))
                .array(int[].class)
                .ofMaxSize(20)
                .map(codePoints -> new String(codePoints, 0, codePoints.length));
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.of(
                        0.0,
                        -0.0,
                        Double.NaN,
                        Double.longBitsToDouble(-1),
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE));
    }

    private static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                                Arbitraries.longs().between(-2, 2)),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
