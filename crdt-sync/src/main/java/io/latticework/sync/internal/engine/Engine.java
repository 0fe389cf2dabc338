package io.latticework.sync.internal.engine;

import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.KeyChange;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Ack;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Fragment;
import io.latticework.sync.internal.message.Message.Goodbye;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.Message.Turn;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Transport.Endpoint;
import io.latticework.sync.spi.Transport.Link;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica's engine. All its methods run one at a time, on the scheduler; it has no thread, clock, socket or file of its
 * own, so that production and simulation run the same code.
 */
public final class Engine implements Repair.Host {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final long TICK_NANOS = 100_000_000L;

    private final EngineConfig config;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Keyspace keyspace;
    private final Consumer<List<KeyChange>> observer;
    private final Counts counts;
    private final Post post;
    private final Waiters waiters = new Waiters();
    private final Push push;
    private final Repair repair;
    private final Links links;
    private final Pulses pulses;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final long epoch;
    private boolean flushScheduled;
    private boolean running;
    private boolean paused;
    private long nextPulse;

    // checkstyle:off ParameterNumber because everything from outside comes in here
    /** Returns an engine that is yet to start. */
    public Engine(
            EngineConfig config,
            Clock clock,
            Scheduler scheduler,
            Keyspace keyspace,
            Counts counts,
            Consumer<List<KeyChange>> observer) {
        this.config = config;
        this.clock = clock;
        this.scheduler = scheduler;
        this.keyspace = keyspace;
        this.counts = counts;
        this.observer = observer;
        this.post = new Post(counts, config.limits());
        this.push = new Push(keyspace, config.limits(), post, counts, waiters);
        this.repair = new Repair(keyspace, config.limits(), post, counts, push, this);
        this.pulses = new Pulses(keyspace, post, push, repair, this, peers, config.limits());
        this.epoch = config.entropy().getAsLong();
        this.links = new Links(config, keyspace.realm().fingerprint(), epoch, post, counts, peers);
    }
    // checkstyle:on ParameterNumber

    /** Starts to work with an open transport. */
    public void start(Endpoint endpoint, Collection<String> addresses) {
        running = true;
        links.start(endpoint, addresses);
        nextPulse = clock.nanos();
        tick();
    }

    /** Sends what was written and stops. */
    public void stop() {
        flush();
        running = false;
        links.stop();
    }

    private void tick() {
        if (!running) {
            return;
        }
        scheduler.schedule(TICK_NANOS, this::tick); // first: a user's codec that throws below must not stop the ticks
        long now = clock.nanos();
        links.dial(now);
        links.expire(now);
        pulses.expire(now);
        pulses.tellReach();
        boolean pulseIsDue = now >= nextPulse;
        if (pulseIsDue) {
            nextPulse = now + config.limits().pulse().toNanos();
            flush();
        }
        for (Peer peer : List.copyOf(peers.values())) {
            push.retry(peer, now);
            repair.revive(peer, now);
            if (peer.wantsSession && initiates(peer) && repair.mayOpen(peer, now) && peer.breaker.allows(now)) {
                repair.open(peer, now);
            }
            if (pulseIsDue && peer.isActive()) {
                pulses.send(peer);
            } else if (pulseIsDue) {
                post.send(peer, new Ack(peer.epoch, List.of())); // says nothing, and keeps the link
            }
        }
    }

    /** Of two peers the one whose name comes first opens sessions, so that not both do. */
    private boolean initiates(Peer peer) {
        return config.replica().name().compareTo(peer.name) < 0;
    }

    /** A local write waits to be folded; it travels with others that come within the window. */
    public void written() {
        if (!flushScheduled && running) {
            flushScheduled = true;
            scheduler.schedule(config.limits().pushWindow().toNanos(), () -> {
                flushScheduled = false;
                flush();
            });
        }
    }

    @Override
    public void flush() {
        fold();
        push.flush(peers.values(), clock.nanos());
    }

    /** Folds local writes into the snapshot and tells who listens. */
    public void fold() {
        List<KeyChange> changes = keyspace.fold(config.replica().name());
        if (!changes.isEmpty()) {
            observer.accept(changes);
        }
    }

    @Override
    public void join(Peer peer, Causal remote) {
        if (remote.context().lastSequence(config.replica()) > keyspace.author().last()) {
            counts.add(Count.IDENTITY_CONFLICTS);
            LOG.error("{} shows writes that {} never made: another process writes as it", peer.name, config.replica());
            return;
        }
        Causal before = keyspace.snapshot();
        List<KeyChange> changes = keyspace.join(remote, peer.name);
        if (push.received(before, remote, peer, peers.values())) {
            written();
        }
        if (!changes.isEmpty()) {
            observer.accept(changes);
        }
    }

    /** A link is open. */
    public void linked(Link link, String dialed) {
        links.opened(link, dialed, clock.nanos());
    }

    /** An address does not answer. */
    public void unreachable(String address, String reason) {
        LOG.debug("{} cannot reach {}: {}", config.replica().name(), address, reason);
        links.unreachable(address);
    }

    /** A link has closed. */
    public void closed(Link link, String reason) {
        Peer peer = links.closed(link);
        if (peer != null) {
            LOG.debug("{} lost its link to {}: {}", config.replica().name(), peer.name, reason);
            repair.abandon(peer, clock.nanos());
        }
    }

