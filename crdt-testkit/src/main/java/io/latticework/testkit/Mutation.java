package io.latticework.testkit;

import io.latticework.crdt.causal.Author;
import io.latticework.testkit.model.Effect;
import java.util.function.BiFunction;

/**
 * A way to change a state, with a name to print: {@code Mutation.of("add a", (author, set) -> set.add(author, "a"))}.
 *
 * @param name what failures print
 * @param effect what a model is told; {@link Effect#none()} where there is no model
 * @param change from a state to its successor; must depend on nothing else
 * @param <S> the states
 */
public record Mutation<S>(String name, Effect effect, BiFunction<Author, S, S> change) {
    /** Returns a mutation that no model knows. */
    public static <S> Mutation<S> of(String name, BiFunction<Author, S, S> change) {
        return new Mutation<>(name, Effect.none(), change);
    }

    /** Returns a mutation with the effect that it has on a model. */
    public static <S> Mutation<S> of(String name, Effect effect, BiFunction<Author, S, S> change) {
        return new Mutation<>(name, effect, change);
    }

    /** Changes a state. */
    public S apply(Author author, S state) {
        return change.apply(author, state);
    }

    @Override
    public String toString() {
        return name;
    }
}
