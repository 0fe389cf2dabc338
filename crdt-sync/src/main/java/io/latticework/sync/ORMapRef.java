package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A shared map of CRDTs.
 *
 * @param <K> the keys
 */
public final class ORMapRef<K> extends Ref<ORMap<K>> {
    ORMapRef(Replica replica, KeyAccess<ORMap<K>> access) {
        super(replica, access);
    }

    /** Returns the keys as they are now. O(n). */
    public Set<K> keys() {
        return state().keys();
    }

    /** Returns the value of a type under a key, the empty one if there is none. */
    public <S extends Crdt<S>> S get(K key, CrdtType<S> type) {
        return state().get(key, type);
    }

    /** Changes the value of a type under a key. */
    public <S extends Crdt<S>> void update(K key, CrdtType<S> type, BiFunction<Author, S, S> change) {
        update((author, map) -> map.update(author, key, type, value -> change.apply(author, value)));
    }

    /** Removes a key as it is seen here. */
    public void remove(K key) {
        update((author, map) -> map.remove(author, key));
    }
}