    /** A frame has come. Whatever it holds, it does not stop the engine. */
    public void received(Link link, byte[] frame) {
        counts.add(Count.FRAMES_RECEIVED);
        counts.add(Count.BYTES_RECEIVED, frame.length);
        try {
            hear(link, MessageCodec.decode(frame));
        } catch (CrdtException e) {
            counts.add(Count.FRAMES_REFUSED);
            LOG.debug("{} refused a frame of {} bytes: {}", config.replica().name(), frame.length, e.getMessage());
            links.refused(link);
        }
    }

    private void hear(Link link, Message message) {
        if (message instanceof Hello hello) {
            Peer peer = links.greeted(link, hello);
            if (peer != null) {
                peer.lastSent = clock.nanos();
                pulses.send(peer);
            }
        } else if (message instanceof Goodbye goodbye) {
            LOG.info("{} was refused: {}", config.replica().name(), goodbye.reason());
            link.close();
        } else {
            Peer peer = links.peer(link);
            if (peer != null && !paused && !peer.paused) {
                hear(peer, message, clock.nanos());
            }
        }
    }

    private void hear(Peer peer, Message message, long now) {
        if (message instanceof Fragment fragment) {
            peer.fragments = Fragments.add(peer.fragments, fragment);
            if (peer.fragments != null && peer.fragments.isWhole()) {
                Message whole = MessageCodec.decode(peer.fragments.toMessage());
                peer.fragments = null;
                if (!(whole instanceof Fragment)) {
                    hear(peer, whole, now);
                }
            }
        } else if (message instanceof Delta delta) {
            joinDelta(peer, delta);
        } else if (message instanceof Ack ack) {
            if (ack.epoch() == epoch) {
                push.acknowledged(peer, ack);
            }
        } else if (message instanceof Pulse pulse) {
            pulses.hear(peer, pulse, now);
        } else if (message instanceof Open open) {
            repair.opened(peer, open, now, initiates(peer));
        } else if (message instanceof Turn turn) {
            repair.turned(peer, turn, now);
        } else if (message instanceof Close close) {
            repair.closed(peer, close, now);
        }
    }

    /** Joins a part of a delta. Dots without a path that are seen already have nothing to do here any more. */
    private void joinDelta(Peer peer, Delta delta) {
        if (!peer.inbox.isComplete(delta.number())) {
            if (delta.parts() < 1 || delta.part() >= delta.parts() || delta.parts() > 1 << 20) {
                counts.add(Count.FRAMES_REFUSED);
                return;
            }
            Causal whole = peer.inbox.arrived(delta, keyspace.decode(delta.piece()));
            if (whole != null) {
                join(peer, whole.withoutBare(keyspace.snapshot().context()));
            }
            if (!peer.inbox.isComplete(delta.number())) {
                return;
            }
            counts.add(Count.DELTAS_JOINED);
        }
        post.send(peer, new Ack(peer.epoch, List.of(delta.number())));
    }

    /**
     * Calls back once this replica has all that its active peers have at this moment. While peers are configured and none
     * is linked, it waits for one.
     *
     * @param wanted whether anybody still waits
     */
    public void whenSynced(BooleanSupplier wanted, Runnable synced) {
        boolean alone = peers.values().stream().noneMatch(Peer::isActive);
        if (!alone || links.addresses().isEmpty()) {
            pulses.whenSynced(synced);
        } else if (running && wanted.getAsBoolean()) {
            scheduler.schedule(TICK_NANOS, () -> whenSynced(wanted, synced));
        }
    }

    /** Calls back once enough peers have joined all that was written so far; the waiter can be taken back. */
    public Waiters.Waiter whenJoined(int needed, Consumer<Set<String>> reached) {
        flush();
        Waiters.Waiter waiter = new Waiters.Waiter(push.position(), needed, reached);
        waiters.add(waiter);
        for (Peer peer : peers.values()) {
            if (peer.hasAll()) {
                waiters.hasThrough(peer.name, push.position());
            }
        }
        return waiter;
    }

    /** Takes a waiter back. */
    public void forget(Waiters.Waiter waiter) {
        waiters.remove(waiter);
    }

    /** Returns how many members there are: this one, and the configured or known others. */
    public int members() {
        return 1 + Math.max(links.addresses().size(), peers.size());
    }

    /** Adds an address to dial. */
    public void connect(String address) {
        links.add(address);
        links.dial(clock.nanos());
    }

    /** Stops dialing an address and closes what leads there. */
    public void disconnect(String address) {
        links.remove(address);
    }

    /** Stops or resumes synchronisation, with all peers or one. */
    public void pause(String peer, boolean stop) {
        if (peer.isEmpty()) {
            paused = stop;
        }
        peers.values().stream()
                .filter(each -> peer.isEmpty() || each.name.equals(peer))
                .forEach(each -> {
                    each.paused = stop;
                    each.wantsSession |= !stop;
                    if (stop) {
                        repair.abandon(each, clock.nanos());
                    }
                });
    }

    /** Closes the links to a peer and refuses new ones, or allows them again. */
    public void cut(String peer, boolean apart) {
        links.cut(peer, apart);
    }

    /** Returns what is known of all peers. */
    public List<PeerView> peers() {
        return peers.values().stream()
                .map(peer -> new PeerView(
                        peer.name,
                        peer.replica.incarnation(),
                        links.addressOf(peer),
                        peer.link != null,
                        peer.paused,
                        peer.cut,
                        peer.breaker.isOpen(),
                        peer.outbox.size()))
                .toList();
    }
}
