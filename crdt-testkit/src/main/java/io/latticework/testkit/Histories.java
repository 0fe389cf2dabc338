package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Histories as jqwik generates them; they shrink to fewer steps, then to simpler ones. */
final class Histories {
    private Histories() {}

    static <S extends Crdt<S>> Arbitrary<History<S>> of(Arbitrary<Mutation<S>> mutations, int maxSteps) {
        Arbitrary<Integer> replicas = Arbitraries.integers().between(2, Fleet.MAX_REPLICAS);
        Arbitrary<Long> choices = Arbitraries.longs().between(0, 1 << 20);
        return Combinators.combine(replicas, steps(mutations).list().ofMaxSize(maxSteps), choices)
                .as(History<S>::new)
                .withoutEdgeCases();
    }

    private static <S extends Crdt<S>> Arbitrary<Step<S>> steps(Arbitrary<Mutation<S>> mutations) {
        return Arbitraries.frequencyOf(
                Tuple.of(6, mutate(mutations)),
                Tuple.of(1, fork(mutations)),
                Tuple.of(3, routes().map(Step.Merge<S>::new)),
                Tuple.of(2, delta()),
                Tuple.of(2, pieces()));
    }

    private static Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, Fleet.MAX_REPLICAS - 1);
    }

    private static Arbitrary<Step.Route> routes() {
        return Combinators.combine(places(), places(), Arbitraries.of(false, true))
                .as(Step.Route::new);
    }

    private static <S extends Crdt<S>> Arbitrary<Step<S>> mutate(Arbitrary<Mutation<S>> mutations) {
        return Combinators.combine(places(), mutations).as(Step.Mutate<S>::new);
    }

    private static <S extends Crdt<S>> Arbitrary<Step<S>> fork(Arbitrary<Mutation<S>> mutations) {
        Arbitrary<Integer> ages = Arbitraries.integers().between(1, 4);
        return Combinators.combine(places(), ages, mutations).as(Step.Fork<S>::new);
    }

    private static <S extends Crdt<S>> Arbitrary<Step<S>> delta() {
        Arbitrary<Integer> bases = Arbitraries.integers().between(0, 15);
        return Combinators.combine(routes(), bases, Arbitraries.of(true, false)).as(Step.Delta<S>::new);
    }

    private static <S extends Crdt<S>> Arbitrary<Step<S>> pieces() {
        Arbitrary<Integer> bounds = Arbitraries.integers().between(1, 120);
        Arbitrary<Integer> losses = Arbitraries.of(0, 30, 60);
        Arbitrary<Long> orders = Arbitraries.longs().between(0, 1 << 16);
        return Combinators.combine(routes(), bounds, losses, orders).as(Step.Pieces<S>::new);
    }
}
