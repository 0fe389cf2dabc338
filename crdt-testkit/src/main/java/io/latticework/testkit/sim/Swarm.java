package io.latticework.testkit.sim;

import io.latticework.testkit.sim.Step.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a plan for each seed: it turns on some of the faults that it may, each with a severity of its own, because what
 * one fault hides another never meets. After Groce et al., Swarm Testing (ISSTA 2012). Immutable.
 */
public final class Swarm {
    /** Before this nothing goes wrong: nodes get to know each other. */
    static final int WARM_UP_MILLIS = 3000;

    private static final double ODDS = 0.4;
    /** Of what is so bad that checks see little beside it. */
    private static final double RARE_ODDS = 0.12;

    /** A turn of a session has up to 16, and what never takes a turn as a whole never ends a session. */
    private static final int FEW_FRAMES = 24;

    private static final int[] VERSIONS = {Step.NEXT_VERSION, Step.NEWER_LIBRARY, Step.OLDER_LIBRARY};
    /** Few writes are many where there are few: nodes that start anew, or were apart, are filled by several others. */
    private static final int FILLING = 40;

    private static final Set<Fault> RARE = EnumSet.of(Fault.CLONE, Fault.VERSION, Fault.BIT_FLIP, Fault.POISON);
    private static final Set<Fault> OF_DISKS = EnumSet.range(Fault.DISK_FAILURE, Fault.DISK_LOSS);

    private final Set<Fault> may;
    private final double writesPerSecond;

    private Swarm(Set<Fault> may, double writesPerSecond) {
        this.may = may.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(may);
        this.writesPerSecond = writesPerSecond;
    }

    /** Returns a swarm of all faults that replicas must bear. */
    public static Swarm all() {
        return new Swarm(EnumSet.complementOf(EnumSet.of(Fault.CORRUPTION)), 1.5);
    }

    /** Returns a swarm without faults. */
    public static Swarm none() {
        return of();
    }

    /** Returns a swarm of some faults. */
    public static Swarm of(Fault... faults) {
        return new Swarm(new HashSet<>(Arrays.asList(faults)), 1.5);
    }

    /** Returns this swarm without some faults. */
    public Swarm without(Fault... faults) {
        Set<Fault> rest = EnumSet.copyOf(may);
        rest.removeAll(Arrays.asList(faults));
        return new Swarm(rest, writesPerSecond);
    }

    /** Returns this swarm with so many writes of all nodes per second. Default: 1.5. */
    public Swarm writesPerSecond(double writes) {
        if (!(writes >= 0 && writes <= 10_000)) {
            throw new IllegalArgumentException("Writes per second are 0 to 10,000, not " + writes);
        }
        return new Swarm(may, writes);
    }

    /** Returns the faults that this swarm may turn on. */
    public Set<Fault> faults() {
        return may.isEmpty() ? Set.of() : EnumSet.copyOf(may);
    }

    /** Makes the plan of a seed. */
    public Plan plan(long seed, int nodes, Duration duration) {
        return new Draft(seed, nodes, (int) duration.toMillis()).plan();
    }

    /** A plan in the making. */
    private final class Draft {
        private final Dice dice;
        private final long seed;
        private final int nodes;
        private final int millis;
        private final Set<Fault> on = EnumSet.noneOf(Fault.class);
        private final List<Step> steps = new ArrayList<>();
        private final boolean durable;

        Draft(long seed, int nodes, int millis) {
            this.seed = seed;
            this.nodes = nodes;
            this.millis = millis;
            this.dice = Dice.of(seed, "swarm");
            this.durable = dice.share(0) < 0.6;
            for (Fault fault : may) {
                double odds = RARE.contains(fault) ? RARE_ODDS : ODDS;
                if (dice.of(fault.name()).share(0) < odds && (durable || !OF_DISKS.contains(fault))) {
                    on.add(fault);
                }
            }
        }

