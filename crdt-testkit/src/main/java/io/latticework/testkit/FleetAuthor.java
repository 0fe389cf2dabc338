package io.latticework.testkit;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;

/** An author of a fleet: it remembers the last stamp for the model, and knows what has left its replica. */
final class FleetAuthor implements Author {
    private final Author author;
    private final boolean everythingExposed;
    private HybridTimestamp lastStamp = HybridTimestamp.ZERO;
    private long lastSequence;
    private long exposedSequence;

    /**
     * Starts an author.
     *
     * @param everythingExposed true where old versions are written to: each of them is then a possible other writer
     */
    FleetAuthor(ReplicaId replica, boolean everythingExposed) {
        this.author = Author.of(replica);
        this.everythingExposed = everythingExposed;
    }

    /** Notes that the replica sends its state. */
    void expose() {
        exposedSequence = lastSequence;
    }

    /** Returns the stamp minted since this was last asked, zero if there is none. */
    HybridTimestamp takeStamp() {
        HybridTimestamp taken = lastStamp;
        lastStamp = HybridTimestamp.ZERO;
        return taken;
    }

    @Override
    public ReplicaId replica() {
        return author.replica();
    }

    @Override
    public long nextSequence() {
        lastSequence = author.nextSequence();
        return lastSequence;
    }

    @Override
    public HybridTimestamp nextStamp(HybridTimestamp replaced) {
        lastStamp = author.nextStamp(replaced);
        return lastStamp;
    }

    @Override
    public void startLine(long line, long at) {
        author.startLine(line, at);
    }

    @Override
    public boolean continueLine(long line, long from, long to) {
        return author.continueLine(line, from, to);
    }

    @Override
    public boolean exposed(long sequence) {
        return everythingExposed || sequence <= exposedSequence;
    }
}
