package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;

/** The author of all of a replica's writes. It knows up to which write they may have left the process. */
public final class LocalAuthor implements Author {
    private final Author sequence;
    private volatile long last;
    private volatile long exposed;

    /** Returns the author of a new incarnation. */
    public LocalAuthor(ReplicaId replica, HybridLogicalClock clock) {
        this.sequence = Author.of(replica, clock);
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

    /** Returns the last minted sequence number. */
    public long last() {
        return last;
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