        Plan plan() {
            writes();
            links();
            processes();
            code();
            disks();
            badDisks();
            steps.sort(Comparator.comparingInt(Step::millis));
            boolean wrongClocks = on.contains(Fault.CLOCK_DRIFT);
            Options options = options();
            return new Plan(
                    seed,
                    nodes,
                    millis,
                    network(),
                    durable,
                    wrongClocks ? 1 + dice.below(1, 30_000) : 0,
                    wrongClocks ? 1 + dice.below(2, 200) : 0,
                    options,
                    nodes > 2 && dice.share(5) < 0.5 ? core(options.topology()) : 0,
                    steps);
        }

        private Options options() {
            Dice own = dice.of("options");
            Topology[] others = {Topology.RING, Topology.STAR, Topology.TWO_SITES};
            Dice narrow = dice.of(Fault.NARROW_LIMITS.name());
            boolean isNarrow = on.contains(Fault.NARROW_LIMITS);
            return new Options(
                    own.share(0) < 0.5 ? Topology.MESH : others[(int) own.below(1, others.length)],
                    dice.share(4) < 0.25,
                    own.share(2) < 0.5 ? 0 : 1 + (int) own.below(3, StandardWorkload.MIXES - 1L),
                    dice.share(3) < 0.25 ? 1024 : Options.USUAL.frameBytes(),
                    isNarrow && narrow.share(2) < 0.7 ? 1 : Options.USUAL.unackedDeltas(),
                    isNarrow && narrow.share(3) < 0.7 ? FEW_FRAMES : Options.USUAL.waitingFrames(),
                    own.share(7) < 0.5 ? 1 + (int) own.below(8, FILLING) : Options.USUAL.fillingWrites(),
                    share(Fault.ACK_LOSS, own.share(4) * 0.8),
                    on.contains(Fault.LATE_TIMER) ? 1 + (int) own.below(5, 3_000) : 0,
                    share(Fault.HASH_COLLISION, own.share(6) * 0.3));
        }

        /** Returns nodes that reach each other without the others, as bits; 0 if the throw is none. */
        private long core(Topology topology) {
            long bits = dice.of("core").below(0, 1L << nodes);
            return Long.bitCount(bits) < 2 || !topology.connects(bits, nodes) ? 0 : bits;
        }

        private NetworkFaults network() {
            Dice rates = dice.of("rates");
            return new NetworkFaults(
                    share(Fault.LOSS, rates.share(0) * 0.5),
                    share(Fault.DUPLICATION, rates.share(1) * 0.3),
                    share(Fault.CORRUPTION, rates.share(2) * 0.1),
                    share(Fault.DAMAGE, rates.share(3) * 0.01),
                    Duration.ofMillis(1 + rates.below(4, on.contains(Fault.LONG_DELAY) ? 200 : 50)),
                    share(Fault.LONG_DELAY, rates.share(5) * 0.05),
                    !on.contains(Fault.REORDERING),
                    on.contains(Fault.BANDWIDTH) ? 5_000 + rates.below(6, 50_000) : 0);
        }

        private double share(Fault fault, double share) {
            return on.contains(fault) ? Math.rint(share * 1000) / 1000 : 0;
        }

        private void writes() {
            Dice writes = dice.of("writes");
            double pace = writesPerSecond * (0.5 + writes.share(0));
            int count = (int) (pace * millis / 1000);
            double bursts = writes.share(1);
            for (int i = 0; i < count; i++) {
                Dice write = writes.of(i);
                long at = write.share(5) < bursts ? write.below(0, 20) * millis / 20 : write.below(0, millis);
                Kind kind = write.share(1) < 0.2 ? Kind.CONFIRM : write.share(1) < 0.25 ? Kind.BATCH : Kind.WRITE;
                add((int) at + (int) write.below(4, 40), kind, (int) write.below(2, nodes), i);
            }
        }

