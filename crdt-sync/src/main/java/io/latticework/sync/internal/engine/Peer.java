package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.sync.spi.Transport.Link;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the engine knows of one other replica, by name; its incarnations are one peer. */
final class Peer {
    private static final long NEVER = Long.MIN_VALUE / 2;

    /** That is, after three seconds. */
    private static final int UNREACHED_RETRIES = 4;

    private static final int REMEMBERED_EPOCHS = 16;
    /** A machine that starts anew, without closing its links, takes longer than that. */
    private static final long MOST_ALIVE_NANOS = 30_000_000_000L;

    final String name;
    final Outbox outbox;
    final SessionBreaker breaker;
    ReplicaId replica;
    long epoch;
    Inbox inbox = new Inbox();

    @Nullable
    Link link;
    /** What is spoken on the last link: one version of the protocol, and the features that both sides have. */
    Protocol protocol = Protocol.HERE;
    /** A piece that has come in part. */
    final Assembly assembly = new Assembly();
    /** A message that has come in part. */
    @Nullable
    Fragments fragments;
    /** On this link the peer has told what it has seen of this replica's writes; before, it is told none. */
    boolean introduced;
    /** Epochs that the present incarnation has left behind, the last few. One that comes back proves a second process. */
    final Deque<Long> formerEpochs = new ArrayDeque<>();
    /** Whether the peer's incarnation is in use by a second process. */
    boolean shared;
    /** Whether the link was dialed by this side. */
    boolean dialedByMe;
    /** The user stopped synchronisation with this peer. */
    boolean paused;
    /** The user cut this peer off: no link to it is kept. */
    boolean cut;

    @Nullable
    Exchange exchange;
    /** The last session that was closed, and how it ended here, for a peer that asks again. */
    @Nullable
    Close lastClose;
    /** A session is wanted at the next chance: the peer is new, or something was dropped. */
    boolean wantsSession = true;
    /** In the last session the two sides came to different states. */
    boolean wantsWhole;
    /** What the peer could bring was drawn: what is still missing a session tells. */
    boolean drawn;
    /** What the peer has asked to be brought, {@code null} if it has not. */
    Supply.@Nullable Order order;
    /** The last pulse differed while nothing was on its way. */
    boolean differed;
    /**
     * What of this replica's state is not to be pushed to the peer: the last flush, and what came since from those who
     * reach the peer themselves. {@code null} before the first link; what was there before is a session's to move.
     */
    @Nullable
    Causal base;
    /** Whether the peer was behind at a flush: its base lacks what was to be told then. */
    boolean leftOut;
    /** When either side last had more for the other than goes into a frame, or than may be on its way; in nanoseconds. */
    long busyAt = NEVER;
    /** What is to be sent as soon as the peer can take it, and then what follows that. */
    Parcel.@Nullable Piece next;
    /** The names of the replicas that the peer said it reaches; none if it has not said so, or not for long. */
    private Set<String> reaches = Set.of();
    /** The last flush that was gossiped while it is not known whether the peer has it; 0 if there is none. */
    long unsureThrough;
    /** Up to where own writes of the peer may have come here by another way than in its deltas, so that they may be alive. */
    long elsewhere;
    /** When the last pulse came, in nanoseconds. */
    long lastPulse;
    /** Within how long of it the peer said to send the next one, in nanoseconds. */
    long pulsesWithin;
    /** Within how long this replica told the peer to send its next pulse, in nanoseconds. */
    long promisedWithin;
    /** When anything last came, in nanoseconds. */
    long lastHeard;
    /** The region that the peer says it is in, empty if it does not say. */
    String region = "";
    /** The question of the comparison that is not answered yet, 0 if there is none, and when it was asked. */
    long asked;

    long askedAt;
    /** About how long an answer takes, in nanoseconds; 0 while unknown. */
    long roundTrip;
    /** Since when a comparison waits for what is on its way to the peer, in nanoseconds; 0 if none does. */
    long waitsSince;
    /** The peer's question that waits for the same, 0 if there is none. */
    long deferred;
    /** When the last session ended, in nanoseconds. */
    long lastSession = Long.MIN_VALUE / 2;
    /** How often they were sent again without an ack. */
    int retries;
    /** How many replica ids that nobody here knows the peer may still bring. */
    final Intake.Allowance allowance = new Intake.Allowance();
    /** Who waits for an equal pulse that answers a question. */
    final NavigableMap<Long, Runnable> questions = new TreeMap<>();

