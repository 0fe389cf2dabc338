package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.engine.Parcel.Piece;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Rumor;
import io.latticework.sync.spi.Transport.Link;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pushes what this replica writes, and what it hears from replicas that do not reach the peer themselves. A delta is the
 * difference of two own snapshots: the peer's <em>base</em>, which is the one of the last flush joined with what was
 * received since from those who reach the peer, and the present one. So any number of writes travel as one, in a full mesh
 * nobody's writes are sent but the replica's own, and what a peer is believed to have is never asked. Peers with the same
 * base share one delta and its encoding.
 */
final class Push {
    private static final long FIRST_RETRY_NANOS = 200_000_000L;
    private static final int ACK_DELAYS = 2;
    private static final int MAX_DOUBLINGS = 5;
    /** A megabyte a second. */
    private static final long NANOS_PER_BYTE = 1_000;

    /** After so many retries and so long without any frame from it, a peer's link is taken for dead. */
    private static final int MAX_RETRIES = 6;

    private static final long SILENCE_NANOS = 10_000_000_000L;
    /** The part of what may be kept for a peer that may be on its way to it: two megabytes in 10 ms are plenty. */
    private static final int WINDOWS = 4;
    /** From this part of that on, what is written waits, to go in fewer and larger deltas. */
    private static final int ENOUGH = 8;

    private final Keyspace keyspace;
    private final Limits limits;
    private final Post post;
    private final Counts counts;
    private final Waiters waiters;
    private final Plan plan;
    private final Map<String, Peer> peers;
    private final Packer packer;
    /** The snapshot of the last flush. */
    private Causal last;

    private long position;

    // checkstyle:off ParameterNumber because a push looks at much of the engine
    Push(
            Keyspace keyspace,
            Limits limits,
            Post post,
            Counts counts,
            Waiters waiters,
            Plan plan,
            Map<String, Peer> peers) {
        this.keyspace = keyspace;
        this.limits = limits;
        this.post = post;
        this.counts = counts;
        this.waiters = waiters;
        this.plan = plan;
        this.peers = peers;
        this.packer = new Packer(keyspace, limits.frameTargetBytes());
        this.last = keyspace.stored();
    }
    // checkstyle:on ParameterNumber

    /** Returns the number of the last flush. */
    long position() {
        return position;
    }

    /** Begins to push to a peer what is new from now on. */
    void begin(Peer peer) {
        if (peer.base == null) {
            peer.base = keyspace.stored();
        }
    }

    /** Sends what was stored since the last flush to all peers that can take it, or passes it on to some. */
    void flush(long now) {
        Causal before = last;
        last = keyspace.stored();
        boolean isNew = last != before;
        position += isNew ? 1 : 0;
        if (!plan.gossips()) {
            direct(now);
        } else if (isNew) {
            gossip(before, plan.passOn(now));
        }
        if (isNew) {
            plan.sent();
        }
    }

    /**
     * Sends each peer what is new since its base. A peer to which enough is on its way is left out: its base stays, and what
     * is written meanwhile goes with the rest, in fewer and larger deltas, once acks have come.
     */
    private void direct(long now) {
        IdentityHashMap<Causal, Optional<Piece>> parcels = new IdentityHashMap<>();
        for (Peer peer : peers.values()) {
            Causal base = peer.base;
            if (base == null) {
                continue;
            }
            if (isBehind(peer)) {
                peer.busyAt = now;
                peer.leftOut |= base != last;
                continue;
            }
            if (base != last) {
                peer.next = parcels.computeIfAbsent(base, this::parcel).orElse(null); // may throw: the base stays
                peer.base = last;
            }
            peer.leftOut = false;
            if (peer.next == null) {
                peer.outbox.passed(position);
            }
            advance(peer, now);
        }
    }

    private Optional<Piece> parcel(Causal base) {
        Causal delta = last.deltaFrom(base);
        return isEmpty(delta) ? Optional.empty() : Optional.ofNullable(new Parcel(packer, position, delta).nextPiece());
    }

    /** Tells whether so much is on its way to a peer that further writes wait. */
    boolean isBehind(Peer peer) {
        return peer.next != null || peer.isActive() && peer.outbox.bytes() > window() / ENOUGH;
    }

    /** Returns how many bytes may be on their way to a peer. */
    private long window() {
        return limits.unackedBytes() / WINDOWS;
    }

    /** Sends what waits for a peer, as far as it can take it; what waits for one that is away is kept, up to a bound. */
    private void advance(Peer peer, long now) {
        for (Piece piece = peer.next; piece != null; piece = peer.next) {
            boolean hasRoom = peer.outbox.hasRoom(piece.bytes(), peer.isActive() ? window() : limits.unackedBytes());
            if (packer.exceeds(piece.frames()) || !hasRoom && !peer.isActive()) {
                leaveToRepair(peer);
                return;
            }
            if (peer.isActive() && !(hasRoom && canTake(peer))) {
                return;
            }
            if (peer.outbox.isEmpty()) {
                peer.retries = 0;
            }
            Piece next = piece.next(); // may throw: nothing of this one counts as sent
            peer.outbox.add(piece, now);
            peer.next = next;
            if (peer.next == null) {
                peer.outbox.passed(piece.position());
            }
            if (peer.isActive()) {
                send(peer, piece.frames());
            }
        }
    }

