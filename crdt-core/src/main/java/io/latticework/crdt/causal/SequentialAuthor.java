package io.latticework.crdt.causal;

import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.concurrent.atomic.AtomicLong;

/** An author with a sequence in memory. */
final class SequentialAuthor implements Author {
    private final ReplicaId replica;
    private final AtomicLong sequence;
    private final HybridLogicalClock clock;
    private final Lines lines = new Lines();

    SequentialAuthor(ReplicaId replica, long lastSequence, HybridLogicalClock clock) {
        if (lastSequence < 0 || lastSequence > Dot.MAX_SEQUENCE) {
            throw new IllegalArgumentException(
                    "The last sequence is 0 to " + Dot.MAX_SEQUENCE + ", not " + lastSequence);
        }
        this.replica = replica;
        this.sequence = new AtomicLong(lastSequence);
        this.clock = clock;
    }

    @Override
    public ReplicaId replica() {
        return replica;
    }

    @Override
    public long nextSequence() {
        long next = sequence.updateAndGet(last -> last > Dot.MAX_SEQUENCE ? last : last + 1);
        if (next > Dot.MAX_SEQUENCE) {
            throw new CausalityException(
                    "The sequence of " + replica + " is used up; write on under a new incarnation");
        }
        return next;
    }

    @Override
    public HybridTimestamp nextStamp(HybridTimestamp replaced) {
        return clock.next(replaced);
    }

    @Override
    public void startLine(long line, long at) {
        lines.start(line, at);
    }

    @Override
    public boolean continueLine(long line, long from, long to) {
        return lines.advance(line, from, to);
    }

    @Override
    public String toString() {
        return "Author[" + replica + " after " + sequence.get() + "]";
    }
}
