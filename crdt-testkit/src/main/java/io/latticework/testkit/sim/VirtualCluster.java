package io.latticework.testkit.sim;

import io.latticework.crdt.causal.Digest;
import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.sync.internal.message.Protocol;
import io.latticework.sync.internal.message.ProtocolAccess;
import io.latticework.testkit.sim.trace.TraceEvent.Kind;
import io.latticework.testkit.store.MemoryStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
    /** What a store takes for a request at most, unless it is slow. */
    static final Duration DISK_TIME = Duration.ofMillis(20);

    private final VirtualTime time = new VirtualTime();
    private final VirtualClusterBuilder settings;
    private final VirtualNetwork network;
    private final Dice dice;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Member> copies = new HashMap<>();
    private final Map<String, MemoryStore> stores = new HashMap<>();
    private final Map<String, VirtualClock> clocks = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final Map<String, Long> diskNanos = new HashMap<>();
    private final Map<String, FaultPoint> faultPoints = new HashMap<>();
    private final Map<String, Protocol> protocols = new HashMap<>();

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
        return stores.computeIfAbsent(name, absent -> new MemoryStore(disk(name)));
    }

    private Consumer<Runnable> disk(String name) {
        Dice disk = dice.of("disk").of(name);
        long[] free = new long[2];
        return request -> {
            long most = diskNanos.getOrDefault(name, DISK_TIME.toNanos());
            free[0] = Math.max(free[0], time.nanos()) + disk.of(free[1]++).below(0, most);
            time.schedule(free[0] - time.nanos(), request);
        };
    }

    /** Makes a node's store take up to so long for a request. Default: 20 ms. */
    public void slowDisk(String name, Duration most) {
        diskNanos.put(name, most.toNanos());
    }

    /** Makes a node's store as fast as usual, with room, and readable. */
    void repairDisk(String name) {
        slowDisk(name, DISK_TIME);
        store(name).fill(false);
        store(name).mendReads();
    }

    /**
     * Starts a copy of a node's disk at another address, under the node's name and with its contacts: two processes that take
     * themselves for one.
     *
     * @param requests how many of the requests to the store the copy has
     * @param address where the copy runs; {@link #crash} ends it
     */
    public Replica startCopy(String name, int requests, String address) {
        stores.put(address, store(name).copy(requests, disk(address)));
        Member copy = member(
                address,
                name,
                contacts(name),
                builder -> settings.settings.apply(name, builder).store(store(address)));
        copies.put(address, copy);
        return copy.replica;
    }

    /** Returns where the engine of the node at an address can be made to fail. */
    FaultPoint faultPoint(String address) {
        return faultPoints.computeIfAbsent(address, absent -> new FaultPoint());
    }

    /**
     * Makes a merge of a user's value throw at a node, if the type calls {@link FaultPoint#reach}.
     *
     * @param afterMerges how many do not throw before
     */
    public void failMerge(String name, long afterMerges) {
        faultPoint(name).fail(afterMerges, FaultPoint.Kind.BUG);
    }

    /** Makes the node at an address speak what a library of another version would, from its next start on. */
    void protocol(String address, Protocol speaks) {
        protocols.put(address, speaks);
    }

    /** Returns what the node at an address speaks, or will from its next start on. */
    Protocol protocol(String address) {
        return protocols.getOrDefault(address, Protocol.HERE);
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
        members.put(name, member(name, name, contacts(name), builder -> settings.settings.apply(name, builder)));
    }

    /** Starts a replica that dials all nodes and that they do not dial, at the address of its name. */
    public Replica join(String name, UnaryOperator<ReplicaBuilder> ownSettings) {
        return join(name, name, ownSettings);
    }

    /** Starts a replica at an address of its own that dials all nodes and that they do not dial. */
    public Replica join(String address, String name, UnaryOperator<ReplicaBuilder> ownSettings) {
        return member(address, name, contacts(address), ownSettings).replica;
    }

    private List<String> contacts(String of) {
        return settings.contacts.apply(of).stream()
                .filter(other -> !other.equals(of))
                .toList();
    }

    private Member member(
            String address, String name, List<String> contacts, UnaryOperator<ReplicaBuilder> ownSettings) {
        long[] timers = new long[1];
        Dice late = dice.of("late").of(address);
        NodeScheduler scheduler = new NodeScheduler(
                time,
                clock(address),
                () -> settings.afterTask.accept(address),
                faultPoint(address),
                () -> late.of(timers[0]++).below(0, settings.lateNanos));
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
        ProtocolAccess.set(builder, protocol(address));
        contacts.forEach(builder::peer);
        if (settings.durable && address.equals(name)) {
            builder.store(store(name));
        }
        settings.trace.event(time.nanos(), Kind.UP, name, "");
        return new Member(ownSettings.apply(builder).start(), scheduler);
    }

    /** Ends a node at once, with all that it did not share or store. */
    public void crash(String name) {
        Member copy = copies.remove(name);
        Member member = copy == null ? members.remove(name) : copy;
        if (member != null) {
            member.scheduler.close();
            network.crash(name);
            if (settings.durable || copy != null) {
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
