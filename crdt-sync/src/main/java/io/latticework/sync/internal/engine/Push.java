package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.Limits;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Rumor;
import io.latticework.sync.spi.Transport.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Pushes what this replica writes, and what it hears from replicas that do not reach the peer themselves. A delta is the
 * difference of two own snapshots: the peer's <em>base</em>, which is the one of the last flush joined with what was
 * received since from those who reach the peer, and the present one. So any number of writes travel as one, in a full mesh
 * nobody's writes are sent but the replica's own, and what a peer is believed to have is never asked. Peers with the same
 * base share one delta and its encoding.
 */
final class Push {
    private static final long FIRST_RETRY_NANOS = 200_000_000L;
    private static final int MAX_DOUBLINGS = 5;
    /** A megabyte a second. */
    private static final long NANOS_PER_BYTE = 1_000;

    /** After so many retries and so long without any frame from it, a peer's link is taken for dead. */
    private static final int MAX_RETRIES = 6;

    private static final long SILENCE_NANOS = 10_000_000_000L;
    /** A delta of more parts is not pushed: a session moves it, turn by turn, as fast as the link takes it. */
    private static final int MAX_PARTS = 128;

    private final Keyspace keyspace;
    private final Limits limits;
    private final Post post;
    private final Counts counts;
    private final Waiters waiters;
    private final Plan plan;
    /** The snapshot of the last flush. */
    private Causal last;

    private long position;
    private long numbers;

    // checkstyle:off ParameterNumber because a push looks at much of the engine
    Push(Keyspace keyspace, Limits limits, Post post, Counts counts, Waiters waiters, Plan plan) {
        this.keyspace = keyspace;
        this.limits = limits;
        this.post = post;
        this.counts = counts;
        this.waiters = waiters;
        this.plan = plan;
        this.last = keyspace.stored();
    }
    // checkstyle:on ParameterNumber

    /** Returns the number of the last flush. */
    long position() {
        return position;
    }

    /** A delta for all peers with one base. */
    private record Parcel(Causal delta, long number, List<Delta> parts) {}

    /** Begins to push to a peer what is new from now on. */
    void begin(Peer peer) {
        if (peer.base == null) {
            peer.base = keyspace.stored();
        }
    }

    /** Sends what was stored since the last flush to all peers that can take it, or passes it on to some. */
    void flush(Collection<Peer> peers, long now) {
        Causal snapshot = keyspace.stored();
        if (snapshot == last) {
            return;
        }
        Causal before = last;
        last = snapshot;
        position++;
        if (plan.gossips()) {
            gossip(before, peers, plan.passOn(now));
            for (Peer peer : peers) {
                peer.base = snapshot;
                peer.unsureThrough = position;
            }
        } else {
            direct(snapshot, peers, now);
        }
        plan.sent();
    }

    private void direct(Causal snapshot, Collection<Peer> peers, long now) {
        IdentityHashMap<Causal, Parcel> parcels = new IdentityHashMap<>();
        for (Peer peer : peers) {
            Causal base = peer.base;
            if (base != null && base != snapshot) {
                peer.base = snapshot;
                push(peer, parcels.computeIfAbsent(base, each -> parcel(snapshot.deltaFrom(each))), now);
            }
        }
    }

    /** Passes what is new on. What is too large for a frame is left to comparisons. */
    private void gossip(Causal before, Collection<Peer> peers, List<String> names) {
        Causal delta = names.isEmpty() ? Causal.empty(last.realm()) : last.deltaFrom(before);
        if (isEmpty(delta)) {
            return;
        }
        Rumor rumor = new Rumor(plan.hops(), keyspace.encode(delta));
        if (rumor.piece().length > limits.frameTargetBytes()) {
            return;
        }
        for (Peer peer : peers) {
            if (names.contains(peer.name) && canTake(peer)) {
                counts.add(Count.DELTAS_SENT);
                post.send(peer, rumor);
            }
        }
    }

    private Parcel parcel(Causal delta) {
        return isEmpty(delta) ? new Parcel(delta, 0, List.of()) : new Parcel(delta, ++numbers, parts(numbers, delta));
    }

    private static long bytes(List<Delta> parts) {
        return parts.stream().mapToLong(part -> part.piece().length).sum();
    }

    private static boolean isEmpty(Causal delta) {
        return delta.store() == null && delta.context().isEmpty();
    }

    private void push(Peer peer, Parcel parcel, long now) {
        if (parcel.parts.isEmpty()) {
            return;
        }
        if (isLarge(parcel.parts)) {
            leaveToRepair(peer);
            return;
        }
        if (peer.outbox.isEmpty()) {
            peer.lastSent = now;
            peer.retries = 0;
        }
        if (!peer.outbox.add(position, parcel.delta, parcel.number, bytes(parcel.parts))) {
            leaveToRepair(peer);
        } else if (canTake(peer)) {
            send(peer, parcel.parts);
        }
    }

