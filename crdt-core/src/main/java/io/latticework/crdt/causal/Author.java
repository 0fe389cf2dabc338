package io.latticework.crdt.causal;

import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;

/**
 * The one who writes: it mints dots and stamps, and never the same twice. Every mutator takes one. A value never
 * derives its next dot from what it contains, because two forks of one immutable value would then mint the same dot and
 * lose both writes when they meet.
 *
 * <p>There must be one author per {@link ReplicaId} in the world. Implementations are safe for use by several threads.
 */
public interface Author {
    /** Returns who writes. */
    ReplicaId replica();

    /**
     * Mints the next dot's sequence number, greater than all before.
     *
     * @throws io.latticework.crdt.error.CausalityException if the incarnation's sequence is used up
     */
    long nextSequence();

    /**
     * Mints a stamp that is greater than {@code replaced}, and than all stamps minted before unless {@code replaced} is
     * too far in the future to be believed: then it is just greater than {@code replaced}, and the clock stays.
     *
     * @param replaced the stamp of what is being replaced, {@link HybridTimestamp#ZERO} if nothing is
     */
    HybridTimestamp nextStamp(HybridTimestamp replaced);

    /**
     * Starts a line: an unforked succession of cumulative writes, named by the sequence number of its first.
     *
     * @param line the sequence number just minted
     * @param at the position on the line after its first write
     */
    void startLine(long line, long at);

    /**
     * Asks whether a line may go on where a value shows it. The answer is true, and the line then stands at {@code to},
     * only if {@code from} is where this author left the line. It is false if the value is a fork that somebody else
     * went on from, or if the author no longer remembers: the writer then starts a new line, so that no cumulative total
     * ever swallows another.
     */
    boolean continueLine(long line, long from, long to);

    /**
     * Tells whether a write may have left the process. A counter segment grows in place until it has, so that a remover
     * can never have seen half of it. Without knowledge the answer is true.
     */
    default boolean exposed(long sequence) {
        return true;
    }

    /** Mints the next dot. */
    default Dot nextDot() {
        return new Dot(replica(), nextSequence());
    }

    /** Returns an author for values outside a replica, whose stamps are logical (a Lamport clock, no physical time). */
    static Author of(ReplicaId replica) {
        return of(replica, HybridLogicalClock.logical());
    }

    /** Returns an author for values outside a replica, which stamps with a given clock. */
    static Author of(ReplicaId replica, HybridLogicalClock clock) {
        return new SequentialAuthor(replica, 0, clock);
    }

    /**
     * Returns an author that goes on after {@code lastSequence}. Use it only if every state that ever left this
     * incarnation is recovered; otherwise take a new incarnation.
     */
    static Author resuming(ReplicaId replica, long lastSequence, HybridLogicalClock clock) {
        return new SequentialAuthor(replica, lastSequence, clock);
    }
}
