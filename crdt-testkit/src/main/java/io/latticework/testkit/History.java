package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What happens to a fleet of replicas, as plain data: the same history gives the same states, always.
 *
 * @param replicas how many replicas there are, 2 to {@link Fleet#MAX_REPLICAS}
 * @param steps what they do
 * @param choices seeds the choice of the states that laws are checked on
 * @param <S> the states
 */
public record History<S extends Crdt<S>>(int replicas, List<Step<S>> steps, long choices) {
    /** Copies the steps. */
    public History {
        steps = List.copyOf(steps);
    }

    /**
     * Draws a history.
     *
     * @param random where it is drawn from
     * @param maxSteps the most steps
     * @param mutations draws a mutation
     */
    public static <S extends Crdt<S>> History<S> draw(
            RandomGenerator random, int maxSteps, Function<? super RandomGenerator, Mutation<S>> mutations) {
        int replicas = 2 + random.nextInt(Fleet.MAX_REPLICAS - 1);
        int length = 1 + random.nextInt(maxSteps);
        List<Step<S>> steps = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            steps.add(drawStep(random, replicas, mutations));
        }
        return new History<>(replicas, steps, random.nextLong());
    }

    private static <S extends Crdt<S>> Step<S> drawStep(
            RandomGenerator random, int replicas, Function<? super RandomGenerator, Mutation<S>> mutations) {
        int replica = random.nextInt(replicas);
        int kind = random.nextInt(14);
        if (kind < 6) {
            return new Step.Mutate<>(replica, mutations.apply(random));
        }
        if (kind < 7) {
            return new Step.Fork<>(replica, 1 + random.nextInt(4), mutations.apply(random));
        }
        Step.Route route = new Step.Route(replica, random.nextInt(replicas), random.nextBoolean());
        if (kind < 10) {
            return new Step.Merge<>(route);
        }
        if (kind < 12) {
            return new Step.Delta<>(route, random.nextInt(16), random.nextBoolean());
        }
        int lossPercent = random.nextInt(3) * 30;
        return new Step.Pieces<>(route, 1 + random.nextInt(120), lossPercent, random.nextInt(1 << 16));
    }

    /** Returns this history after some growth: the first replica makes these changes and sends its state to the next. */
    public History<S> after(List<Mutation<S>> growth) {
        List<Step<S>> longer = new ArrayList<>(growth.size() + steps.size() + 1);
        growth.forEach(mutation -> longer.add(new Step.Mutate<>(0, mutation)));
        longer.add(new Step.Merge<>(new Step.Route(0, 1, false)));
        longer.addAll(steps);
        return new History<>(replicas, longer, choices);
    }

    /** Returns the same history without deltas and pieces: those become whole states. */
    public History<S> wholeStates() {
        List<Step<S>> whole = new ArrayList<>(steps.size());
        for (Step<S> step : steps) {
            whole.add(step.whole());
        }
        return new History<>(replicas, whole, choices);
    }

    /**
     * Tells whether a write must count as exposed at once: where an author also writes to old versions and something may
     * be removed, the fork is another observer, which can have seen half of what grows in place elsewhere.
     */
    boolean exposesAtOnce() {
        boolean forks = steps.stream().anyMatch(step -> step instanceof Step.Fork<S>);
        return forks && steps.stream().anyMatch(step -> step.mayRemove());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("History of " + replicas + " replicas, choices " + choices + ":");
        for (int i = 0; i < steps.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
        }
        return text.toString();
    }
}
