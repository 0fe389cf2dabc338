package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.store.KeyLayout;

/**
 * What a cell is of.
 *
 * @param key the key
 * @param type the nested type's name
 */
public record KeyType(String key, String type) {
    /**
     * Returns the bytes under which a keyspace has it.
     *
     * @throws LimitExceededException if the key is longer than an element may be
     */
    byte[] typedKey(Realm realm) {
        byte[] bytes = ValueCodec.strings().encode(key);
        int limit = realm.limits().elementBytes();
        if (bytes.length > limit) {
            throw new LimitExceededException("elementBytes", limit, bytes.length);
        }
        return KeyLayout.typedKey(bytes, type);
    }
}
