package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latticework.crdt.error.LimitExceededException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CausalContextTest {
    private static final ReplicaId A = ReplicaId.of("a", 1);
    private static final ReplicaId B = ReplicaId.of("b", 2);

    private final Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT);

    /** Returns a context with the first dot of many replicas. */
    private CausalContext replicas(int from, int to) {
        return CausalContext.ofPacked(
                realm,
                IntStream.range(from, to)
                        .mapToLong(i -> realm.pack(Dot.of(ReplicaId.of("replica", i), 1)))
                        .toArray());
    }

    private CausalContext everySecond(Realm of, int dots) {
        return CausalContext.ofPacked(
                of,
                LongStream.range(0, dots)
                        .map(i -> of.pack(Dot.of(A, 2 * i + 1)))
                        .toArray());
    }

    private static void assertExceeds(String limit, long allowed, long actual, Supplier<CausalContext> action) {
        LimitExceededException error = catchThrowableOfType(LimitExceededException.class, action::get);
        assertThat(error).isNotNull();
        assertThat(error.limit()).isEqualTo(limit);
        assertThat(error.allowed()).isEqualTo(allowed);
        assertThat(error.actual()).isEqualTo(actual);
    }

    @Test
    void readsAsRuns() {
        CausalContext context = CausalContext.empty(realm)
                .plus(Dot.of(A, 1))
                .plus(Dot.of(A, 3))
                .plus(Dot.of(B, 7))
                .plus(Dot.of(A, 2));
        assertThat(context).hasToString("{a#1:1..3, b#2:7}");
        assertThat(context.vector().entries()).containsOnlyKeys(A).containsEntry(A, 3L);
    }

    @Test
    void tenThousandReplicasFit() {
        CausalContext context = replicas(0, 10_000);
        assertThat(context.replicas()).isEqualTo(10_000);
        assertThat(context.runs()).isEqualTo(10_000);
        assertThat(context.plus(Dot.of(ReplicaId.of("replica", 5_000), 2)).runs())
                .isEqualTo(10_000);
    }

    @Test
    void replicasAreLimited() {
        int limit = ValueLimits.DEFAULT.replicas();
        CausalContext full = replicas(0, limit);
        assertThat(full.plus(Dot.of(ReplicaId.of("replica", 3), 9)).replicas()).isEqualTo(limit);
        assertExceeds("replicas", limit, limit + 1L, () -> full.plus(Dot.of(A, 1)));
        assertExceeds("replicas", limit, limit + 1L, () -> replicas(0, limit + 1));
        assertExceeds("replicas", limit, limit + 5_000L, () -> full.union(replicas(limit, limit + 5_000)));
    }

    @Test
    void runsAreLimited() {
        Realm small = Realm.of(1, 2, ValueLimits.DEFAULT.withRuns(10));
        CausalContext full = everySecond(small, 10);
        assertThat(full.runs()).isEqualTo(10);
        assertThat(full.plus(Dot.of(A, 20)).runs()).isEqualTo(10);
        assertThat(full.plus(Dot.of(A, 2)).runs()).isEqualTo(9);
        assertExceeds("runs", 10, 11, () -> full.plus(Dot.of(A, 40)));
        assertExceeds("runs", 10, 11, () -> everySecond(realm, 11).in(small));
    }

    @Test
    void aGapThatClosesJoinsTheRuns() {
        CausalContext gap = everySecond(realm, 2);
        CausalContext closed = gap.plus(Dot.of(A, 2));
        assertThat(closed.runs()).isEqualTo(1);
        assertThat(gap.runs()).isEqualTo(2);
    }

    @Test
    void runsOfTwoReplicasNeverJoin() {
        CausalContext context =
                CausalContext.empty(realm).plus(Dot.of(A, Dot.MAX_SEQUENCE)).plus(Dot.of(B, 1));
        assertThat(context.runs()).isEqualTo(2);
        assertThat(context.contains(Dot.of(B, 1))).isTrue();
        assertThat(context.lastSequence(A)).isEqualTo(Dot.MAX_SEQUENCE);
        assertThat(context.lastSequence(B)).isEqualTo(1);
    }

    @Test
    void nothingSeen() {
        CausalContext none = CausalContext.empty(realm);
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.vector()).isEqualTo(VersionVector.empty());
        assertThat(none).hasToString("{}").isEqualTo(CausalContext.empty(Realm.shared()));
        assertThat(none.union(none)).isSameAs(none);
        assertThat(none.equals(null)).isFalse();
    }

    @Test
    void runsComeInOrder() {
        Runs runs = new Runs(realm, 1);
        runs.add(realm.pack(Dot.of(A, 5)), realm.pack(Dot.of(A, 6)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.add(realm.pack(Dot.of(A, 4)), realm.pack(Dot.of(A, 4))));
    }

    @Test
    void aSequenceIsInRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dot.of(A, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Dot.of(A, Dot.MAX_SEQUENCE + 1));
        assertThat(Dot.of(A, 1)).isLessThan(Dot.of(A, 2)).isLessThan(Dot.of(B, 1));
    }

    /** The run that grows last is not in the sums yet; whichever it is, the digest is the same. */
    @Test
    void theOrderOfGrowthLeavesNoTrace() {
        long a = realm.pack(Dot.of(A, 1));
        long b = realm.pack(Dot.of(B, 1));
        CausalContext inTurn = CausalContext.empty(realm);
        for (int i = 0; i < 5; i++) {
            inTurn = inTurn.plus(a + i).plus(b + i);
        }
        CausalContext oneByOne =
                CausalContext.empty(realm).plus(b, b + 4).plus(a).plus(a + 2).plus(a + 3);
        CausalContext whole = oneByOne.plus(a + 1).plus(a + 4);
        CausalContext atOnce = CausalContext.ofRuns(realm, new long[] {a, b}, new long[] {a + 4, b + 4}, 2);
        for (CausalContext each : List.of(inTurn, whole)) {
            assertThat(each).isEqualTo(atOnce).hasSameHashCodeAs(atOnce);
            assertThat(each.laneA()).isEqualTo(atOnce.laneA());
            assertThat(each.laneB()).isEqualTo(atOnce.laneB());
            assertThat(each.size()).isEqualTo(10);
            assertThat(each.replicas()).isEqualTo(2);
        }
        assertThat(oneByOne.laneA()).isNotEqualTo(atOnce.laneA());
        assertThat(CausalContext.empty(realm).laneA()).isZero();
        assertThat(CausalContext.empty(realm).laneB()).isZero();
    }

    @Test
    void hashCodesDependOnReplicaAndOnBothEnds() {
        Set<Integer> hashes = new HashSet<>();
        hashes.add(CausalContext.empty(realm).hashCode());
        for (ReplicaId id : List.of(A, B)) {
            long first = realm.pack(Dot.of(id, 3));
            hashes.add(CausalContext.empty(realm).plus(first).hashCode());
            hashes.add(CausalContext.empty(realm).plus(first, first + 1).hashCode());
            hashes.add(CausalContext.empty(realm).plus(first + 1).hashCode());
        }
        assertThat(hashes).hasSize(7);
    }
}
