package io.latticework.crdt.internal.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A batch of adds: its context has the dots that were minted for it and no others, whatever lies between them. */
class ElementsTest {
    private static final ReplicaId WRITER = ReplicaId.of("writer", 1);

    /** Another thread may mint between two dots of a batch. */
    private static final class Interrupted implements Author {
        private final List<Integer> steps;
        private int minted;
        private long last;

        Interrupted(List<Integer> steps) {
            this.steps = steps;
        }

        @Override
        public ReplicaId replica() {
            return WRITER;
        }

        @Override
        public long nextSequence() {
            last += steps.get(minted++);
            return last;
        }

        @Override
        public HybridTimestamp nextStamp(HybridTimestamp replaced) {
            throw new AssertionError("sets have no stamps");
        }

        @Override
        public void startLine(long line, long at) {
            throw new AssertionError("sets have no lines");
        }

        @Override
        public boolean continueLine(long line, long from, long to) {
            throw new AssertionError("sets have no lines");
        }
    }

    @Property
    void aBatchClaimsTheDotsThatItMinted(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 3) Integer> steps) {
        Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT);
        List<byte[]> elements =
                steps.stream().map(step -> new byte[] {step.byteValue()}).toList();
        Causal set = Elements.PLAIN.add(Causal.empty(realm), new Interrupted(steps), elements);
        CausalContext expected = CausalContext.empty(realm);
        Author again = new Interrupted(steps);
        for (int i = 0; i < steps.size(); i++) {
            long dot = realm.pack(again.nextDot());
            expected = expected.plus(dot, dot);
        }
        assertThat(set.context()).isEqualTo(expected);
        assertThat(set.context().size()).isEqualTo(steps.size());
        for (byte[] element : elements) {
            assertThat(Elements.PLAIN.contains(set, element)).isTrue();
        }
        assertThat(Elements.PLAIN.contains(set, new byte[] {9})).isFalse();
        assertThat(Elements.root(set).count())
                .isEqualTo((int) steps.stream().distinct().count());
    }
}
