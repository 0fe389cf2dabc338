package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.Samples.Sample;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.internal.store.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same values in realms with other seeds, and with replica ids interned in another order. */
class RealmsTest {
    private static final Realm ONE = Realm.of(1, 2, ValueLimits.DEFAULT);
    private static final Realm SAME_SEED = Realm.of(1, 2, ValueLimits.DEFAULT);
    private static final Realm OTHER = Realm.of(1, 3, ValueLimits.DEFAULT);

    static {
        for (String name : new String[] {"z", "other", "c", "b", "a"}) {
            int unused = SAME_SEED.index(ReplicaId.of(name, 1)) + OTHER.index(ReplicaId.of(name + name, 1));
        }
    }

    private static final List<Sample<?>> ONES = Samples.all(ONE);
    private static final List<Sample<?>> SAME_SEEDS = Samples.all(SAME_SEED);
    private static final List<Sample<?>> OTHERS = Samples.all(OTHER);

    /** The same history in three realms. */
    record Triple<K extends Kernel<K>, S extends BuiltIn<K, S>>(String name, S one, S sameSeed, S other) {
        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("unchecked") // the three samples of one place have one type
    private static <K extends Kernel<K>, S extends BuiltIn<K, S>> Triple<K, S> triple(int at) {
        return new Triple<>(
                ONES.get(at).name(),
                (S) ONES.get(at).value(),
                (S) SAME_SEEDS.get(at).value(),
                (S) OTHERS.get(at).value());
    }

    static Stream<Triple<?, ?>> triples() {
        return IntStream.range(0, ONES.size()).mapToObj(RealmsTest::triple);
    }

    /** What was inside of a map has another form than the empty value, and does not merge with it. */
    static Stream<Triple<?, ?>> roots() {
        return triples().filter(triple -> !triple.name.endsWith("of a map"));
    }

    @ParameterizedTest
    @MethodSource("triples")
    <K extends Kernel<K>, S extends BuiltIn<K, S>> void theOrderOfInterningLeavesNoTrace(Triple<K, S> triple) {
        S one = triple.one;
        S same = triple.sameSeed;
        assertThat(same.type().canonicalBytes(same)).isEqualTo(one.type().canonicalBytes(one));
        assertThat(same.type().encode(same)).isEqualTo(one.type().encode(one));
        assertThat(same.digest()).isEqualTo(one.digest());
        assertThat(same).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(same.toJson()).isEqualTo(one.toJson());
        assertThat(one.type().decode(same.type().encode(same))).isEqualTo(one);
    }

    /** So that a peer which gets them from two replicas, cut off in between, has the same ones. */
    @ParameterizedTest
    @MethodSource("triples")
    <K extends Kernel<K>, S extends BuiltIn<K, S>> void piecesComeInOneOrder(Triple<K, S> triple) {
        for (int maxBytes : new int[] {1, 100, 300}) {
            assertThat(pieces(triple.sameSeed, maxBytes)).containsExactlyElementsOf(pieces(triple.one, maxBytes));
        }
    }

    private static <S extends Crdt<S>> List<String> pieces(S value, int maxBytes) {
        List<String> pieces = new ArrayList<>();
        value.split(maxBytes)
                .forEach(piece -> pieces.add(Arrays.toString(value.type().encode(piece))));
        return pieces;
    }

    @ParameterizedTest
    @MethodSource("triples")
    <K extends Kernel<K>, S extends BuiltIn<K, S>> void bytesOfAnotherSeedAreRefused(Triple<K, S> triple) {
        byte[] bytes = triple.other.type().encode(triple.other);
        assertThatThrownBy(() -> triple.one.type().decode(bytes))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SEED));
    }

    @ParameterizedTest
    @MethodSource("triples")
    <K extends Kernel<K>, S extends BuiltIn<K, S>> void equalValuesOfTwoSeedsAreEqual(Triple<K, S> triple) {
        assertThat(triple.other).isEqualTo(triple.one).hasSameHashCodeAs(triple.one);
        assertThat(triple.one).isEqualTo(triple.other);
        assertThat(triple.other.digest()).isNotEqualTo(triple.one.digest());
        assertThat(triple.one.in(OTHER).digest()).isEqualTo(triple.other.digest());
        assertThat(triple.one.in(ONE)).isSameAs(triple.one);
        S moved = triple.one.in(OTHER);
        assertThat(moved.type().canonicalBytes(moved))
                .isEqualTo(triple.other.type().canonicalBytes(triple.other));
        assertThat(sent(triple.one.in(OTHER))).isEqualTo(triple.one);
    }

    @ParameterizedTest
    @MethodSource("roots")
    <K extends Kernel<K>, S extends BuiltIn<K, S>> void mergesAcrossSeedsGiveEqualValues(Triple<K, S> triple) {
        S empty = triple.other.type().empty();
        assertThat(triple.one.merge(triple.other)).isSameAs(triple.one);
        assertThat(empty.merge(triple.one)).isEqualTo(triple.other);
        assertThat(empty.merge(triple.one).digest()).isEqualTo(triple.other.digest());
        assertThat(triple.one.deltaFrom(triple.other))
                .isEqualTo(triple.one.type().empty());
        S delta = triple.one.deltaFrom(empty);
        assertThat(empty.merge(delta)).isEqualTo(triple.one);
        assertThat(Writers.join(empty, triple.one.split(300))).isEqualTo(triple.one);
    }

    @ParameterizedTest
    @MethodSource("triples")
    <K extends Kernel<K>, S extends BuiltIn<K, S>> void valuesOfDifferentHistoriesDiffer(Triple<K, S> triple) {
        long equal = OTHERS.stream()
                .filter(sample -> sample.value().equals(triple.one))
                .count();
        assertThat(equal).isEqualTo(1);
        long hashedAlike = OTHERS.stream()
                .filter(sample -> sample.value().hashCode() == triple.one.hashCode())
                .count();
        assertThat(hashedAlike).as("values with this hash code").isBetween(1L, 2L);
        assertThat(triple.one).isNotEqualTo(triple.name).isNotEqualTo(author("a"));
    }
}
