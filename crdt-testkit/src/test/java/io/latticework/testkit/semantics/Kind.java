package io.latticework.testkit.semantics;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.model.MapModel;
import io.latticework.testkit.model.NestedModel;
import io.latticework.testkit.types.Nested;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type that may be nested in a map, and how something is written to it.
 *
 * @param label the column of the table
 * @param type the nested type
 * @param write the mutation that writes something
 * @param model what the nested value should be, {@code null} if no model is told
 */
record Kind<S extends Crdt<S>>(
        String label,
        CrdtType<S> type,
        Function<What, Mutation<S>> write,
        @Nullable NestedModel model) {
    /** Returns a kind with a model. */
    static <S extends Crdt<S>> Kind<S> of(
            CrdtType<S> type, NestedModel model, Function<What, Effect> effect, Write<S> write) {
        String label = type.empty().getClass().getSimpleName();
        return new Kind<>(label, type, what -> write.of(what, effect.apply(what)), model);
    }

    /** Returns a kind of which only the code tells the outcome. */
    static <S extends Crdt<S>> Kind<S> unmodelled(String label, CrdtType<S> type, Write<S> write) {
        return new Kind<>(label, type, what -> write.of(what, Effect.none()), null);
    }

    /** Writes something to a value. */
    interface Write<S> {
        S apply(Author author, S value, What what);

        default Mutation<S> of(What what, Effect effect) {
            BiFunction<Author, S, S> change = (author, value) -> apply(author, value, what);
            return Mutation.of("write " + what.letter(), effect, change);
        }
    }

    /** Returns the type of the outermost map, which can decode all that is inside. */
    CrdtType<ORMap<String>> mapType() {
        return mapType(Realm.shared());
    }

    /** Returns the type of the outermost map in a realm. */
    CrdtType<ORMap<String>> mapType(Realm realm) {
        return ORMap.type(realm, ValueCodec.strings(), List.of(type));
    }

    /** Returns the write at the innermost of some maps, where the value is. */
    Mutation<ORMap<String>> write(What what, int depth) {
        return inside(Nested.under("k", type, write.apply(what)), depth);
    }

    /** Returns the removal of the key at a level, 1 for the outermost. */
    Mutation<ORMap<String>> remove(int level) {
        return inside(Nested.removeKey("k"), level);
    }

    private Mutation<ORMap<String>> inside(Mutation<ORMap<String>> change, int depth) {
        Mutation<ORMap<String>> nested = change;
        for (int level = 1; level < depth; level++) {
            nested = Nested.under("k", mapType(), MapModel.MAP, nested);
        }
        return nested;
    }

    /** Returns the value that lies at a depth. */
    S valueAt(ORMap<String> map, int depth) {
        ORMap<String> innermost = map;
        for (int level = 1; level < depth; level++) {
            innermost = innermost.get("k", mapType());
        }
        return innermost.get("k", type);
    }

    /** Returns what the whole map should be. */
    EventModel mapModel() {
        return model == null ? EventModel.UNKNOWN : MapModel.empty().with(type.name(), model);
    }

    @Override
    public String toString() {
        return label;
    }
}