    /** Tells whether there are too many parts, or one that no frame takes, because a user's value cannot be split. */
    private boolean isLarge(List<Delta> parts) {
        return parts.size() > MAX_PARTS
                || parts.stream().anyMatch(part -> part.piece().length > 2 * limits.frameTargetBytes());
    }

    private void leaveToRepair(Peer peer) {
        counts.add(Count.DELTAS_DROPPED);
        peer.outbox.clear();
        peer.wantsSession = true;
    }

    private static boolean canTake(Peer peer) {
        return peer.isActive() && peer.link != null && peer.link.isWritable();
    }

    private List<Delta> parts(long number, Causal delta) {
        byte[] whole = keyspace.encode(delta);
        if (whole.length <= limits.frameTargetBytes()) {
            return List.of(new Delta(number, 0, 1, whole));
        }
        List<byte[]> pieces = new ArrayList<>();
        for (Causal piece : delta.split(limits.frameTargetBytes())) {
            pieces.add(keyspace.encode(piece));
        }
        List<Delta> parts = new ArrayList<>(pieces.size());
        for (byte[] piece : pieces) {
            parts.add(new Delta(number, parts.size(), pieces.size(), piece));
        }
        return parts;
    }

    private void send(Peer peer, List<Delta> parts) {
        counts.add(Count.DELTAS_SENT);
        for (Delta part : parts) {
            post.send(peer, part);
        }
    }

    /**
     * Takes note of what was received: it is not to be pushed to whom the sender reaches. Who has no link gets it from
     * others, or by a session when there is one again.
     *
     * @return whether there is somebody to whom it is to be forwarded
     */
    boolean received(Causal before, Causal after, Causal remote, Peer from, Collection<Peer> peers) {
        IdentityHashMap<Causal, Causal> joined = new IdentityHashMap<>();
        boolean forwards = false;
        for (Peer peer : peers) {
            if (peer != from && peer.isActive() && !from.reaches(peer.name)) {
                forwards = true;
            } else if (peer.base != null) {
                peer.base = joined.computeIfAbsent(peer.base, base -> base == before ? after : base.merge(remote));
            }
        }
        return forwards;
    }

    /** Sends the join of all open deltas again, under a new number, if no ack has come for too long. */
    void retry(Peer peer, long now) {
        if (now - peer.lastSent >= patience(peer)) {
            resend(peer, now);
        }
    }

    /** Returns how long an ack may take: longer for more than a frame, which has to arrive and to be joined before. */
    private long patience(Peer peer) {
        long further = Math.max(0, peer.outbox.bytes() - limits.frameTargetBytes());
        return (FIRST_RETRY_NANOS << Math.min(peer.retries, MAX_DOUBLINGS)) + further * NANOS_PER_BYTE;
    }

    /** Sends the same at once, unless it was sent just now: the peer is there and lacks something. */
    void hurry(Peer peer, long now) {
        if (now - peer.lastSent >= FIRST_RETRY_NANOS) {
            resend(peer, now);
        }
    }

    private void resend(Peer peer, long now) {
        if (peer.outbox.isEmpty() || !canTake(peer)) {
            return;
        }
        long number = ++numbers;
        Causal joined = peer.outbox.joined(number);
        if (joined == null) {
            return;
        }
        List<Delta> parts = parts(number, joined);
        if (isLarge(parts)) {
            leaveToRepair(peer);
            return;
        }
        Link link = peer.link;
        if (link != null && peer.retries >= MAX_RETRIES && now - peer.lastHeard > SILENCE_NANOS) {
            link.close(); // the other end is gone without a word
            return;
        }
        counts.add(Count.DELTAS_RETRANSMITTED);
        peer.lastSent = now;
        peer.retries++;
        send(peer, parts);
    }

    /** A peer has joined some deltas. */
    void acknowledged(Peer peer, Ack ack) {
        ack.numbers().forEach(peer.outbox::acknowledge);
        if (!peer.wantsSession && peer.exchange == null && peer.unsureThrough == 0) {
            waiters.hasThrough(peer.name, peer.outbox.through(position));
        }
        peer.retries = 0;
    }

    /** A peer has the state that this replica had at a flush. */
    void hasThrough(Peer peer, long through) {
        peer.outbox.clearThrough(through);
        if (through >= peer.unsureThrough) {
            peer.unsureThrough = 0;
        }
        waiters.hasThrough(peer.name, through);
    }
}
