package io.latticework.testkit;

import io.latticework.crdt.Crdt;

/**
 * One step of a {@link History}. Steps are plain data, and every number fits every fleet: replicas, versions and bases
 * are counted modulo what is there, so a history stays valid when steps are dropped from it.
 *
 * @param <S> the states
 */
public sealed interface Step<S extends Crdt<S>> {
    /** Does the step. */
    void applyTo(Fleet<S> fleet);

    /** Returns the step that sends the whole state where this one sends part of it; others are returned as they are. */
    default Step<S> whole() {
        return this;
    }

    /** Tells whether the step is a mutation that removes something, or of which nothing is known. */
    default boolean mayRemove() {
        return false;
    }

    /**
     * A replica changes its state.
     *
     * @param replica the place in the fleet
     * @param mutation the change
     * @param <S> the states
     */
    record Mutate<S extends Crdt<S>>(int replica, Mutation<S> mutation) implements Step<S> {
        @Override
        public void applyTo(Fleet<S> fleet) {
            fleet.mutate(replica, mutation);
        }

        @Override
        public boolean mayRemove() {
            return mutation.effect().mayRemove();
        }

        @Override
        public String toString() {
            return replica + ": " + mutation;
        }
    }

    /**
     * A replica's author changes an old version of its state, and the replica merges the result.
     *
     * @param replica the place in the fleet
     * @param age how many versions ago, 1 for the last but one
     * @param mutation the change
     * @param <S> the states
     */
    record Fork<S extends Crdt<S>>(int replica, int age, Mutation<S> mutation) implements Step<S> {
        @Override
        public void applyTo(Fleet<S> fleet) {
            fleet.fork(replica, age, mutation);
        }

        @Override
        public boolean mayRemove() {
            return mutation.effect().mayRemove();
        }

        @Override
        public String toString() {
            return replica + ": fork " + age + " versions ago: " + mutation;
        }
    }

    /**
     * A replica merges the whole state of another.
     *
     * @param route who sends to whom
     * @param <S> the states
     */
    record Merge<S extends Crdt<S>>(Route route) implements Step<S> {
        @Override
        public void applyTo(Fleet<S> fleet) {
            fleet.merge(route);
        }

        @Override
        public String toString() {
            return route + ": whole state";
        }
    }

    /**
     * A replica merges the delta of another's state against some version.
     *
     * @param route who sends to whom
     * @param base which version the delta is taken against
     * @param right whether it is one of the receiver's versions, as it should be, or anybody's
     * @param <S> the states
     */
    record Delta<S extends Crdt<S>>(Route route, int base, boolean right) implements Step<S> {
        @Override
        public void applyTo(Fleet<S> fleet) {
            fleet.delta(route, base, right);
        }

        @Override
        public Step<S> whole() {
            return new Merge<>(route);
        }

        @Override
        public String toString() {
            return route + ": delta from " + (right ? "its" : "any") + " version " + base;
        }
    }

    /**
     * A replica merges pieces of another's state, in random order, some twice, some perhaps not at all.
     *
     * @param route who sends to whom
     * @param maxBytes the bound on a piece
     * @param lossPercent how many of the pieces are lost
     * @param order seeds the order, the repetitions and the losses
     * @param <S> the states
     */
    record Pieces<S extends Crdt<S>>(Route route, int maxBytes, int lossPercent, long order) implements Step<S> {
        @Override
        public void applyTo(Fleet<S> fleet) {
            fleet.pieces(route, maxBytes, lossPercent, order);
        }

        @Override
        public Step<S> whole() {
            return new Merge<>(route);
        }

        @Override
        public String toString() {
            return route + ": pieces of " + maxBytes + " bytes, loss " + lossPercent + " %, order " + order;
        }
    }

    /**
     * Who sends to whom. A replica that would send to itself sends to the next.
     *
     * @param from the sender's place in the fleet
     * @param to the receiver's
     * @param encoded whether what is sent is encoded and decoded on its way
     */
    record Route(int from, int to, boolean encoded) {
        @Override
        public String toString() {
            return from + (encoded ? " => " : " -> ") + to;
        }
    }
}
