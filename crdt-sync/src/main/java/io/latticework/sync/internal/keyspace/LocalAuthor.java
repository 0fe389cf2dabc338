package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.Runs;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.sync.spi.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The author of all of a replica's writes. It knows up to which write they may have left the process, and goes on under
 * another incarnation when it must; never in the middle of a write, which the keyspace sees to.
 */
public final class LocalAuthor implements Author {
    /** Dots that are left when a new incarnation is due: far more than can be minted before the engine gets to it. */
    private static final long RESERVE = 1L << 32;

    private final RecentTime time;
    private final HybridLogicalClock clock;
    private final AtomicLong last;
    /** Who remembers the lines of the present incarnation; its own sequence is not used. */
    private volatile Author lines;

    private volatile long exposed;

    /**
     * Returns the author of an incarnation that has written so far, all of which may have left the process.
     *
     * @param stamp its stamps are greater than this one
     */
    public LocalAuthor(ReplicaId replica, long last, Clock clock, HybridTimestamp stamp) {
        this.time = new RecentTime(clock);
        this.clock = HybridLogicalClock.of(time).startingAfter(stamp);
        this.lines = Author.of(replica, this.clock);
        this.last = new AtomicLong(last);
        this.exposed = last;
    }

    /** Writes on under another incarnation. */
    void become(ReplicaId next) {
        lines = Author.of(next, clock);
        last.set(0);
        exposed = 0;
    }

    @Override
    public ReplicaId replica() {
        return lines.replica();
    }

    @Override
    public long nextSequence() {
        long next = last.incrementAndGet();
        if (next > Dot.MAX_SEQUENCE) {
            throw new CausalityException("The sequence of " + replica() + " is used up before the engine could take"
                    + " another incarnation; write on when it has");
        }
        return next;
    }

    /** Returns the dots that the present incarnation has minted after one. */
    CausalContext after(Realm realm, long sequenceNumber) {
        int index = realm.index(replica());
        Runs runs = new Runs(realm, 1);
        long minted = last();
        if (sequenceNumber < minted) {
            runs.add(Realm.pack(index, sequenceNumber + 1), Realm.pack(index, minted));
        }
        return runs.toContext();
    }

    /** Returns the last minted sequence number. */
    public long last() {
        return Math.min(last.get(), Dot.MAX_SEQUENCE);
    }

    /** Tells whether the incarnation has almost used up its sequence. */
    public boolean isNearlyExhausted() {
        return last() > Dot.MAX_SEQUENCE - RESERVE;
    }

    /** Returns a stamp that none given so far is above, but those that replaced one from the far future. */
    public HybridTimestamp lastStamp() {
        return clock.last();
    }

    /** Reads the clock, by which the next stamps go. */
    void readTime() {
        time.read();
    }

    /** Notes that all writes so far may leave the process from now on. */
    void expose() {
        exposed = last();
    }

    @Override
    public boolean exposed(long minted) {
        return minted <= exposed;
    }

    @Override
    public HybridTimestamp nextStamp(HybridTimestamp replaced) {
        return lines.nextStamp(replaced);
    }

    @Override
    public void startLine(long line, long at) {
        lines.startLine(line, at);
    }

    @Override
    public boolean continueLine(long line, long from, long to) {
        return lines.continueLine(line, from, to);
    }
}
