package io.latticework.testkit.sim;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Author;
import io.latticework.sync.Replica;
import java.util.List;
import java.util.random.RandomGenerator;

/** Workloads on toys. */
final class Toys {
    /** The key of the toy. */
    static final String KEY = "k";

    private Toys() {}

    /** What an operation does to a value, given who writes, a random number and the operation's own. */
    interface Change<V> {
        V apply(Author by, V value, int choice, int number);
    }

    /** What an operation does at a replica. */
    interface Action {
        void apply(Replica replica, int choice, int number);
    }

    static <V> Workload changing(Toy.Kind<V> kind, Change<V> change) {
        return of(
                List.of(kind.type),
                (replica, choice, number) -> replica.ref(KEY, kind.type)
                        .update((by, toy) -> toy.with(change.apply(by, toy.value(), choice, number))));
    }

    static Workload of(Action action) {
        return of(List.of(), action);
    }

    static Workload of(List<CrdtType<?>> types, Action action) {
        return new Workload() {
            @Override
            public Operation next(RandomGenerator random, int number) {
                int choice = random.nextInt(1 << 20);
                return Operation.of("write " + choice, replica -> action.apply(replica, choice, number));
            }

            @Override
            public List<CrdtType<?>> types() {
                return types;
            }
        };
    }

    static <S extends Crdt<S>> S state(Replica replica, CrdtType<S> type) {
        return replica.ref(KEY, type).state();
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
