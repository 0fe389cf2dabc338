package io.latticework.testkit.sim;

import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What all runs of a simulation share.
 *
 * @param workload what users write
 * @param settings of replicas
 * @param always what must hold at every replica at any time, by name
 * @param inTheEnd what must hold at every replica in the end, by name
 * @param convergence how long nodes may take to agree once all has healed
 * @param tampering who sits between the replicas; to plant bugs
 */
record Scenario(
        Workload workload,
        BiFunction<String, ReplicaBuilder, ReplicaBuilder> settings,
        Map<String, Predicate<Replica>> always,
        Map<String, Predicate<Replica>> inTheEnd,
        Duration convergence,
        Function<VirtualCluster, Tampering> tampering) {
    Scenario {
        always = new LinkedHashMap<>(always);
        inTheEnd = new LinkedHashMap<>(inTheEnd);
    }

    static Scenario standard() {
        return new Scenario(
                Workload.standard(),
                (name, builder) -> builder,
                Map.of(),
                Map.of(),
                Duration.ofMinutes(2),
                cluster -> (from, to, frame) -> List.of(frame));
    }

    Scenario writing(Workload other) {
        return new Scenario(other, settings, always, inTheEnd, convergence, tampering);
    }

    Scenario set(BiFunction<String, ReplicaBuilder, ReplicaBuilder> other) {
        return new Scenario(workload, other, always, inTheEnd, convergence, tampering);
    }

    Scenario always(String name, Predicate<Replica> holds) {
        Map<String, Predicate<Replica>> more = new LinkedHashMap<>(always);
        more.put(name, holds);
        return new Scenario(workload, settings, more, inTheEnd, convergence, tampering);
    }

    Scenario inTheEnd(String name, Predicate<Replica> holds) {
        Map<String, Predicate<Replica>> more = new LinkedHashMap<>(inTheEnd);
        more.put(name, holds);
        return new Scenario(workload, settings, always, more, convergence, tampering);
    }

    Scenario within(Duration other) {
        return new Scenario(workload, settings, always, inTheEnd, other, tampering);
    }

    Scenario tampered(Function<VirtualCluster, Tampering> other) {
        return new Scenario(workload, settings, always, inTheEnd, convergence, other);
    }
}
