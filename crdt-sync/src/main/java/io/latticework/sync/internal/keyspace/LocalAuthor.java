package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.Runs;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;

/**
 * The author of all of a replica's writes. It knows up to which write they may have left the process, and goes on under
 * another incarnation when it must; never in the middle of a write, which the keyspace sees to.
 */
public final class LocalAuthor implements Author {
    /** Dots that are left when a new incarnation is due: far more than can be minted before the engine gets to it. */
    private static final long RESERVE = 1L << 32;

    private final HybridLogicalClock clock;
    private volatile Author sequence;
    private volatile long last;
    private volatile long exposed;

    /** Returns the author of an incarnation that has written so far, all of which may have left the process. */
    public LocalAuthor(ReplicaId replica, long last, HybridLogicalClock clock) {
        this.clock = clock;
        this.sequence = Author.resuming(replica, last, clock);
        this.last = last;
        this.exposed = last;
    }

    /** Writes on under another incarnation. */
    void become(ReplicaId next) {
        sequence = Author.of(next, clock);
        last = 0;
        exposed = 0;
    }

    @Override
    public ReplicaId replica() {
        return sequence.replica();
    }

    @Override
    public synchronized long nextSequence() {
        last = sequence.nextSequence();
        return last;
    }

    /** Returns the dots that the present incarnation has minted after one. */
    CausalContext after(Realm realm, long sequenceNumber) {
        int index = realm.index(replica());
        Runs runs = new Runs(realm, 1);
        if (sequenceNumber < last) {
            runs.add(Realm.pack(index, sequenceNumber + 1), Realm.pack(index, last));
        }
        return runs.toContext();
    }

    /** Returns the last minted sequence number. */
    public long last() {
        return last;
    }

    /** Tells whether the incarnation has almost used up its sequence. */
    public boolean isNearlyExhausted() {
        return last > Dot.MAX_SEQUENCE - RESERVE;
    }

    /** Returns a stamp that none given so far is above, but those that replaced one from the far future. */
    public HybridTimestamp lastStamp() {
        return clock.last();
    }

    /** Notes that all writes so far may leave the process from now on. */
    void expose() {
        exposed = last;
    }

    @Override
    public boolean exposed(long minted) {
        return minted <= exposed;
    }

    @Override
    public HybridTimestamp nextStamp(HybridTimestamp replaced) {
        return sequence.nextStamp(replaced);
    }

    @Override
    public void startLine(long line, long at) {
        sequence.startLine(line, at);
    }

    @Override
    public boolean continueLine(long line, long from, long to) {
        return sequence.continueLine(line, from, to);
    }
}
