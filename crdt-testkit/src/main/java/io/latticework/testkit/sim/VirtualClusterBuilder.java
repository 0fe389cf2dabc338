package io.latticework.testkit.sim;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.causal.Realm;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.testkit.sim.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Settings of a cluster that is yet to start. Not thread-safe. */
public final class VirtualClusterBuilder {
    final List<String> names;
    final long seed;
    BiFunction<String, ReplicaBuilder, ReplicaBuilder> settings = (name, builder) -> builder;
    Function<String, List<String>> contacts;
    Trace trace = Trace.hashing();
    Consumer<String> afterTask = name -> {};
    boolean durable;
    long clockOffsetMillis;
    long clockDriftPpm;
    long lateNanos;

    @Nullable
    Realm realm;

    VirtualClusterBuilder(int replicas, long seed) {
        this.names = IntStream.range(0, replicas).mapToObj(i -> "n" + i).toList();
        this.seed = seed;
        this.contacts = name -> names;
    }

    /** Gives all replicas settings of their own. */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder settings(UnaryOperator<ReplicaBuilder> ofReplicas) {
        return settings((name, builder) -> ofReplicas.apply(builder));
    }

    /** Gives each replica settings of its own, by name. */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder settings(BiFunction<String, ReplicaBuilder, ReplicaBuilder> ofReplica) {
        this.settings = ofReplica;
        return this;
    }

    /**
     * Chooses whom each replica dials, by name. Default: all others. A replica keeps something for each contact, so large
     * clusters want few of them.
     */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder contacts(Function<String, List<String>> dialedBy) {
        this.contacts = dialedBy;
        return this;
    }

    /** Puts all replicas into one realm, which interns each replica id once. Default: the process's shared one. */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder realm(Realm ofAll) {
        this.realm = ofAll;
        return this;
    }

    /**
     * Gives each replica a store, which outlives it. A store takes up to 20 ms for a request; a crash loses some of those
     * under way.
     */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder durable() {
        this.durable = true;
        return this;
    }

    /** Makes the replicas' clocks differ: by up to an offset, and run up to so many millionths too fast or too slow. */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder clocks(long offsetMillis, long driftPpm) {
        this.clockOffsetMillis = offsetMillis;
        this.clockDriftPpm = driftPpm;
        return this;
    }

    /** Makes timers late, by up to a time. */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder lateTimers(Duration by) {
        this.lateNanos = by.toNanos();
        return this;
    }

    /** Notes what happens. */
    @CanIgnoreReturnValue
    public VirtualClusterBuilder trace(Trace into) {
        this.trace = into;
        return this;
    }

    /** Calls back with the name of a node after each of its tasks. */
    @CanIgnoreReturnValue
    VirtualClusterBuilder afterTask(Consumer<String> callback) {
        this.afterTask = callback;
        return this;
    }

    /** Starts all replicas. */
    public VirtualCluster start() {
        return new VirtualCluster(this);
    }
}
