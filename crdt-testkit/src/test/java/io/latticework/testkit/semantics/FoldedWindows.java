package io.latticework.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;

/** A counter that one replica goes on incrementing while another, which has seen only the beginning, removes it. */
final class FoldedWindows {
    private static final long SEEN = 1_000;

    private FoldedWindows() {}

    /**
     * Tells what is left of a counter.
     *
     * @param later the increments since the remover's view, each in a window of its own
     */
    static String outcome(int later) {
        Author alice = Author.of(ReplicaId.of("alice", 1));
        Author bob = Author.of(ReplicaId.of("bob", 2));
        ORMap<String> atAlice =
                ORMap.empty(ValueCodec.strings()).update(alice, "k", PNCounter.TYPE, c -> c.increment(alice, SEEN));
        ORMap<String> atBob = atAlice.remove(bob, "k");
        for (int i = 0; i < later; i++) {
            atAlice = atAlice.update(alice, "k", PNCounter.TYPE, c -> c.increment(alice, 1));
        }
        assertThat(atAlice.merge(atAlice.remove(bob, "k")).isEmpty())
                .as("a remover that has seen all")
                .isTrue();
        ORMap<String> met = atBob.merge(atAlice);
        if (met.isEmpty()) {
            return "nothing";
        }
        long left = met.get("k", PNCounter.TYPE).value();
        assertThat(left).isIn((long) later, later + SEEN);
        return left == later
                ? "exactly what these added"
                : "what these added, and what was removed but is folded into them";
    }
}
