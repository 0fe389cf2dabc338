package io.latticework.testkit.types;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;

/** Mutations of values inside maps, with what they mean to a model. */
public final class Nested {
    private Nested() {}

    /** Returns a mutation of the value under a key, whose kind in the model is the name of its type. */
    public static <S extends Crdt<S>> Mutation<ORMap<String>> under(String key, CrdtType<S> type, Mutation<S> inner) {
        return under(key, type, type.name(), inner);
    }

    /** Returns a mutation of the value under a key. */
    public static <S extends Crdt<S>> Mutation<ORMap<String>> under(
            String key, CrdtType<S> type, String kind, Mutation<S> inner) {
        return Mutation.of(
                "at '" + key + "' " + inner.name(),
                inner.effect().under('"' + key + '"', kind),
                (author, map) -> map.update(author, key, type, value -> inner.apply(author, value)));
    }

    /** Returns the removal of a key. */
    public static Mutation<ORMap<String>> removeKey(String key) {
        return Mutation.of(
                "remove key '" + key + "'",
                Effect.removeKey('"' + key + '"'),
                (author, map) -> map.remove(author, key));
    }

    /** Returns the removal of all keys. */
    public static Mutation<ORMap<String>> clear() {
        return Mutation.of("clear", Effect.clear(), (author, map) -> map.clear(author));
    }
}
