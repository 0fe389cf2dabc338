package io.latticework.testkit.sim;

import io.latticework.sync.Replica;
import io.latticework.testkit.model.Effect;
import java.util.List;
import java.util.function.Consumer;

/**
 * A write: what a user of a replica does.
 *
 * @param name for people
 * @param effects what it means for a model, below the key that it writes; empty where no model knows
 * @param action writes
 */
public record Operation(String name, List<Effect> effects, Consumer<Replica> action) {
    /** Copies the effects. */
    public Operation {
        effects = List.copyOf(effects);
    }

    /** Returns a write that no model knows. */
    public static Operation of(String name, Consumer<Replica> action) {
        return new Operation(name, List.of(), action);
    }

    @Override
    public String toString() {
        return name;
    }
}
