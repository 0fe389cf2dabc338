package io.latticework.testkit.sim;

import io.latticework.crdt.causal.Digest;
import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.testkit.sim.trace.TraceEvent.Kind;
import io.latticework.testkit.store.MemoryStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

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

    private final VirtualTime time = new VirtualTime();
    private final VirtualClusterBuilder settings;
    private final VirtualNetwork network;
    private final Dice dice;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, MemoryStore> stores = new HashMap<>();
    private final Map<String, VirtualClock> clocks = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();

    /** A node while it runs. */
    private record Member(Replica replica, NodeScheduler scheduler) {}

    VirtualCluster(VirtualClusterBuilder settings) {
        this.settings = settings;
        this.dice = Dice.of(settings.seed, "cluster");
        this.network = new VirtualNetwork(time, settings.trace, Dice.of(settings.seed, "network"));
        settings.names.forEach(this::start);
    }

    /** Returns settings of a cluster of so many replicas, called {@code n0}, {@code n1} and so on. */
    public static VirtualClusterBuilder builder(int replicas, long seed) {
        return new VirtualClusterBuilder(replicas, seed);
    }

    /** Returns a cluster of so many replicas, called {@code n0}, {@code n1} and so on. */
    public static VirtualCluster of(int replicas, long seed) {
        return builder(replicas, seed).start();
    }

    /** Returns a cluster whose replicas have settings of their own. */
    public static VirtualCluster of(int replicas, long seed, UnaryOperator<ReplicaBuilder> settings) {
        return builder(replicas, seed).settings(settings).start();
    }

    /** Returns a cluster whose replicas have settings of their own, by name. */
    public static VirtualCluster of(
            int replicas, long seed, BiFunction<String, ReplicaBuilder, ReplicaBuilder> settings) {
        return builder(replicas, seed).settings(settings).start();
    }

    /** Returns a cluster whose replicas have a store each, which outlives them. */
    public static VirtualCluster durable(int replicas, long seed, UnaryOperator<ReplicaBuilder> settings) {
        return builder(replicas, seed).settings(settings).durable().start();
    }

    /** Returns the store of a node. */
    public MemoryStore store(String name) {
        return stores.computeIfAbsent(name, absent -> {
            Dice disk = dice.of("disk").of(name);
            long[] free = new long[2];
            return new MemoryStore(request -> {
                free[0] = Math.max(free[0], time.nanos()) + disk.of(free[1]++).below(0, MAX_DISK_NANOS);
                time.schedule(free[0] - time.nanos(), request);
            });
        });
    }

    /** Returns the clocks of a node, which outlive it. */
    public VirtualClock clock(String name) {
        return clocks.computeIfAbsent(name, absent -> {
            Dice wrong = dice.of("clock").of(name);
            VirtualClock clock = new VirtualClock(time);
            clock.jump(
                    Duration.ofMillis(wrong.below(0, 2 * settings.clockOffsetMillis + 1) - settings.clockOffsetMillis));
            clock.drift(wrong.below(1, 2 * settings.clockDriftPpm + 1) - settings.clockDriftPpm);
            return clock;
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
        members.put(name, member(name, name, builder -> settings.settings.apply(name, builder)));
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
        NodeScheduler scheduler = new NodeScheduler(time, clock(address), () -> settings.afterTask.accept(name));
        int life = lives.merge(address, 1, Integer::sum);
        SplittableRandom random = dice.of("ids").of(address).of(life).random();
        ReplicaBuilder builder = Replica.builder(name)
                .cluster("virtual")
                .transport(network.transport(address))
                .dispatcher(scheduler::execute)
                .environment(clock(address), scheduler, random::nextLong);
        if (settings.realm != null) {
            builder.realm(settings.realm);
        }
        settings.contacts.apply(address).stream()
                .filter(other -> !other.equals(address))
                .forEach(builder::peer);
        if (settings.durable && address.equals(name)) {
            builder.store(store(name));
        }
        settings.trace.event(time.nanos(), Kind.UP, name, "");
        return new Member(ownSettings.apply(builder).start(), scheduler);
    }

    /** Ends a node at once, with all that it did not share or store. */
    public void crash(String name) {
        Member member = members.remove(name);
        if (member != null) {
            member.scheduler.close();
            network.crash(name);
            if (settings.durable) {
                store(name)
                        .crash(dice.of("crash")
                                .of(name)
                                .of(lives.getOrDefault(name, 0))
                                .random());
            }
            settings.trace.event(time.nanos(), Kind.DOWN, name, "");
        }
    }

    /** Lets a node that runs do nothing for a time, as a long collection of garbage does; frames wait for it. */
    public void pause(String name, Duration duration) {
        member(name).scheduler.pause(duration.toNanos());
    }

    /** Ends a pause. */
    public void resume(String name) {
        member(name).scheduler.resume();
    }

    /** Makes a node take so long for each of its tasks, until it starts anew. */
    public void slow(String name, Duration each) {
        member(name).scheduler.slow(each.toNanos());
    }

    /** Returns the names of the nodes that run. */
    public List<String> running() {
        return List.copyOf(members.keySet());
    }

    /** Returns a node that runs. */
    public Replica replica(String name) {
        return member(name).replica;
    }

    private Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("No node called " + name + " runs");
        }
        return member;
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
}
