package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.SyncException;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.internal.keyspace.ChangeObserver;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Store;
import io.latticework.sync.spi.Transport.Endpoint;
import io.latticework.sync.spi.Transport.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    private final ChangeObserver observer;
    private final Counts counts;
    private final Post post;
    private final Waiters waiters = new Waiters();
    private final Plan plan;
    private final Push push;
    private final Repair repair;
    private final Links links;
    private final Pulses pulses;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Identity identity;
    private final WriteAhead ahead;
    private final Hearing hearing;
    private final Window window;
    /** Who waits for writes that wait for the end of probation. */
    private final List<Runnable> held = new ArrayList<>();

    private boolean running;
    private long nextKeep;

    // checkstyle:off ParameterNumber because everything from outside comes in here
    /**
     * Returns an engine that is yet to start.
     *
     * @param log the open store, {@code null} if there is none
     */
    public Engine(
            EngineConfig config,
            Clock clock,
            Scheduler scheduler,
            Keyspace keyspace,
            Counts counts,
            ChangeObserver observer,
            Store.@Nullable Log log) {
        this.config = config;
        this.clock = clock;
        this.scheduler = scheduler;
        this.keyspace = keyspace;
        this.counts = counts;
        this.observer = observer;
        this.window = new Window(clock, scheduler, config.limits().pushWindow().toNanos(), this::flush);
        this.identity = new Identity(keyspace, config);
        this.post = new Post(counts, config.limits(), identity);
        this.ahead = new WriteAhead(keyspace, log, config, scheduler, counts, this::stored, this::halt);
        this.plan = new Plan(config, peers);
        this.push = new Push(keyspace, config.limits(), post, counts, waiters, plan, peers);
        this.repair = new Repair(keyspace, config.limits(), clock, post, counts, push, peers, this);
        this.pulses = new Pulses(keyspace, post, push, repair, this, peers, plan);
        this.links = new Links(config, keyspace.realm().fingerprint(), identity, post, counts, peers, waiters);
        this.hearing = new Hearing(config, keyspace, post, counts, push, repair, links, pulses, identity, ahead, this);
    }
    // checkstyle:on ParameterNumber

    /** Starts to work with an open transport. */
    public void start(Endpoint endpoint, Collection<String> addresses) {
        running = true;
        links.start(endpoint, addresses);
        nextKeep = clock.nanos();
        identity.start(nextKeep, config.limits().pulse());
        ahead.start(config.damagedRecords());
        tick();
    }

    /** Stores and sends what was written, stops, and calls back. */
    public void stop(Runnable stopped) {
        fold();
        push.flush(clock.nanos());
        Runnable end = () -> Each.of(List.<Runnable>of(this::halt, stopped), Runnable::run);
        ahead.whenStored(end, failure -> stopped.run());
    }

    private void halt() {
        running = false;
        links.stop();
        release();
    }

    private void tick() {
        if (!running) {
            return;
        }
        scheduler.schedule(TICK_NANOS, this::tick); // first: a user's codec that throws below must not stop the ticks
        long now = clock.nanos();
        boolean keepsLinks = now >= nextKeep;
        nextKeep = keepsLinks ? now + config.limits().pulse().toNanos() : nextKeep;
        Runnable flush = keepsLinks ? this::flush : () -> {};
        Runnable peer = () -> Each.of(List.copyOf(peers.values()), each -> tend(each, keepsLinks, now));
        Runnable fill = () -> repair.filling().tend(now);
        Runnable talk = () -> Each.of(List.of(() -> links.tend(now), () -> pulses.tend(now)), Runnable::run);
        Each.of(List.of(talk, () -> vindicate(now), flush, fill, peer), Runnable::run);
    }

    private void tend(Peer peer, boolean keepsLinks, long now) {
        push.tend(peer, now);
        repair.tend(peer, hearing.initiates(peer), now);
        if (keepsLinks && peer.isActive()) {
            pulses.askAgain(peer, !waiters.isEmpty(), now);
        } else if (peer.awaitsIntroduction()) {
            pulses.ask(peer);
        } else if (keepsLinks) {
            hearing.acknowledge(peer, List.of()); // says nothing, and keeps the link
        }
    }

    /** A local write waits to be folded. */
    public void written() {
        if (running) {
            window.written();
        }
    }

    @Override
    public void flush() {
        long began = clock.nanos();
        try {
            if (!identity.isOnProbation()) {
                foldWrites();
            }
        } finally {
            push.flush(clock.nanos());
            window.flushed(began);
        }
    }

    /** Folds local writes into the snapshot and tells who listens. On probation that takes a new incarnation. */
    public void fold() {
        if (identity.isOnProbation() && keyspace.isDirty() && keyspace.isWhole()) {
            renew();
        } else if (!identity.isOnProbation()) {
            foldWrites();
        }
    }

    private void foldWrites() {
        observer.changed(keyspace.fold(config.name(), observer::observesAny));
        changed(0, () -> {});
        keyspace.settle();
    }

    private void changed(int passedOn, Runnable whenStored) {
        if (ahead.lags()) {
            plan.news(passedOn);
            ahead.changed(whenStored);
        } else {
            afterStoring(whenStored);
        }
    }

    private void stored() {
        push.flush(clock.nanos());
    }

    @Override
    public void join(Peer peer, Causal remote, int passedOn) {
        if (isContradicted(peer, remote.context())) {
            return;
        }
        links.heardOf(remote.context());
        Causal before = keyspace.snapshot();
        var changes = keyspace.join(remote, peer.name, observer.observesAll());
        Causal after = keyspace.snapshot();
        try {
            changed(passedOn, () -> {
                if (push.received(before, after, remote, peer) || plan.gossips()) {
                    window.received();
                }
            });
        } finally {
            observer.changed(changes);
        }
        keyspace.settle();
    }

    @Override
    public boolean isContradicted(Peer peer, CausalContext seen) {
        return isContradicted(peer, seen.lastSequence(identity.replica()));
    }

    @Override
    public boolean isContradicted(Peer peer, long seen) {
        if (!identity.isContradictedBy(seen)) {
            return false;
        }
        identity.reportConflict(peer.name, counts);
        if (keyspace.isWhole()) {
            renew();
        } else { // within a batch, as only in virtual time: what is shown now will be shown again
            hearing.giveUp(peer, clock.nanos());
        }
        return true;
    }

    /** Goes on under a new incarnation, with what nobody has confirmed written anew, and greets all peers again. */
    private void renew() {
        counts.add(Count.INCARNATIONS);
        ReplicaId next = ReplicaId.fresh(config.name(), config.randomness()::bits);
        observer.changed(keyspace.renew(next, identity.confirmed(), config.name()));
        identity.renewed();
        links.reset();
        peers.values().forEach(Peer::startOver);
        ahead.renewed();
        flush();
        waiters.lift().forEach(this::place);
        release();
    }

    /** Ends probation if all peers confirm, or if writes have waited for that too long. */
    private void vindicate(long now) {
        if (identity.isOnProbation() && links.leadTo(identity.confirming())) {
            identity.acquit();
            flush();
        } else if (keyspace.isWhole()
                && (identity.isOverdue(now) && keyspace.isDirty()
                        || keyspace.author().isNearlyExhausted())) {
            renew();
        }
        if (!identity.isOnProbation()) {
            config.quarantine().tend(keyspace, now);
            release();
        }
    }

    private void release() {
        List<Runnable> due = List.copyOf(held);
        held.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public void afterStoring(Runnable then) {
        ahead.whenStored(then, failure -> {});
    }

    /** Runs one of the callbacks: once all that was written so far is stored, or once that cannot be any more. */
    public void whenStored(Runnable stored, Consumer<SyncException> failed) {
        flush();
        if (running && keyspace.isDirty() && (identity.isOnProbation() || !keyspace.isWhole())) {
            held.add(() -> whenStored(stored, failed));
        } else {
            ahead.whenStored(stored, failed);
        }
    }

    /** Returns what stands between state and store, for any thread. */
    public WriteAhead ahead() {
        return ahead;
    }

    /** A link is open. */
    public void linked(Link link, String dialed) {
        links.opened(link, dialed, clock.nanos());
    }

    /** An address does not answer. */
    public void unreachable(String address, String reason) {
        LOG.debug("{} cannot reach {}: {}", config.name(), address, reason);
        links.unreachable(address);
    }

    /** A link has closed. */
    public void closed(Link link, String reason) {
        Peer peer = links.closed(link);
        if (peer != null) {
            LOG.debug("{} lost its link to {}: {}", config.name(), peer.name, reason);
            repair.abandon(peer, clock.nanos());
        }
    }

    /** A frame has come. Whatever it holds, it does not stop the engine. */
    public void received(Link link, byte[] frame) {
        if (running) {
            hearing.received(link, frame, clock.nanos());
        }
    }

    /** Calls back once this replica has all that its active peers have now; it waits for one, if some are configured. */
    public void whenSynced(BooleanSupplier wanted, Runnable synced) {
        boolean alone = peers.values().stream().noneMatch(Peer::isActive);
        if (!alone || links.addresses().isEmpty()) {
            pulses.whenSynced(synced);
        } else if (running && wanted.getAsBoolean()) {
            scheduler.schedule(TICK_NANOS, () -> whenSynced(wanted, synced));
        }
    }

    /** Calls back with the name of each known peer, once this replica has all that the peer has at this moment. */
    public void whenHeard(Consumer<String> heard) {
        pulses.whenHeard(heard);
    }

    /** Calls back once all that was written so far is stored here and enough peers have joined it. */
    public Waiters.Waiter whenJoined(int needed, Consumer<Set<String>> reached, Consumer<SyncException> failed) {
        Waiters.Waiter waiter = new Waiters.Waiter(needed, reached, failed);
        whenStored(() -> place(waiter), failed);
        return waiter;
    }

    private void place(Waiters.Waiter waiter) {
        ahead.whenStored(
                () -> {
                    waiters.add(waiter, push.position());
                    peers.values().forEach(this::askFor);
                },
                waiter::fail);
    }

    private void askFor(Peer peer) {
        if (peer.hasAll()) {
            waiters.hasThrough(peer.name, peer.outbox.through());
        } else if (peer.isActive() && peer.unsureThrough > 0) {
            pulses.compare(peer, clock.nanos());
        }
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
            hearing.pause(stop);
        }
        peers.values().stream()
                .filter(each -> peer.isEmpty() || each.name.equals(peer))
                .forEach(each -> {
                    repair.abandon(each, clock.nanos());
                    each.paused = stop;
                    each.wantsSession |= !stop;
                });
    }

    /** Closes the links to a peer and refuses new ones, or allows them again. */
    public void cut(String peer, boolean apart) {
        links.cut(peer, apart);
    }

    /** Returns what is known of all peers. */
    public List<PeerView> peers() {
        return links.views();
    }
}
