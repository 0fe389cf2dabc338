package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;

/** What the bytes of an entry's key hold, and which of them place the entry. */
public enum KeyLayout {
    /** The bytes of a set's element. */
    ELEMENT {
        @Override
        public long hash(Realm realm, byte[] key) {
            return realm.hashKey(key, 0, key.length);
        }
    },
    /** What {@link Tombstones} makes of an element. An element and its tombstone lie side by side, the tombstone first. */
    TWO_PHASE {
        @Override
        public long hash(Realm realm, byte[] key) {
            return Tombstones.hash(realm, key);
        }
    },
    /**
     * The length of a map's key, the key, and the name of the nested type. The key alone places the entry, so that the
     * types under one key lie side by side, the lowest name first.
     */
    TYPED_KEY {
        @Override
        public long hash(Realm realm, byte[] key) {
            if (key.length > 0 && key[0] >= 0 && key[0] < key.length) { // a length of one byte, as nearly all have
                return realm.hashKey(key, 1, key[0]);
            }
            ByteReader reader = new ByteReader(key);
            int length = reader.readCount(1);
            return realm.hashKey(key, key.length - reader.remaining(), length);
        }
    };

    /** Returns the hash that places an entry. */
    public abstract long hash(Realm realm, byte[] key);

    /** Joins a map's key and the name of a nested type. */
    public static byte[] typedKey(byte[] key, String type) {
        return typedKey(key, type.getBytes(StandardCharsets.UTF_8));
    }

    /** Joins a map's key and the bytes of the name of a nested type. */
    public static byte[] typedKey(byte[] key, byte[] name) {
        if (key.length > Byte.MAX_VALUE) {
            return new ByteWriter().writeBlock(key).write(name).toBytes();
        }
        byte[] typedKey = new byte[1 + key.length + name.length];
        typedKey[0] = (byte) key.length;
        System.arraycopy(key, 0, typedKey, 1, key.length);
        System.arraycopy(name, 0, typedKey, 1 + key.length, name.length);
        return typedKey;
    }

    /** Returns where, in an array, the name of the type starts in a typed key that starts at {@code start}. */
    public static int typeStart(byte[] bytes, int start) {
        int length = 0;
        int at = start;
        int shift = 0;
        while (bytes[at] < 0) {
            length |= (bytes[at++] & 0x7F) << shift;
            shift += 7;
        }
        return at + 1 + (length | bytes[at] << shift);
    }

    /** Returns the map's key of a typed key. */
    public static byte[] keyOf(byte[] typedKey) {
        return new ByteReader(typedKey).readBlock("elementBytes", Integer.MAX_VALUE);
    }

    /** Returns the name of the nested type of a typed key. */
    public static String typeOf(byte[] typedKey) {
        ByteReader reader = new ByteReader(typedKey);
        int keyBytes = reader.readCount(1);
        int start = typedKey.length - reader.remaining() + keyBytes;
        return new String(typedKey, start, typedKey.length - start, StandardCharsets.UTF_8);
    }
}
