package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom this replica speaks, and whether its peers bear it out. Own writes that a peer has seen and that this replica
 * never sent prove that its state was put back, or that somebody else writes under the same incarnation.
 *
 * <p>An incarnation that goes on after a restart is on <em>probation</em>: the store may have been put back to an older
 * state without knowing. Until every configured peer has told what it has seen, the replica folds no write, so nothing
 * under a dot that may mean something else elsewhere is stored or sent.
 */
final class Identity {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    private final Keyspace keyspace;
    private final EngineConfig config;
    private final Set<String> confirming = new HashSet<>();
    private long epoch;
    private long sent;
    private long confirmed;
    private boolean probation;
    private long probationEnds;

    Identity(Keyspace keyspace, EngineConfig config) {
        this.keyspace = keyspace;
        this.config = config;
        this.epoch = config.randomness().bits();
        this.probation = config.continues();
        this.sent = keyspace.author().last();
        this.confirmed = sent;
    }

    /** Starts the time within which peers are to confirm an incarnation that goes on. */
    void start(long now, Duration patience) {
        probationEnds = now + patience.toNanos();
    }

    /** Returns the present incarnation. */
    ReplicaId replica() {
        return keyspace.author().replica();
    }

    /** Returns the present epoch. */
    long epoch() {
        return epoch;
    }

    /** Notes that something which holds or claims own writes leaves the process. */
    void speak() {
        sent = Math.max(sent, keyspace.stored().context().lastSequence(replica()));
    }

    /** Tells whether somebody has seen own writes that were never sent. */
    boolean isContradictedBy(long seen) {
        return seen > sent;
    }

    /** Counts and logs that a peer has seen such writes. */
    void reportConflict(String peer, Counts counts) {
        counts.add(Count.IDENTITY_CONFLICTS);
        LOG.error(
                "{} shows writes that {} never sent: the state of {} was put back to an older one, or another process"
                        + " writes as it; it writes on under a new incarnation",
                peer,
                replica(),
                config.name());
    }

    /** Notes up to where a peer has seen own writes. */
    void confirmedBy(Peer peer, long seen) {
        confirming.add(peer.name);
        confirmed = Math.max(confirmed, seen);
    }

    /** Returns the last own write that somebody has shown to have seen. */
    long confirmed() {
        return confirmed;
    }

    boolean isOnProbation() {
        return probation;
    }

    /** Tells whether probation has lasted too long for writes that wait. */
    boolean isOverdue(long now) {
        return probation && now >= probationEnds;
    }

    /** Returns who has confirmed this incarnation. */
    Set<String> confirming() {
        return confirming;
    }

    /** Ends probation: everybody confirms. */
    void acquit() {
        probation = false;
    }

    /** Starts over under a new incarnation, in a new epoch. */
    void renewed() {
        epoch = config.randomness().bits();
        probation = false;
        sent = 0;
        confirmed = 0;
        confirming.clear();
    }
}
