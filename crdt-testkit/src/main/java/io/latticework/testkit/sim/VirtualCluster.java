package io.latticework.testkit.sim;

import io.latticework.crdt.causal.Digest;
import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Scheduler;
import io.latticework.testkit.store.MemoryStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Some replicas in virtual time, each of which dials all others. The replicas are the ones of production; only time,
 * timers, randomness and network are this cluster's.
 *
 * <pre>{@code
 * VirtualCluster cluster = VirtualCluster.of(3, 42);
 * cluster.replica(0).pnCounter("hits").increment(5);
 * cluster.pass(Duration.ofSeconds(3));
 * assert cluster.agrees();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class VirtualCluster {
    private static final long MAX_DISK_NANOS = 20_000_000L;
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final VirtualNetwork network;
    private final SplittableRandom random;
    private final BiFunction<String, ReplicaBuilder, ReplicaBuilder> settings;
    private final List<String> names;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, MemoryStore> stores = new HashMap<>();
    private final SplittableRandom disks;
    private final boolean durable;

    /** A node while it runs. */
    private static final class Member {
        final Replica replica;
        final NodeScheduler scheduler;

        Member(Replica replica, NodeScheduler scheduler) {
            this.replica = replica;
            this.scheduler = scheduler;
        }
    }

    private VirtualCluster(
            int replicas, long seed, BiFunction<String, ReplicaBuilder, ReplicaBuilder> settings, boolean durable) {
        this.random = new SplittableRandom(seed);
        this.network = new VirtualNetwork(time, random.split());
        this.settings = settings;
        this.names = IntStream.range(0, replicas).mapToObj(i -> "n" + i).toList();
        this.disks = new SplittableRandom(~seed);
        this.durable = durable;
        names.forEach(this::start);
    }

    /** Returns a cluster of so many replicas, called {@code n0}, {@code n1} and so on. */
    public static VirtualCluster of(int replicas, long seed) {
        return of(replicas, seed, builder -> builder);
    }

    /** Returns a cluster whose replicas have settings of their own. */
    public static VirtualCluster of(int replicas, long seed, UnaryOperator<ReplicaBuilder> settings) {
        return of(replicas, seed, (name, builder) -> settings.apply(builder));
    }

    /** Returns a cluster whose replicas have settings of their own, by name. */
    public static VirtualCluster of(
            int replicas, long seed, BiFunction<String, ReplicaBuilder, ReplicaBuilder> settings) {
        return new VirtualCluster(replicas, seed, settings, false);
    }

    /**
     * Returns a cluster whose replicas have a store each, which outlives them. A store takes up to 20 ms for a request; a
     * crash loses some of those under way.
     */
    public static VirtualCluster durable(int replicas, long seed, UnaryOperator<ReplicaBuilder> settings) {
        return new VirtualCluster(replicas, seed, (name, builder) -> settings.apply(builder), true);
    }

    /** Returns the store of a node. */
    public MemoryStore store(String name) {
        return stores.computeIfAbsent(name, absent -> {
            SplittableRandom disk = disks.split();
            long[] free = new long[1];
            return new MemoryStore(request -> {
                free[0] = Math.max(free[0], time.nanos()) + disk.nextLong(MAX_DISK_NANOS);
                time.schedule(free[0] - time.nanos(), request);
            });
        });
    }

    /** Empties the store of a node that does not run. */
    public void wipe(String name) {
        if (members.containsKey(name)) {
            throw new IllegalStateException("Node " + name + " runs; crash it first");
        }
        stores.remove(name);
    }

    /** Starts a node that does not run: with what its store has, if it has one, else with nothing but its name. */
    public void start(String name) {
        members.put(name, member(name, name, builder -> settings.apply(name, builder)));
    }

    /** Starts a replica that dials all nodes and that they do not dial, at the address of its name. */
    public Replica join(String name, UnaryOperator<ReplicaBuilder> ownSettings) {
        return join(name, name, ownSettings);
    }

    /** Starts a replica at an address of its own that dials all nodes and that they do not dial. */
    public Replica join(String address, String name, UnaryOperator<ReplicaBuilder> ownSettings) {
        return member(address, name, ownSettings).replica;
    }

    private Member member(String address, String name, UnaryOperator<ReplicaBuilder> ownSettings) {
        NodeScheduler scheduler = new NodeScheduler(time);
        ReplicaBuilder builder = Replica.builder(name)
                .cluster("virtual")
                .transport(network.transport(address))
                .dispatcher(scheduler::execute)
                .environment(new NodeClock(time), scheduler, random.split()::nextLong);
        names.stream().filter(other -> !other.equals(address)).forEach(other -> builder.peer(other));
        if (durable && address.equals(name)) {
            builder.store(store(name));
        }
        return new Member(ownSettings.apply(builder).start(), scheduler);
    }

    /** Ends a node at once, with all that it did not share or store. */
    public void crash(String name) {
        Member member = members.remove(name);
        if (member != null) {
            member.scheduler.close();
            network.crash(name);
            if (durable) {
                store(name).crash(disks);
            }
        }
    }

    /** Returns the names of the nodes that run. */
    public List<String> running() {
        return List.copyOf(members.keySet());
    }

    /** Returns a node that runs. */
    public Replica replica(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("No node called " + name + " runs");
        }
        return member.replica;
    }

    /** Returns a node that runs. */
    public Replica replica(int number) {
        return replica("n" + number);
    }

    /** Returns a count of {@link Replica#stats()}, summed over all nodes that run. */
    public long total(String count) {
        return members.values().stream()
                .mapToLong(member -> member.replica.stats().getOrDefault(count, 0L))
                .sum();
    }

    /** Returns the network. */
    public VirtualNetwork network() {
        return network;
    }

    /** Returns time. */
    public VirtualTime time() {
        return time;
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        time.pass(duration);
    }

    /** Lets time pass until all running nodes have the same state, at most so long; tells whether they came to have it. */
    public boolean converges(Duration atMost) {
        long end = time.nanos() + atMost.toNanos();
        while (time.nanos() < end) {
            if (agrees()) {
                return true;
            }
            pass(Duration.ofMillis(100));
        }
        return agrees();
    }

    /** Tells whether all running nodes have the same state, unfolded writes aside. */
    public boolean agrees() {
        return members.values().stream()
                        .map(member -> member.replica.digest())
                        .distinct()
                        .count()
                <= 1;
    }

    /** Returns what the nodes' digests are, for people. */
    public Map<String, Digest> digests() {
        Map<String, Digest> digests = new LinkedHashMap<>();
        members.forEach((name, member) -> digests.put(name, member.replica.digest()));
        return digests;
    }

    /** A node's view of time. */
    private record NodeClock(VirtualTime time) implements Clock {
        @Override
        public long millis() {
            return EPOCH_MILLIS + time.nanos() / 1_000_000;
        }

        @Override
        public long nanos() {
            return time.nanos();
        }
    }

    /** A node's tasks, which end with it. */
    private static final class NodeScheduler implements Scheduler {
        private final VirtualTime time;
        private boolean open = true;

        NodeScheduler(VirtualTime time) {
            this.time = time;
        }

        @Override
        public void execute(Runnable task) {
            schedule(0, task);
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            boolean[] cancelled = new boolean[1];
            time.schedule(delayNanos, () -> {
                if (open && !cancelled[0]) {
                    task.run();
                }
            });
            return () -> cancelled[0] = true;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
