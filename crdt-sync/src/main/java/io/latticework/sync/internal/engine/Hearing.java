package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Chunk;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Fragment;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.Message.Rumor;
import io.latticework.sync.internal.message.Message.Turn;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.sync.spi.Transport.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what comes over links, refuses what breaks a rule, and brings the rest to whom it concerns. */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final EngineConfig config;
    private final Keyspace keyspace;
    private final Post post;
    private final Counts counts;
    private final Push push;
    private final Repair repair;
    private final Links links;
    private final Pulses pulses;
    private final Identity identity;
    private final WriteAhead ahead;
    private final Intake intake;
    private final Repair.Host host;
    private boolean paused;

    // checkstyle:off ParameterNumber because every part of the engine is spoken to
    Hearing(
            EngineConfig config,
            Keyspace keyspace,
            Post post,
            Counts counts,
            Push push,
            Repair repair,
            Links links,
            Pulses pulses,
            Identity identity,
            WriteAhead ahead,
            Repair.Host host) {
        this.config = config;
        this.keyspace = keyspace;
        this.post = post;
        this.counts = counts;
        this.push = push;
        this.repair = repair;
        this.links = links;
        this.pulses = pulses;
        this.identity = identity;
        this.ahead = ahead;
        this.host = host;
        this.intake = new Intake(keyspace.realm(), config.limits().newReplicas(), counts);
    }
    // checkstyle:on ParameterNumber

    /** Stops or goes on to hear what peers say; greetings are heard in any case. */
    void pause(boolean stop) {
        paused = stop;
    }

    /** Of two peers the one whose name comes first opens sessions, so that not both do. */
    boolean initiates(Peer peer) {
        return config.name().compareTo(peer.name) < 0;
    }

    /** A frame has come. Whatever it holds, it does not stop the engine. */
    void received(Link link, byte[] frame, long now) {
        counts.add(Count.FRAMES_RECEIVED);
        counts.add(Count.BYTES_RECEIVED, frame.length);
        try {
            Message message = MessageCodec.decode(frame);
            if (ahead.isFull() && bringsState(message)) {
                counts.add(Count.FRAMES_DROPPED);
            } else {
                hear(link, message, now);
            }
        } catch (CrdtException e) {
            counts.add(Count.FRAMES_REFUSED);
            LOG.debug("{} refused a frame of {} bytes: {}", config.name(), frame.length, e.getMessage());
            giveUp(link, now);
            links.refused(link);
        } catch (RuntimeException | Error e) {
            giveUp(link, now);
            throw e;
        }
    }

    private void giveUp(Link link, long now) {
        Peer peer = links.peer(link);
        if (peer != null) {
            giveUp(peer, now);
        }
    }

    /** Something was heard in part, nobody knows how far: what it belonged to begins anew, so that none of it counts as had. */
    void giveUp(Peer peer, long now) {
        repair.giveUp(peer, now);
        peer.inbox = new Inbox();
        peer.fragments = null;
    }

    private static boolean bringsState(Message message) {
        return message instanceof Delta
                || message instanceof Rumor
                || message instanceof Turn
                || message instanceof Chunk
                || message instanceof Fragment;
    }

    private void hear(Link link, Message message, long now) {
        if (message instanceof Hello hello) {
            Peer peer = links.greeted(link, hello, now);
            if (peer != null) {
                peer.elsewhere = keyspace.snapshot().context().lastSequence(peer.replica);
                peer.outbox.waitFrom(now);
                push.begin(peer);
                pulses.send(peer);
            } else {
                stir(links.elsewhere(link));
            }
        } else if (message instanceof Goodbye goodbye) {
            LOG.info("{} was refused: {} (code {})", config.name(), goodbye.reason(), goodbye.code());
            link.close();
        } else {
            Peer peer = links.peer(link);
            if (peer != null && !paused && !peer.paused) {
                hear(peer, message, now);
            }
        }
    }

    /** Who dials anew may not know the older link any more: that shows when something is said on it. */
    private void stir(@Nullable Peer linked) {
        if (linked != null) {
            acknowledge(linked, List.of());
        }
    }

    private void hear(Peer peer, Message message, long now) {
        peer.lastHeard = now;
        intake.admit(peer, message, now);
        if (message instanceof Fragment fragment) {
            collect(peer, fragment, now);
        } else if (message instanceof Delta delta) {
            join(peer, delta, now);
        } else if (message instanceof Rumor rumor) {
            Causal piece = keyspace.decode(rumor.piece())
                    .withoutBare(keyspace.snapshot().context());
            host.join(peer, piece, rumor.hops() + 1);
        } else if (message instanceof Ack ack) {
            acknowledged(peer, ack, now);
        } else if (message instanceof Pulse pulse) {
            if (!host.isContradicted(peer, pulse.seen())) {
                identity.confirmedBy(peer, pulse.seen());
                peer.introduced = true;
                pulses.hear(peer, pulse, now);
            }
        } else if (message instanceof Open open) {
            repair.opened(peer, open, now, initiates(peer));
        } else if (message instanceof Turn turn) {
            repair.turned(peer, turn, now);
        } else if (message instanceof Close close) {
            repair.closed(peer, close, now);
        } else {
            repair.filling().hear(peer, message, now);
        }
    }

    private void acknowledged(Peer peer, Ack ack, long now) {
        if (ack.epoch() == identity.epoch() && !host.isContradicted(peer, ack.seen())) {
            identity.confirmedBy(peer, ack.seen());
            push.acknowledged(peer, ack, now);
            pulses.arrived(peer, now);
        }
    }

    private void collect(Peer peer, Fragment fragment, long now) {
        peer.fragments = Fragments.add(peer.fragments, fragment);
        if (peer.fragments != null && peer.fragments.isWhole()) {
            Message whole = MessageCodec.decode(peer.fragments.toMessage());
            peer.fragments = null;
            if (!(whole instanceof Fragment)) {
                hear(peer, whole, now);
            }
        }
    }

    /** Joins a part of a delta, and acknowledges it when all are joined. */
    private void join(Peer peer, Delta delta, long now) {
        if (!peer.inbox.isComplete(delta.number())) {
            if (delta.parts() < 1 || delta.part() >= delta.parts() || delta.parts() > 1 << 20) {
                counts.add(Count.FRAMES_REFUSED);
                return;
            }
            if (delta.parts() > 1) {
                peer.busyAt = now;
            }
            Causal whole = peer.inbox.arrived(delta, keyspace.decode(delta.piece()));
            if (whole != null && !joinsExactly(peer, whole)) {
                counts.add(Count.DELTAS_UNSURE);
                peer.becomesIdle(); // it comes again and again until a comparison follows, which is not to wait for it
                peer.inbox.reopen(delta.number());
                pulses.compare(peer, now);
                return;
            }
            if (!peer.inbox.isComplete(delta.number())) {
                return;
            }
            counts.add(Count.DELTAS_JOINED);
        }
        long epoch = peer.epoch;
        host.afterStoring(() -> {
            if (peer.epoch == epoch) {
                acknowledge(peer, List.of(delta.number()));
            }
        });
    }

    /**
     * Joins a delta but for those dots without a path that are seen here already, and tells whether they are all dead here. If
     * not, there is no telling whether all of the delta is joined.
     */
    private boolean joinsExactly(Peer peer, Causal whole) {
        Causal exact = whole.withoutBare(keyspace.snapshot().context());
        boolean areDead = areDead(peer, whole.context().minus(exact.context()));
        long elsewhere = peer.elsewhere;
        host.join(peer, exact);
        peer.elsewhere = elsewhere; // own writes of the speaker came as it tells them to this replica
        return areDead;
    }

    /**
     * One of the speaker's own that it told this replica without a path was never alive in what it tells this replica. If it
     * may have come by another way, as any of another replica has, it may be alive here, and where, only a search would tell.
     */
    private static boolean areDead(Peer peer, CausalContext leftOut) {
        boolean isOwn = leftOut.replicas() == (leftOut.lastSequence(peer.replica) > 0 ? 1 : 0);
        return leftOut.isEmpty() || isOwn && Realm.sequenceOf(leftOut.first(0)) > peer.elsewhere;
    }

    /** Tells a peer which of its deltas are joined, and what of its writes was seen. */
    void acknowledge(Peer peer, List<Long> numbers) {
        long seen = peer.seen(keyspace.snapshot().context());
        post.send(peer, new Ack(peer.epoch, seen, numbers));
    }
}
