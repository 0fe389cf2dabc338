package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The keys of a two-phase set's store. The first byte tells what follows: 1 and an element that was added, or 0 and the
 * tombstone of an element that was removed, the first 16 bytes of its SHA-256.
 *
 * <p>The hash has no key: a value may move to a realm with another seed, where a keyed hash of an element that is gone
 * could not be made anew. It is a cryptographic one, so that nobody makes an element whose removal blocks another.
 */
public final class Tombstones {
    /** Bytes of a key before the element. */
    public static final int TAG_BYTES = 1;

    private static final byte REMOVED = 0;
    private static final byte ADDED = 1;
    private static final int HASH_BYTES = 16;

    private Tombstones() {}

    /** Tells whether a key is one that this class makes, for an element of at most {@code longest} bytes. */
    public static boolean isKey(byte[] key, int longest) {
        return isTombstone(key) && key.length == HASH_BYTES + TAG_BYTES
                || isElement(key) && key.length <= longest + TAG_BYTES;
    }

    /** Tells whether a key is that of an element. */
    public static boolean isElement(byte[] key) {
        return key.length > 0 && key[0] == ADDED;
    }

    /** Tells whether a key is a tombstone. */
    public static boolean isTombstone(byte[] key) {
        return key.length > 0 && key[0] == REMOVED;
    }

    /** Returns the key of an element. */
    public static byte[] element(byte[] element) {
        return tagged(ADDED, element, element.length);
    }

    /** Returns the tombstone of the key of an element. */
    public static byte[] of(byte[] elementKey) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(elementKey, TAG_BYTES, elementKey.length - TAG_BYTES);
            return tagged(REMOVED, sha.digest(), HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but for this one", e);
        }
    }

    private static byte[] tagged(byte tag, byte[] bytes, int length) {
        byte[] key = new byte[TAG_BYTES + length];
        key[0] = tag;
        System.arraycopy(bytes, 0, key, TAG_BYTES, length);
        return key;
    }

    /** Returns the hash that places a key: an element is where its tombstone would be. */
    static long hash(Realm realm, byte[] key) {
        byte[] tombstone = isElement(key) ? of(key) : key;
        return realm.hashKey(tombstone, 0, tombstone.length);
    }
}
