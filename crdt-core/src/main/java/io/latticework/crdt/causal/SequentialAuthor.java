package io.latticework.crdt.causal;

import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An author with a sequence in memory. It remembers where it left its last lines, the least recently used go first. */
final class SequentialAuthor implements Author {
    /** About 6 MiB. A line that is forgotten costs one more entry in its counter, never a write. */
    private static final int REMEMBERED_LINES = 1 << 16;

    private final ReplicaId replica;
    private final AtomicLong sequence;
    private final HybridLogicalClock clock;
    private final Map<Long, Line> lines = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Line> eldest) {
            return size() > REMEMBERED_LINES;
        }
    };

    /** The line used last, which most likely is used next: it goes on without the lock. */
    private volatile Line current = new Line(0, new AtomicLong());

    /** A line and where it was left. There is one of these for a line, ever, so that only one fork goes on from a place. */
    private record Line(long name, AtomicLong left) {}

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
        synchronized (lines) {
            use(lines.computeIfAbsent(line, name -> new Line(name, new AtomicLong())))
                    .set(at);
        }
    }

    @Override
    public boolean continueLine(long line, long from, long to) {
        Line last = current;
        if (last.name == line) {
            return last.left.compareAndSet(from, to);
        }
        synchronized (lines) {
            Line known = lines.get(line);
            return known != null && use(known).compareAndSet(from, to);
        }
    }

    /** Makes a line the one used last; the one before it was used since the map saw it. */
    private AtomicLong use(Line line) {
        Line before = current;
        if (before != line && lines.get(before.name) == before) {
            Line unused = lines.get(line.name);
        }
        current = line;
        return line.left;
    }

    @Override
    public String toString() {
        return "Author[" + replica + " after " + sequence.get() + "]";
    }
}
