package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The laws of a join-semilattice, and what each operation says of the dots. */
class VersionVectorPropertyTest {
    private static final List<ReplicaId> REPLICAS =
            List.of(ReplicaId.of("a", 1), ReplicaId.of("b", 1), ReplicaId.of("b", 2), ReplicaId.of("c", 1));

    @Provide
    Arbitrary<VersionVector> vectors() {
        return Arbitraries.maps(Arbitraries.of(REPLICAS), Arbitraries.longs().between(1, 4))
                .map(entries -> new VersionVector(new TreeMap<>(entries)));
    }

    @Property
    void mergeIsALeastUpperBound(
            @ForAll("vectors") VersionVector a,
            @ForAll("vectors") VersionVector b,
            @ForAll("vectors") VersionVector c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a)).hasSameHashCodeAs(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(b).dominates(a) && a.merge(b).dominates(b)).isTrue();
        assertThat(c.dominates(a) && c.dominates(b)).isEqualTo(c.dominates(a.merge(b)));
        assertThat(a.merge(VersionVector.empty())).isSameAs(a);
        assertThat(a.merge(a)).isSameAs(a);
    }

    @Property
    void mergeReturnsTheOneThatDominates(@ForAll("vectors") VersionVector a, @ForAll("vectors") VersionVector b) {
        VersionVector merged = a.merge(b);
        assertThat(merged == a).isEqualTo(a.dominates(b));
        assertThat(merged == b).isEqualTo(!a.dominates(b) && b.dominates(a));
    }

    @Property
    void twoVectorsAreEqualOrderedOrConcurrent(@ForAll("vectors") VersionVector a, @ForAll("vectors") VersionVector b) {
        boolean above = a.dominates(b);
        boolean below = b.dominates(a);
        assertThat(a.concurrentWith(b)).isEqualTo(!above && !below).isEqualTo(b.concurrentWith(a));
        assertThat(a.equals(b)).isEqualTo(above && below);
    }

    @Property
    void aVectorCoversADotAndAllBeforeIt(@ForAll("vectors") VersionVector vector) {
        for (ReplicaId replica : REPLICAS) {
            for (long sequence = 1; sequence <= 5; sequence++) {
                Dot dot = Dot.of(replica, sequence);
                assertThat(vector.contains(dot)).isEqualTo(sequence <= vector.sequence(replica));
                VersionVector with = vector.with(dot);
                assertThat(with.sequence(replica)).isEqualTo(Math.max(sequence, vector.sequence(replica)));
                assertThat(with == vector).isEqualTo(vector.contains(dot));
                assertThat(with.dominates(vector)).isTrue();
            }
        }
    }

    @Test
    void readsInTheOrderOfIds() {
        VersionVector vector =
                VersionVector.empty().with(Dot.of(REPLICAS.get(2), 4)).with(Dot.of(REPLICAS.get(0), 9));
        assertThat(vector).hasToString("{a#1=9, b#2=4}");
        assertThat(vector.entries()).isUnmodifiable();
    }
}
