package io.latticework.testkit.sim;

import io.latticework.testkit.sim.Step.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes a failing plan smaller as long as the same check fails: fewer steps, by delta debugging (Zeller and Hildebrandt,
 * Simplifying and Isolating Failure-Inducing Input, TSE 2002), a better network, fewer nodes, less time.
 */
final class Shrinker {
    /** Enough for a few hundred steps; a run that fails late in two minutes takes about half a second. */
    private static final int MAX_RUNS = 400;

    private static final int GAP_MILLIS = 200;

    private final Simulation simulation;
    private int runs;

    Shrinker(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Returns the smallest run that was found to fail as this one does. */
    RunResult shrink(RunResult failed) {
        RunResult best = failed;
        int before;
        do {
            before = size(best.plan());
            best = earlier(best);
            best = fewerSteps(best);
            best = calmer(best);
            best = fewerNodes(best);
            best = closer(best);
        } while (size(best.plan()) < before && runs < MAX_RUNS);
        return best;
    }

    private static int size(Plan plan) {
        return plan.steps().size() * 1000 + plan.nodes() * 10 + (plan.network().equals(NetworkFaults.NONE) ? 0 : 1);
    }

    /** Returns the run of a plan if the same check fails, else the best so far. */
    private RunResult better(RunResult best, Plan plan) {
        if (runs >= MAX_RUNS || plan.equals(best.plan())) {
            return best;
        }
        runs++;
        RunResult result = simulation.run(plan);
        return result.check().equals(best.check()) ? result : best;
    }

    /** Leaves out what comes after the failure. */
    private RunResult earlier(RunResult best) {
        int millis = (int) Math.min(best.plan().millis(), best.virtual().toMillis() + 1);
        List<Step> steps = best.plan().steps().stream()
                .filter(step -> step.millis() <= millis)
                .toList();
        return better(best, best.plan().with(best.plan().nodes(), millis, steps));
    }

    private RunResult fewerSteps(RunResult failed) {
        RunResult best = failed;
        for (int chunk = Math.max(1, best.plan().steps().size() / 2); chunk > 0; chunk /= 2) {
            for (int from = 0; from < best.plan().steps().size() && runs < MAX_RUNS; ) {
                List<Step> fewer = new ArrayList<>(best.plan().steps());
                fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
                RunResult result = better(best, best.plan().with(fewer));
                from += result == best ? chunk : 0;
                best = result;
            }
        }
        return best;
    }

    private RunResult calmer(RunResult failed) {
        RunResult best = failed;
        NetworkFaults net = best.plan().network();
        Duration soon = NetworkFaults.NONE.delay();
        for (NetworkFaults calm : List.of(
                NetworkFaults.NONE,
                new NetworkFaults(net.loss(), 0, 0, 0, soon, 0, true, 0),
                new NetworkFaults(0, net.duplication(), 0, 0, soon, 0, true, 0),
                new NetworkFaults(0, 0, 0, 0, net.delay(), net.tail(), net.inOrder(), 0),
                new NetworkFaults(net.loss(), net.duplication(), 0, 0, net.delay(), 0, net.inOrder(), 0))) {
            RunResult result = better(best, best.plan().with(calm, best.plan().steps()));
            if (result != best) {
                best = result;
                break;
            }
        }
        best = better(best, best.plan().plain());
        best = better(best, best.plan().with(Options.USUAL));
        return best.plan().durable() ? better(best, best.plan().withoutStores()) : best;
    }

    /** Leaves nodes out, and gives the others the lowest numbers. */
    private RunResult fewerNodes(RunResult failed) {
        RunResult best = failed;
        for (int node = best.plan().nodes() - 1; node >= 0 && best.plan().nodes() > 1; node--) {
            best = better(best, without(best.plan(), node));
        }
        return best;
    }

    private static Plan without(Plan plan, int gone) {
        Map<Integer, Integer> numbers = new HashMap<>();
        IntStream.range(0, plan.nodes()).forEach(i -> numbers.put(i, i < gone ? i : i - 1));
        List<Step> steps = plan.steps().stream()
                .filter(step -> !concerns(step, gone))
                .map(step -> renumbered(step, numbers, gone))
                .toList();
        return plan.with(plan.nodes() - 1, plan.millis(), steps);
    }

    private static boolean namesTwo(Step step) {
        return step.kind() == Kind.CUT || step.kind() == Kind.JOIN || step.kind() == Kind.RESET;
    }

    private static boolean concerns(Step step, int node) {
        return step.kind() != Kind.SPLIT
                && step.kind() != Kind.HEAL
                && (step.first() == node || namesTwo(step) && step.second() == node);
    }

    private static Step renumbered(Step step, Map<Integer, Integer> numbers, int gone) {
        int first = step.first() == gone ? -1 : numbers.getOrDefault(step.first(), step.first());
        long second = step.second();
        if (step.kind() == Kind.SPLIT) {
            long low = second & ((1L << gone) - 1);
            second = low | (second >> (gone + 1)) << gone;
        } else if (namesTwo(step)) {
            second = numbers.getOrDefault((int) second, (int) second);
        }
        return new Step(step.millis(), step.kind(), first, second);
    }

    /** Makes long waits short. */
    private RunResult closer(RunResult best) {
        List<Step> closer = new ArrayList<>();
        int last = 0;
        int shift = 0;
        for (Step step : best.plan().steps()) {
            shift += Math.max(0, step.millis() - last - GAP_MILLIS);
            last = step.millis();
            closer.add(step.at(step.millis() - shift));
        }
        int end = last - shift + GAP_MILLIS;
        return better(
                best, best.plan().with(best.plan().nodes(), Math.min(best.plan().millis(), end), closer));
    }
}