        private void add(int at, Kind kind, int first, long second) {
            if (at < millis) {
                steps.add(new Step(at, kind, first, second));
            }
        }

        /** Returns the moments at which a fault begins, more or fewer of them; none if the fault is not on. */
        private List<Dice> moments(Fault fault, double perMinute) {
            if (!on.contains(fault) || millis <= WARM_UP_MILLIS) {
                return List.of();
            }
            Dice own = dice.of(fault.name());
            int count = 1 + (int) (own.share(1) * 2 * perMinute * millis / 60_000);
            List<Dice> moments = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                moments.add(own.of(i));
            }
            return moments;
        }

        private int at(Dice moment) {
            return WARM_UP_MILLIS + (int) moment.below(10, millis - WARM_UP_MILLIS);
        }

        private int node(Dice moment) {
            return (int) moment.below(11, nodes);
        }

        private int other(Dice moment) {
            return (node(moment) + 1 + (int) moment.below(12, nodes - 1L)) % nodes;
        }

        private int until(Dice moment, int most) {
            return at(moment) + 100 + (int) moment.below(13, most);
        }

        private void links() {
            for (Dice moment : moments(Fault.CUT, 6)) {
                add(at(moment), Kind.CUT, node(moment), other(moment));
                add(until(moment, 15_000), Kind.JOIN, node(moment), other(moment));
            }
            for (Dice moment : moments(Fault.SPLIT, 3)) {
                int bridge = moment.share(14) < 0.25 ? node(moment) : -1;
                add(at(moment), Kind.SPLIT, bridge, 1 + moment.below(15, (1L << nodes) - 1));
                add(until(moment, 30_000), Kind.HEAL, 0, 0);
            }
            for (Dice moment : moments(Fault.FLAPPING, 1)) {
                int period = 50 + (int) moment.below(16, 1500);
                for (int at = at(moment), i = 0; i < 10; i++, at += period) {
                    add(at, i % 2 == 0 ? Kind.CUT : Kind.JOIN, node(moment), other(moment));
                    add(at, i % 2 == 0 ? Kind.CUT : Kind.JOIN, other(moment), node(moment));
                }
            }
            for (Dice moment : moments(Fault.RESET, 6)) {
                add(at(moment), Kind.RESET, node(moment), other(moment));
            }
            for (Dice moment : moments(Fault.SLOW_PEER, 1)) {
                add(at(moment), Kind.NARROW, node(moment), 500 + moment.below(17, 5000));
                add(until(moment, 20_000), Kind.NARROW, node(moment), 0);
            }
        }

        private void processes() {
            for (Dice moment : moments(Fault.SLOW_NODE, 1)) {
                add(at(moment), Kind.SLOW, node(moment), 1000 + moment.below(14, 20_000));
                add(until(moment, 20_000), Kind.SLOW, node(moment), 0);
            }
            for (Dice moment : moments(Fault.PAUSE, 2)) {
                add(at(moment), Kind.PAUSE, node(moment), 100 + moment.below(14, 20_000));
            }
            for (Dice moment : moments(Fault.CRASH, 4)) {
                add(at(moment), Kind.CRASH, node(moment), 0);
                add(until(moment, 10_000), Kind.START, node(moment), 0);
            }
            for (Dice moment : moments(Fault.CLOCK_JUMP, 1)) {
                boolean far = moment.share(14) < 0.1;
                long most = far
                        ? Duration.ofDays(3650).toMillis()
                        : Duration.ofHours(1).toMillis();
                add(at(moment), Kind.JUMP, node(moment), moment.below(15, 2 * most) - (far ? 0 : most));
            }
        }

