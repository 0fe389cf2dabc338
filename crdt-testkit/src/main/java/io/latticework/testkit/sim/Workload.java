package io.latticework.testkit.sim;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.NestedModel;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What users write while faults happen. A workload for types of your own is made by {@link #of}. */
@FunctionalInterface
public interface Workload {
    /**
     * Draws an operation. With the same random bits and the same number it is the same one, which holds for its effects too:
     * it must not remember what it drew before.
     *
     * @param random random bits for this operation alone
     * @param number of the operation in its run
     */
    Operation next(RandomGenerator random, int number);

    /**
     * Returns this workload with another mix: some keys or types are written most of the time. Seeds draw it. The default is
     * the same for all.
     *
     * @param mix which, 0 for the usual one
     */
    default Workload mixed(int mix) {
        return this;
    }

    /** Returns the users' own types that replicas are to know. */
    default List<CrdtType<?>> types() {
        return List.of();
    }

    /**
     * Returns what foretells the values under some keys from the {@link Operation#effects} of all that was written, if
     * anything does. It is asked only after runs in which nothing was lost.
     */
    default Optional<NestedModel> model() {
        return Optional.empty();
    }

    /** Tells whether the model foretells what is under a key. */
    default boolean isModelled(String key) {
        return true;
    }

    /** Returns a workload of all built-in types, nested ones too, under a few keys. */
    static Workload standard() {
        return new StandardWorkload(0);
    }

    /** Returns a workload that changes the values of a type under some keys by some mutations. */
    static <S extends Crdt<S>> Workload of(List<String> keys, CrdtType<S> type, List<Mutation<S>> mutations) {
        List<String> ownKeys = List.copyOf(keys);
        List<Mutation<S>> own = List.copyOf(mutations);
        return new Workload() {
            @Override
            public Operation next(RandomGenerator random, int number) {
                String key = ownKeys.get(random.nextInt(ownKeys.size()));
                Mutation<S> mutation = own.get(random.nextInt(own.size()));
                return Operation.of(
                        key + ": " + mutation.name(),
                        replica -> replica.ref(key, type).update(mutation.change()));
            }

            @Override
            public List<CrdtType<?>> types() {
                return List.of(type);
            }
        };
    }

    /** Returns a workload that draws from this one and from another. */
    default Workload and(Workload other) {
        Workload one = this;
        return new Workload() {
            @Override
            public Operation next(RandomGenerator random, int number) {
                return (random.nextBoolean() ? one : other).next(random, number);
            }

            @Override
            public Workload mixed(int mix) {
                return one.mixed(mix).and(other.mixed(mix));
            }

            @Override
            public List<CrdtType<?>> types() {
                return Stream.concat(one.types().stream(), other.types().stream())
                        .distinct()
                        .toList();
            }
        };
    }
}
