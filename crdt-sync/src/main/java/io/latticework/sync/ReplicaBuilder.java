package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.sync.antientropy.MeshOrGossip;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.sync.internal.message.ProtocolAccess;
import io.latticework.sync.internal.runtime.SystemClock;
import io.latticework.sync.internal.runtime.ThreadScheduler;
import io.latticework.sync.spi.AntiEntropy;
import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Randomness;
import io.latticework.sync.spi.Scheduler;
import io.latticework.sync.spi.Store;
import io.latticework.sync.spi.Transport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of a replica that is yet to start. Only the transport has no default. Not thread-safe. */
public final class ReplicaBuilder {
    static {
        ProtocolAccess.register((builder, protocol) -> ((ReplicaBuilder) builder).protocol = protocol);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaBuilder.class);

    final String name;
    final Set<String> peers = new LinkedHashSet<>();
    final List<CrdtType<?>> types = new ArrayList<>();
    String cluster = "default";
    Limits limits = Limits.DEFAULT;
    Realm realm = Realm.shared();
    Clock clock = new SystemClock();
    Randomness randomness = Randomness.secure();
    Protocol protocol = Protocol.HERE;

    @Nullable
    Store store;

    @SuppressWarnings("NullAway.Init") // start() fills it or fails
    Transport transport;

    @SuppressWarnings("NullAway.Init") // start() fills it
    Scheduler scheduler;

    @SuppressWarnings("NullAway.Init") // start() fills it
    Executor dispatcher;

    String region = "";
    private @Nullable AntiEntropy antiEntropy;
    private @Nullable ExecutorService ownDispatcher;
    private volatile @Nullable Thread listenerThread;
    private boolean simulated;

    ReplicaBuilder(String name) {
        this.name = name;
    }

    /** Sets what moves frames between replicas. */
    @CanIgnoreReturnValue
    public ReplicaBuilder transport(Transport moves) {
        this.transport = moves;
        return this;
    }

    /** Adds the address of a peer; it is dialed until it answers. */
    @CanIgnoreReturnValue
    public ReplicaBuilder peer(String address) {
        peers.add(address);
        return this;
    }

    /** Sets the cluster's name; replicas of different clusters refuse each other. Default: {@code default}. */
    @CanIgnoreReturnValue
    public ReplicaBuilder cluster(String clusterName) {
        this.cluster = clusterName;
        return this;
    }

    /** Sets the bounds. */
    @CanIgnoreReturnValue
    public ReplicaBuilder limits(Limits bounds) {
        this.limits = bounds;
        return this;
    }

    /** Sets the realm: hash seed, interned replica ids, limits of values. Default: the process's shared one. */
    @CanIgnoreReturnValue
    public ReplicaBuilder realm(Realm ofValues) {
        this.realm = ofValues;
        return this;
    }

    /** Makes a user's own type known, so that values of it can be received before a key of that type is opened here. */
    @CanIgnoreReturnValue
    public ReplicaBuilder type(CrdtType<?> type) {
        types.add(type);
        return this;
    }

    /**
     * Tells in which region the replica is: a data centre, say. Replicas of one region gossip among themselves and send little
     * to others. Default: none.
     */
    @CanIgnoreReturnValue
    public ReplicaBuilder region(String where) {
        this.region = where;
        return this;
    }

    /**
     * Sets with whom the replica synchronises, when, and how. Default: {@link MeshOrGossip}, with {@link Limits#pulse()} as its
     * period.
     *
     * @param schedule serves this replica alone
     */
    @CanIgnoreReturnValue
    public ReplicaBuilder antiEntropy(AntiEntropy schedule) {
        this.antiEntropy = schedule;
        return this;
    }

    /** Sets who calls listeners. Default: one daemon thread. */
    @CanIgnoreReturnValue
    public ReplicaBuilder dispatcher(Executor executor) {
        this.dispatcher = executor;
        return this;
    }

    /**
     * Sets where the replica keeps its state while no process runs. Default: nowhere; then each start is a new incarnation
     * that begins with nothing. With a store, writes are told to others, and counted by write concerns, once they are
     * stored, and what others are told to be here is stored.
     *
     * <p>Each replica has a store of its own. Do not put an older copy of one back while it is known elsewhere what came
     * after: the replica finds out and writes on under a new incarnation, but what only the newer one had is gone.
     */
    @CanIgnoreReturnValue
    public ReplicaBuilder store(Store keeps) {
        this.store = keeps;
        return this;
    }

    /** Sets where incarnations and epochs come from. Default: the machine's secure random bits. */
    @CanIgnoreReturnValue
    public ReplicaBuilder randomness(Randomness randomBits) {
        this.randomness = randomBits;
        return this;
    }

    /** Sets time, timers and randomness, as a simulator does. Nothing then waits or starts a thread. */
    @CanIgnoreReturnValue
    public ReplicaBuilder environment(Clock time, Scheduler timers, Randomness randomBits) {
        this.clock = time;
        this.scheduler = timers;
        this.randomness = randomBits;
        this.simulated = true;
        return this;
    }

    /**
     * Starts the replica: opens the transport and dials the peers.
     *
     * @throws SyncException if there is no transport or it cannot start
     * @throws IllegalArgumentException if the name is no replica's name
     */
    public Replica start() {
        if (transport == null) {
            throw new SyncException(
                    SyncException.Reason.TRANSPORT, "Replica " + name + " needs a transport: builder.transport(...)");
        }
        if (scheduler == null) {
            scheduler = new ThreadScheduler("latticework-" + name);
        }
        if (dispatcher == null) {
            ownDispatcher = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "latticework-listeners-" + name);
                thread.setDaemon(true);
                listenerThread = thread;
                return thread;
            });
            dispatcher = ownDispatcher;
        }
        return new Replica(this);
    }

    /** Ends what was started for a replica that could not start. */
    void abort() {
        scheduler.close();
        if (ownDispatcher != null) {
            ownDispatcher.shutdown();
        }
    }

    AntiEntropy antiEntropy() {
        return antiEntropy == null ? MeshOrGossip.every(limits.pulse()) : antiEntropy;
    }

    /** Waits for the end of a replica's engine, and lets events that are due be heard. */
    void afterClose(CompletableFuture<Void> stopped, Runnable closeStore) {
        if (simulated) {
            return;
        }
        try {
            stopped.get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            scheduler.close();
        }
        closeStore.run();
        if (ownDispatcher != null) {
            ownDispatcher.shutdown();
            awaitLastEvents(ownDispatcher);
        }
    }

    /** A listener that closes its replica does not wait for itself. */
    private void awaitLastEvents(ExecutorService listeners) {
        if (Thread.currentThread() != listenerThread) {
            try {
                if (!listeners.awaitTermination(1, TimeUnit.SECONDS)) {
                    LOG.warn("A listener of {} is still busy a second after the end", name);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