        private void code() {
            for (Dice moment : moments(Fault.MERGE_FAILURE, 6)) {
                add(at(moment), Kind.FAIL_MERGE, node(moment), moment.below(14, 30));
            }
            for (Dice moment : moments(Fault.POISON, 0.5)) {
                long poison = 1 + moment.below(14, 3);
                for (int i = 0; i < 3; i++) {
                    add(at(moment) + 1_500 * i, Kind.POISON, node(moment), poison);
                }
                if (moment.share(15) < 0.7) {
                    add(until(moment, 30_000) + 4_000, Kind.POISON, node(moment), 0);
                }
            }
            for (Dice moment : moments(Fault.VERSION, 0.5)) {
                int version = VERSIONS[(int) moment.below(14, VERSIONS.length)];
                add(at(moment), Kind.VERSION, node(moment), version);
                if (version == Step.NEXT_VERSION || moment.share(15) < 0.5) {
                    add(until(moment, 30_000), Kind.VERSION, node(moment), Step.USUAL_VERSION);
                }
            }
        }

        private void badDisks() {
            for (Dice moment : moments(Fault.DISK_FULL, 0.5)) {
                add(at(moment), Kind.DISK_FULL, node(moment), 1);
                add(until(moment, 10_000), Kind.CRASH, node(moment), 0);
                add(until(moment, 10_000) + 200, Kind.START, node(moment), 0);
                add(until(moment, 10_000) + 2_000, Kind.DISK_FULL, node(moment), 0);
                add(until(moment, 10_000) + 2_100, Kind.CRASH, node(moment), 0);
                add(until(moment, 10_000) + 2_500, Kind.START, node(moment), 0);
            }
            unreadableDisks();
            for (Dice moment : moments(Fault.SLOW_DISK, 1)) {
                add(at(moment), Kind.SLOW_DISK, node(moment), 50 + moment.below(14, 2_000));
                add(until(moment, 20_000), Kind.SLOW_DISK, node(moment), 0);
            }
            for (Dice moment : moments(Fault.BIT_FLIP, 1)) {
                add(at(moment), Kind.BIT_FLIP, node(moment), moment.below(14, 1 << 20));
                add(until(moment, 10_000), Kind.START, node(moment), 0);
            }
            for (Dice moment : moments(Fault.TORN_WRITE, 2)) {
                add(at(moment) - 6, Kind.WRITE, node(moment), (1 << 20) + moment.below(15, 1 << 20));
                add(at(moment), Kind.TEAR, node(moment), moment.below(14, 1 << 20));
                add(until(moment, 10_000), Kind.START, node(moment), 0);
            }
            for (Dice moment : moments(Fault.CLONE, 0.5)) {
                long percent = moment.share(14) < 0.5 ? 100 : moment.below(15, 101);
                add(at(moment), Kind.CLONE, node(moment), percent + 128 * (500 + moment.below(16, 20_000)));
            }
        }

        private void unreadableDisks() {
            for (Dice moment : moments(Fault.DISK_UNREADABLE, 1)) {
                add(at(moment), Kind.UNREADABLE, node(moment), 1 + moment.below(14, 6));
                add(at(moment) + 300, Kind.START, node(moment), 0);
                add(until(moment, 10_000) + 300, Kind.UNREADABLE, node(moment), 0);
                add(until(moment, 10_000) + 300, Kind.START, node(moment), 0);
            }
        }

        private void disks() {
            for (Dice moment : moments(Fault.DISK_FAILURE, 1)) {
                add(at(moment), Kind.DISK_FAIL, node(moment), moment.below(14, 3));
                add(until(moment, 10_000), Kind.CRASH, node(moment), 0);
                add(until(moment, 10_000) + 500, Kind.START, node(moment), 0);
            }
            for (Dice moment : moments(Fault.DISK_ROLL_BACK, 1)) {
                add(at(moment), Kind.ROLL_BACK, node(moment), moment.below(14, 101));
                add(until(moment, 10_000), Kind.START, node(moment), 0);
            }
            for (Dice moment : moments(Fault.DISK_LOSS, 1)) {
                add(at(moment), Kind.WIPE, node(moment), 0);
                add(until(moment, 10_000), Kind.START, node(moment), 0);
            }
        }
    }
}