    Peer(ReplicaId replica, long epoch, Limits limits) {
        this.name = replica.name();
        this.breaker = new SessionBreaker(name);
        this.replica = replica;
        this.epoch = epoch;
        this.promisedWithin = limits.pulse().toNanos();
        this.pulsesWithin = promisedWithin;
        this.outbox = new Outbox(limits.unackedDeltas(), limits.unackedBytes());
    }

    /** Tells whether deltas and sessions go to and come from the peer. */
    boolean isActive() {
        return link != null && introduced && !paused;
    }

    /** Tells whether what is pushed seems to arrive: after some retries others are asked to see to it. */
    boolean isReached() {
        return isActive() && retries < UNREACHED_RETRIES;
    }

    /** Tells whether the peer has yet to tell what it has seen. */
    boolean awaitsIntroduction() {
        return link != null && !introduced && !paused;
    }

    /**
     * Returns the highest sequence number of the peer's incarnation that somebody has seen; the highest of all, if a second
     * process writes under that incarnation, which is then to take another.
     */
    long seen(CausalContext context) {
        return shared ? Dot.MAX_SEQUENCE : context.lastSequence(replica);
    }

    /** Tells whether what this peer tells me it tells another one too. */
    boolean reaches(String other) {
        return reaches.contains(other);
    }

    /** Notes whom the peer reaches now; returns whom it does not reach any more. */
    Set<String> reachesNow(Collection<String> names) {
        Set<String> lost = new LinkedHashSet<>(reaches);
        reaches = new LinkedHashSet<>(names);
        lost.removeAll(reaches);
        return lost;
    }

    /** Tells whether this answers the question of a comparison; learns how long an answer takes. */
    boolean isAnswered(long question, long now) {
        if (asked == 0 || asked != question) {
            return false;
        }
        long last = now - askedAt;
        roundTrip = roundTrip == 0 ? last : (7 * roundTrip + last) / 8;
        asked = 0;
        return true;
    }

    /** Tells whether something is pushed that the peer has not acknowledged. */
    boolean isOnItsWay() {
        return !outbox.isEmpty() || next != null;
    }

    /** What comes from the peer is no reason to wait. */
    void becomesIdle() {
        busyAt = NEVER;
    }

    /** Tells whether the peer is known to have all that was flushed: nothing is open, and no session is due or under way. */
    boolean hasAll() {
        return isActive() && !isOnItsWay() && unsureThrough == 0 && !wantsSession && exchange == null;
    }

    /** Tells whether something came over the present link within the time that the peer had promised. */
    boolean isAlive(long now) {
        return link != null && now - lastHeard <= Math.min(pulsesWithin, MOST_ALIVE_NANOS);
    }

    /**
     * Forgets what a former incarnation or epoch of the peer acknowledged.
     *
     * @param beside whether the peer is still there in its former epoch: then two processes write as one
     */
    void restart(ReplicaId incarnation, long newEpoch, boolean beside) {
        boolean goesOn = incarnation.equals(replica) && newEpoch != epoch;
        if (!incarnation.equals(replica)) {
            formerEpochs.clear();
        } else if (goesOn) {
            formerEpochs.add(epoch);
        }
        if (formerEpochs.size() > REMEMBERED_EPOCHS) {
            formerEpochs.remove();
        }
        shared = formerEpochs.remove(newEpoch) || goesOn && beside;
        replica = incarnation;
        epoch = newEpoch;
        outbox.clear();
        next = null;
        inbox = new Inbox();
        exchange = null;
        drawn = false;
        order = null;
        lastClose = null;
        questions.clear();
        reaches = Set.of();
        asked = 0;
        waitsSince = 0;
        deferred = 0;
        wantsSession = true;
        retries = 0;
    }

    /** Forgets what it has acknowledged, and what it was believed to have: this replica has another identity now. */
    void startOver() {
        restart(replica, epoch, false);
        base = null;
    }
}
