package io.latticework.testkit.sim;

import io.latticework.crdt.CrdtType;
import io.latticework.sync.Limits;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.testkit.model.NestedModel;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** The bugs that CRDT libraries had, each planted so that the simulator has to find it. */
enum PlantedBug {
    R1("a part of a difference is sent with the whole context", () -> between(WrongRules.ClaimsAll::new)),
    R2("merge takes the side that seems to dominate", () -> of(WrongSets.dominating())),
    R3("merge compares one side with itself", () -> of(WrongSets.comparingWithItself())),
    R4("a removed key is only hidden", () -> of(WrongSets.hidingKeys())),
    R5(
            "a counter is reset by subtracting",
            () -> of(WrongNumbers.resettingBySubtracting())
                    .always("the counter is not negative", WrongNumbers::counterIsNotNegative)),
    R6("a gap between deltas counts as removed", () -> between(WrongRules.FillsHoles::new)),
    R7("delta sequences get out of step", () -> between(cluster -> new WrongRules.AcknowledgesByCounting())),
    R8("a write takes the one before along", () -> of(new Spurious())),
    R9(
            "the total of a replica that left is adopted twice",
            () -> of(WrongNumbers.pruningWithoutMarker()).always("the total is right", WrongNumbers::isRight)),
    R10("an identity outlives its state", PlantedBug::reusingIdentities),
    R11("a recreated value starts below its tombstone", () -> of(WrongNumbers.forgettingVersions())),
    R12("bytes depend on the order of insertion", () -> of(WrongSets.inOrderOfInsertion())),
    R13("different states are taken for equal", () -> between(WrongRules.TakesAllForEqual::new)),
    R14("what waits for a peer has no bound", PlantedBug::withoutBound),
    R15("tombstones are collected too early", () -> of(WrongSets.collectingEarly())),
    R16(
            "what was removed comes back",
            () -> of(WrongSets.forgetful()).always("nothing removed is there", WrongSets::isClean)),
    R17("stamps ignore those of others", () -> of(WrongNumbers.ignoringStamps())),
    R18("equal stamps have no order", () -> of(WrongNumbers.keepingItsOwnOnTies())),
    R19(
            "ids are cut short",
            () -> of(WrongNumbers.truncatingIds()).always("the total is right", WrongNumbers::isRight)),
    R20(
            "a total overflows",
            () -> of(WrongNumbers.overflowing()).always("the total is not negative", WrongNumbers::isNotNegative)),
    R21("a length is cut short", () -> of(WrongNumbers.truncatingLengths())),
    R22("a merge takes the square of what it merges", () -> of(WrongCosts.quadratic())),
    R23("an empty comparison says that nothing differs", () -> between(cluster -> new WrongRules.ComparesNothing())),
    R24("values keep ids of their replica", () -> of(WrongSets.withLocalIds()));

    /** What is wrong. */
    final String what;

    @SuppressWarnings("ImmutableEnumChecker") // it makes a new one at each call
    private final Supplier<Simulation> simulation;

    PlantedBug(String what, Supplier<Simulation> simulation) {
        this.what = what;
        this.simulation = simulation;
    }

    /** Returns the first seed of some whose run fails, and how. */
    Optional<RunResult> hunt(int seeds) {
        Simulation planted = simulation.get();
        for (long seed = 0; seed < seeds; seed++) {
            RunResult result = planted.run(planted.plan(seed));
            if (result.failure().isPresent()) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }

    private static Simulation base() {
        return Simulation.of(0, 0)
                .replicas(4)
                .lasting(Duration.ofSeconds(40))
                .convergingWithin(Duration.ofSeconds(40))
                .faults(Swarm.all().writesPerSecond(3));
    }

    /** A workload on types that may be wrong: nothing else is. */
    static Simulation of(Workload workload) {
        return base().workload(workload);
    }

    private static Simulation between(Function<VirtualCluster, Tampering> tampering) {
        return base().planted(scenario -> scenario.tampered(tampering));
    }

    /** Each start draws the same bits. */
    private static Simulation reusingIdentities() {
        return base().settings((name, builder) -> builder.randomness(new SplittableRandom(name.hashCode())::nextLong));
    }

    private static Simulation withoutBound() {
        return bounded(limits -> limits.unacked(1 << 30, 1L << 40));
    }

    /** At most 32 flushes wait for a peer. */
    static Simulation bounded(UnaryOperator<Limits.Builder> wrong) {
        Map<Object, AtomicInteger> lags = new HashMap<>();
        UnaryOperator<ReplicaBuilder> settings = builder -> builder.limits(
                wrong.apply(Limits.builder().unacked(32, 1L << 20)).build());
        return base().faults(Swarm.of(Fault.SPLIT).writesPerSecond(8))
                .settings(settings)
                .always("at most 32 flushes wait for a peer", replica -> {
                    AtomicInteger lag = lags.computeIfAbsent(replica.id(), absent -> new AtomicInteger());
                    var unused = replica.peers()
                            .thenAccept(peers -> peers.forEach(peer -> lag.accumulateAndGet(peer.lag(), Math::max)));
                    return lag.get() <= 33;
                });
    }

    /** Each operation does what the one before did as well, and says nothing of it. */
    private static final class Spurious implements Workload {
        private final Workload right = Workload.standard();

        @Override
        public Operation next(RandomGenerator random, int number) {
            Operation operation = right.next(random, number);
            Operation before = right.next(new SplittableRandom(number), number);
            return new Operation(operation.name(), operation.effects(), replica -> {
                before.action().accept(replica);
                operation.action().accept(replica);
            });
        }

        @Override
        public List<CrdtType<?>> types() {
            return right.types();
        }

        @Override
        public Optional<NestedModel> model() {
            return right.model();
        }

        @Override
        public boolean isModelled(String key) {
            return right.isModelled(key);
        }
    }

    /** The same workloads and limits without bugs, of which none may fail. */
    static List<Simulation> controls() {
        return List.of(of(WrongSets.right()), of(WrongCosts.linear()), bounded(limits -> limits), base());
    }
}
