package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One key with what it holds, on its way into or out of a trie: an inline dot, a payload, a dot with what it says as the
 * payload, or neither for an edit that removes the key. Entries are ordered by hash (unsigned), then by the bytes of the key (unsigned).
 */
public final class Entry implements Comparable<Entry>, Revision {
    final long hash;
    final byte[] key;
    final long dot;
    final @Nullable Payload payload;

    private Entry(long hash, byte[] key, long dot, @Nullable Payload payload) {
        this.hash = hash;
        this.key = key;
        this.dot = dot;
        this.payload = payload;
    }

    /** Returns an entry that holds one dot. */
    public static Entry of(long hash, byte[] key, long dot) {
        return new Entry(hash, key, dot, null);
    }

    /** Returns an entry that holds a payload. */
    public static Entry of(long hash, byte[] key, Payload payload) {
        return new Entry(hash, key, 0, payload);
    }

    /** Returns an edit that removes a key. */
    public static Entry gone(long hash, byte[] key) {
        return new Entry(hash, key, 0, null);
    }

    /** Returns an entry that holds one dot and what it says. */
    public static Entry of(long hash, byte[] key, long dot, @Nullable Payload payload) {
        return new Entry(hash, key, dot, payload);
    }

    /** Returns the keyed hash that places the entry. */
    public long hash() {
        return hash;
    }

    /** Returns the key's bytes, not to be changed. */
    public byte[] key() {
        return key;
    }

    /** Returns the inline dot, 0 if there is none. */
    public long dot() {
        return dot;
    }

    /** Returns the payload, if there is one. */
    public @Nullable Payload payload() {
        return payload;
    }

    boolean isGone() {
        return dot == 0 && payload == null;
    }

    /** Returns this entry as an edit, whatever is there; nothing changes if it removes a key that is not there. */
    @Override
    public @Nullable Entry revise(@Nullable Entry old) {
        return old == null && isGone() ? null : this;
    }

    long dots() {
        return payload == null ? 1 : payload.dots();
    }

    long laneA(Realm realm) {
        return laneA(realm, hash, dot, payload);
    }

    long laneB(Realm realm) {
        return laneB(realm, hash, dot, payload);
    }

    static long laneA(Realm realm, long hash, long dot, @Nullable Payload payload) {
        return payload == null ? realm.dotLaneA(hash, dot) : payload.laneA(realm, hash, dot);
    }

    static long laneB(Realm realm, long hash, long dot, @Nullable Payload payload) {
        return payload == null ? realm.dotLaneB(hash, dot) : payload.laneB(realm, hash, dot);
    }

    @Override
    public int compareTo(Entry other) {
        int byHash = Long.compareUnsigned(hash, other.hash);
        return byHash != 0 ? byHash : Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Entry that && compareTo(that) == 0 && dot == that.dot && payload == that.payload;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }
}