    /** Passes what is new on. What is too large for a frame is left to comparisons. */
    private void gossip(Causal before, List<String> names) {
        for (Peer peer : peers.values()) {
            peer.base = last;
            peer.leftOut = false;
            peer.unsureThrough = position;
            peer.outbox.passed(position);
        }
        Causal delta = names.isEmpty() ? Causal.empty(last.realm()) : last.deltaFrom(before);
        if (isEmpty(delta)) {
            return;
        }
        Rumor rumor = new Rumor(plan.hops(), keyspace.encode(delta));
        if (rumor.piece().length > limits.frameTargetBytes()) {
            return;
        }
        for (Peer peer : peers.values()) {
            if (names.contains(peer.name) && canTake(peer)) {
                counts.add(Count.DELTAS_SENT);
                post.send(peer, rumor);
            }
        }
    }

    private static boolean isEmpty(Causal delta) {
        return delta.store() == null && delta.context().isEmpty();
    }

    private void leaveToRepair(Peer peer) {
        counts.add(Count.DELTAS_DROPPED);
        peer.outbox.clear();
        peer.next = null;
        peer.wantsSession = true;
    }

    private static boolean canTake(Peer peer) {
        return peer.isActive() && peer.link != null && peer.link.isWritable();
    }

    private void send(Peer peer, List<Delta> parts) {
        counts.add(Count.DELTAS_SENT);
        for (Delta part : parts) {
            post.send(peer, part);
        }
    }

    /**
     * Takes note of what was received: it is not to be pushed to whom the sender reaches. Who has no link gets it from
     * others, or by a session when there is one again. For who was left out of a flush only what is new here is meant: what
     * this replica had before, own writes and removals above all, is its own to tell, whoever else shows it.
     *
     * @param before the state without what was received
     * @param after the state with it
     * @return whether there is somebody to whom it is to be forwarded
     */
    boolean received(Causal before, Causal after, Causal remote, Peer from) {
        IdentityHashMap<Causal, Causal> joined = new IdentityHashMap<>();
        joined.put(before, after);
        boolean forwards = false;
        for (Peer peer : peers.values()) {
            if (peer != from && peer.isActive() && !from.reaches(peer.name)) {
                forwards = true;
            } else if (peer.base != null) {
                peer.base = joined.computeIfAbsent(
                        peer.base, base -> peer.leftOut ? withNews(base, before, after) : base.merge(remote));
            }
        }
        return forwards;
    }

    /** What grew under a dot that was here before may have grown by an own write as well: it is told again. */
    private static Causal withNews(Causal base, Causal before, Causal after) {
        Causal news = after.deltaFrom(before);
        boolean grew = Stores.context(news.realm(), news.store()).intersectionSize(before.context()) > 0;
        return grew ? base : base.merge(news);
    }

    /** Sends again what has waited for an ack for too long, and what could not be sent until now. */
    void tend(Peer peer, long now) {
        long patience = patience(peer);
        if (!peer.outbox.isEmpty() && now - peer.outbox.oldest() >= patience) {
            resend(peer, patience, now);
        }
        goOn(peer, now);
    }

    private void goOn(Peer peer, long now) {
        advance(peer, now);
        if (peer.base != null && peer.base != last && !isBehind(peer) && !plan.gossips()) {
            flush(now);
        }
    }

    /**
     * Returns how long an ack may take: longer than they took of late, and longer for more than a frame, which has to arrive
     * and to be joined before.
     */
    private long patience(Peer peer) {
        long usual = Math.min(ACK_DELAYS * peer.outbox.ackDelay(), SILENCE_NANOS);
        long further = Math.max(0, peer.outbox.bytes() - limits.frameTargetBytes());
        return usual + (FIRST_RETRY_NANOS << Math.min(peer.retries, MAX_DOUBLINGS)) + further * NANOS_PER_BYTE;
    }

    /** Sends the same at once, unless it was sent just now: the peer is there and lacks something. */
    void hurry(Peer peer, long now) {
        if (!isBehind(peer)) {
            resend(peer, FIRST_RETRY_NANOS, now);
        }
    }

    /** Sends the join of what was sent so long ago, under a new number, as much of it as fits into some frames. */
    private void resend(Peer peer, long age, long now) {
        Link link = peer.link;
        if (link == null || !canTake(peer)) {
            return;
        }
        if (peer.retries >= MAX_RETRIES && now - peer.lastHeard > SILENCE_NANOS) {
            link.close(); // the other end is gone without a word
            return;
        }
        long number = packer.nextNumber();
        Causal joined = peer.outbox.joined(number, now - age, window() / ENOUGH, now);
        if (joined == null) {
            return;
        }
        List<Causal> parts = new ArrayList<>();
        packer.parts(joined).forEachRemaining(parts::add);
        List<Delta> frames = packer.frames(number, parts);
        if (packer.exceeds(frames)) {
            leaveToRepair(peer);
            return;
        }
        counts.add(Count.DELTAS_RETRANSMITTED);
        peer.retries++;
        send(peer, frames);
    }

    /** A peer has joined some deltas. */
    void acknowledged(Peer peer, Ack ack, long now) {
        ack.numbers().forEach(number -> peer.outbox.acknowledge(number, now));
        goOn(peer, now);
        if (!peer.wantsSession && peer.exchange == null && peer.unsureThrough == 0) {
            waiters.hasThrough(peer.name, peer.outbox.through());
        }
        peer.retries = 0;
    }

    /** A peer has the state that this replica had at a flush: that need not be pushed any more. */
    void hasThrough(Peer peer, Causal state, long through) {
        Causal base = peer.base;
        if (base != null && base != last) {
            peer.base = base.merge(state);
        }
        peer.outbox.clearThrough(through);
        if (peer.next != null && peer.next.position() <= through) {
            peer.next = null;
        }
        if (through >= peer.unsureThrough) {
            peer.unsureThrough = 0;
        }
        waiters.hasThrough(peer.name, through);
    }
}
