package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.LWWMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A shared map of plain values, in which the last put of a key wins, and a put wins over a concurrent remove. It is another
 * view of {@link Replica#orMap} under the same key.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class LWWMapRef<K, V> extends Ref<LWWMap<K, V>> {
    LWWMapRef(Replica replica, KeyAccess<LWWMap<K, V>> access) {
        super(replica, access);
    }

    /** Returns the keys with their values as they are now. O(n). */
    public Map<K, V> entries() {
        return state().entries();
    }

    /** Returns the value of a key. */
    public Optional<V> get(K key) {
        return state().get(key);
    }

    /** Puts a value under a key. */
    public void put(K key, V value) {
        update((author, map) -> map.put(author, key, value));
    }

    /** Puts a value under a key, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> put(K key, V value, WriteConcern concern) {
        return update((author, map) -> map.put(author, key, value), concern);
    }

    /** Removes the value of a key as it is seen here. */
    public void remove(K key) {
        update((author, map) -> map.remove(author, key));
    }

    /** Removes the value of a key as it is seen here, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> remove(K key, WriteConcern concern) {
        return update((author, map) -> map.remove(author, key), concern);
    }
}
