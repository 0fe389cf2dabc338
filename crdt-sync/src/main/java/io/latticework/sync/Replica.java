package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.engine.Engine;
import io.latticework.sync.internal.engine.EngineConfig;
import io.latticework.sync.internal.engine.Quarantine;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.keyspace.KeyspaceAccess;
import io.latticework.sync.internal.keyspace.LocalAuthor;
import io.latticework.sync.internal.recovery.Recovery;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Transport.Endpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One of several replicas that share a keyspace of CRDTs. It takes writes always, also cut off from all others, and
 * converges with whom it reaches.
 *
 * <pre>{@code
 * try (Replica replica = Replica.builder("eu-west-1").transport(NettyTransport.listen(7401)).peer("10.0.0.2:7401").start()) {
 *     PNCounterRef credits = replica.pnCounter("credits");
 *     credits.onChange(change -> System.out.println(change.value()));
 *     credits.increment(100);
 * }
 * }</pre>
 *
 * <p>A replica without a store is a new incarnation at each start, and what it did not share dies with its process. With one
 * ({@link ReplicaBuilder#store}) it comes back with what it stored, and tells others nothing that is not stored.
 *
 * <p>Thread-safe. Reads are wait-free; writes take a short lock of their key.
 */
public final class Replica extends TypedKeys implements AutoCloseable {
    static {
        KeyspaceAccess.register(replica -> ((Replica) replica).keyspace);
    }

    private final ReplicaBuilder settings;
    private final Counts counts = new Counts();
    private final Quarantine quarantine;
    private final Scheduler scheduler;
    private final Keyspace keyspace;
    private final Engine engine;
    private final Endpoint endpoint;
    private final Listeners listeners;
    private final Events events;
    private final Confirmations confirmations;
    private volatile boolean closed;

    Replica(ReplicaBuilder settings) {
        this.settings = settings;
        this.quarantine = new Quarantine(settings.clock, counts);
        this.scheduler = new CountingScheduler(settings.scheduler, counts, quarantine);
        OpenStore store = OpenStore.of(settings);
        Recovery recovery = store.recovery();
        LocalAuthor author = new LocalAuthor(recovery.replica(), recovery.last(), settings.clock, recovery.stamp());
        this.keyspace = new Keyspace(
                recovery.state(), settings.types, author, settings.limits.keys(), () -> run(this::written));
        this.listeners = new Listeners(settings.dispatcher, counts);
        EngineConfig config = new EngineConfig(
                settings.name,
                settings.cluster,
                settings.region,
                settings.protocol,
                settings.limits,
                settings.antiEntropy(),
                recovery.continues(),
                recovery.generation(),
                recovery.damaged(),
                settings.randomness,
                quarantine);
        this.engine = new Engine(config, settings.clock, scheduler, keyspace, counts, listeners, store.log());
        this.endpoint = open(new EngineReceiver(engine, scheduler, counts, settings.limits.waitingFrames()));
        this.events = new Events(listeners, engine, scheduler);
        this.confirmations = new Confirmations(engine, scheduler, settings.name);
        run(() -> engine.start(endpoint, settings.peers));
    }

    private Endpoint open(EngineReceiver receiver) {
        try {
            return settings.transport.open(receiver);
        } catch (RuntimeException e) {
            engine.ahead().close();
            settings.abort();
            throw e;
        }
    }

    private void written() {
        engine.written();
    }

    private void run(Runnable task) {
        scheduler.execute(task);
    }

    /** Returns a builder of a replica of a name. */
    public static ReplicaBuilder builder(String name) {
        return new ReplicaBuilder(name);
    }

    /** Returns who this is: the name and the present incarnation, which may change while the replica runs. */
    public ReplicaId id() {
        return keyspace.author().replica();
    }

    /** Returns whether the replica runs. */
    public State state() {
        return closed ? State.CLOSED : engine.ahead().failure() == null ? State.RUNNING : State.FAILED;
    }

    /** Where a replica is in its life. */
    public enum State {
        /** It takes writes and synchronises. */
        RUNNING,
        /** Its store failed: it still shows what it had, takes no writes, and is linked to nobody. Start it anew. */
        FAILED,
        /** It was closed: it still shows what it had, and takes no writes. */
        CLOSED
    }

    /** Returns the address at which others reach this replica. */
    public String address() {
        return endpoint.address();
    }

    @Override
    Replica replica() {
        return this;
    }

    @Override
    Realm realm() {
        return settings.realm;
    }

    @Override
    List<CrdtType<?>> types() {
        return settings.types;
    }

    @Override
    <S extends Crdt<S>> KeyAccess<S> access(String key, CrdtType<S> type) {
        return new KeyAccess<>(keyspace, key, type);
    }

    <S extends Crdt<S>> void write(KeyAccess<S> access, BiFunction<Author, S, S> change) {
        requireWritable();
        keyspace.write(access.cell(), access.change(change));
    }

    private void requireOpen() {
        if (closed) {
            throw new SyncException(SyncException.Reason.CLOSED, "Replica " + settings.name + " is closed");
        }
    }

    private void requireWritable() {
        requireOpen();
        engine.ahead().requireRoom();
    }

    <S extends Crdt<S>> Subscription listen(KeyAccess<S> access, Consumer<Change<S>> listener) {
        requireOpen();
        return events.listen(access, listener);
    }

    <S extends Crdt<S>> Flow.Publisher<Change<S>> publisher(KeyAccess<S> access) {
        return events.publisher(access);
    }

    CompletionStage<WriteResult> hear(ReadConcern concern) {
        requireOpen();
        return confirmations.hear(concern);
    }

    CompletionStage<WriteResult> confirm(WriteConcern concern) {
        return confirmations.confirm(concern);
    }

    /**
     * Listens to changes of all keys that start with a prefix; the empty prefix means all. Keys that are there already are
     * not told. As for {@link Ref#onChange}, under pressure a key's changes are drawn together, and the last is never left
     * out.
     */
    @CanIgnoreReturnValue
    public Subscription onKeyChange(String prefix, Consumer<KeyEvent> listener) {
        requireOpen();
        return events.listen(prefix, listener);
    }

    /** Returns a publisher of what {@link #onKeyChange} tells; it completes when the replica closes. */
    public Flow.Publisher<KeyEvent> keyChanges(String prefix) {
        return events.publisher(prefix);
    }

    /**
     * Runs some writes that stay or go together: if they throw, nothing of them was written, and a peer that receives them by
     * push joins all of them or none. A peer that was away may receive them by repair, in pieces. Other threads' writes wait
     * for the end of the batch, and their reads may see parts of it; inside, do not wait for confirmations.
     *
     * @throws SyncException if the writes are more than {@link Limits#frameTargetBytes()} together; nothing was written
     */
    @CanIgnoreReturnValue
    public <T> T batch(Supplier<T> writes) {
        requireOpen();
        return keyspace.batch(writes, settings.limits.frameTargetBytes());
    }

    /**
     * Runs some writes that stay or go together.
     *
     * @see #batch(Supplier)
     */
    public void batch(Runnable writes) {
        batch(() -> {
            writes.run();
            return true;
        });
    }

    /** Returns the keys, in their order. */
    public Set<String> keys() {
        return keyspace.keys();
    }

    /** Returns the names of the types under a key, the one that is shown first; none if the key is not there. */
    public List<String> types(String key) {
        return keyspace.types(key);
    }

    /** Removes all that is seen under a key; concurrent writes by others survive. Returns whether anything was there. */
    @CanIgnoreReturnValue
    public boolean delete(String key) {
        requireWritable();
        return keyspace.delete(key);
    }

    /** Returns the whole keyspace as one consistent, immutable value. */
    public CompletionStage<ORMap<String>> snapshot() {
        return ask(() -> {
            engine.fold();
            return keyspace.map(keyspace.snapshot());
        });
    }

    /** Returns the digest of what was folded so far: equal digests, equal states. */
    public Digest digest() {
        return keyspace.snapshot().digest();
    }

    /**
     * Completes with true once all that the linked peers had at this moment is here, with false after a time. A replica
     * with configured peers waits for at least one of them; one without is synced as it is.
     */
    public CompletionStage<Boolean> whenSynced(Duration timeout) {
        return confirmations.whenSynced(timeout);
    }

    /** Waits as {@link #whenSynced} does, and returns whether it came in time. Not for use inside of listeners. */
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        try {
            return whenSynced(timeout).toCompletableFuture().get(timeout.toNanos() * 2, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Adds a peer's address; it is dialed until it answers. */
    public void connect(String address) {
        run(() -> engine.connect(address));
    }

    /** Stops dialing an address and closes the link to it. */
    public void disconnect(String address) {
        run(() -> engine.disconnect(address));
    }

    /** Stops synchronisation with all peers; links stay open. */
    public void pause() {
        run(() -> engine.pause("", true));
    }

    /** Goes on with synchronisation. */
    public void resume() {
        run(() -> engine.pause("", false));
    }

    /** Stops synchronisation with one peer, by name. */
    public void pause(String peer) {
        run(() -> engine.pause(peer, true));
    }

    /** Goes on with synchronisation with one peer. */
    public void resume(String peer) {
        run(() -> engine.pause(peer, false));
    }

    /** Closes the links to a peer, by name, and refuses new ones. */
    public void cut(String peer) {
        run(() -> engine.cut(peer, true));
    }

    /** Allows links to a peer again. */
    public void heal(String peer) {
        run(() -> engine.cut(peer, false));
    }

    /** Returns what is known of the peers. */
    public CompletionStage<List<PeerStatus>> peers() {
        return ask(() -> engine.peers().stream().map(PeerStatus::of).toList());
    }

    /** Returns the keys whose values cannot be told, because a user's type does not merge them; at most a hundred. */
    public CompletionStage<List<HeldKey>> heldKeys() {
        return ask(quarantine::keys);
    }

    private <T> CompletionStage<T> ask(Supplier<T> answer) {
        CompletableFuture<T> result = new CompletableFuture<>();
        run(() -> result.complete(answer.get()));
        return result;
    }

    /** Returns how many bytes of changes wait to be stored; 0 without a store. */
    public long unstoredBytes() {
        return engine.ahead().waitingBytes();
    }

    /** Returns what the engine has counted, by name. */
    public Map<String, Long> stats() {
        Map<String, Long> stats = new LinkedHashMap<>();
        for (Counts.Count count : Counts.Count.values()) {
            stats.put(count.name().toLowerCase(Locale.ROOT), counts.get(count));
        }
        stats.put("searches", settings.realm.searches());
        return stats;
    }

    /**
     * Sends what was written, closes all links, lets listeners hear what is still to be told, and stops; waits at most two
     * seconds. Idempotent.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        run(() -> engine.stop(() -> {
            scheduler.close();
            listeners.finish();
            engine.ahead().close();
            stopped.complete(null);
        }));
        settings.afterClose(stopped, engine.ahead()::close);
    }
}
