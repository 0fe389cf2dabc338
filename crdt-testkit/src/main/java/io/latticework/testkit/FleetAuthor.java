package io.latticework.testkit;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.testkit.model.AuthorLog;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.Event;
import java.util.Set;

/** An author of a fleet: it records its events for the model, and knows what has left its replica. */
final class FleetAuthor implements Author {
    private final Author author;
    private final AuthorLog log;
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
        this.log = AuthorLog.of(replica);
        this.everythingExposed = everythingExposed;
    }

    /** Notes that the replica sends its state. */
    void expose() {
        exposedSequence = lastSequence;
        log.expose();
    }

    /** Records the write that was just made, with the stamp minted for it, zero if there is none. */
    Event record(Effect effect, Set<Event> seen) {
        Event event = log.write(effect, lastStamp, seen);
        lastStamp = HybridTimestamp.ZERO;
        if (everythingExposed) {
            log.expose();
        }
        return event;
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
