package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import org.jspecify.annotations.Nullable;

/**
 * Which session fills this replica: it brings far more than is here. While it lasts no other one may bring the same once more;
 * should it break off, the next one goes on from what has come, with whichever peer.
 */
final class Filling {
    /** From so many unseen writes on a session fills: about a megabyte. */
    private static final long MANY = 10_000;
    /** For so long a session keeps others away: one that takes longer may have a peer that does not mean to end it. */
    private static final long LONGEST_NANOS = 300_000_000_000L;

    private @Nullable Peer source;
    private @Nullable Exchange exchange;
    private long since;

    /** Tells whether a session with a peer may go on, now that its context is known. */
    boolean admits(Peer peer, CausalContext theirs, CausalContext mine, long now) {
        Peer present = source;
        boolean isTaken = present != null && present != peer && exchange != null && present.exchange == exchange;
        return !isTaken || now - since > LONGEST_NANOS || theirs.minus(mine).size() < MANY;
    }

    /** Notes that a session has begun that was admitted. */
    void begun(Peer peer, CausalContext theirs, CausalContext mine, long now) {
        if (theirs.minus(mine).size() >= MANY) {
            source = peer;
            exchange = peer.exchange;
            since = now;
        }
    }
}
