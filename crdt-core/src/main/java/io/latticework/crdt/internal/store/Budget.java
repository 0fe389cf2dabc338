package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The bytes that a piece may take, replica dictionary included. All weights are upper bounds of what the codec writes.
 */
final class Budget {
    /** Two varints and a length for one dot, and its share of a run-length column. */
    static final int DOT_BYTES = 18;

    /** An entry's length, type and count. */
    static final int ENTRY_BYTES = 16;

    private static final int REPLICA_BYTES = 14;

    private final Realm realm;
    private final long limit;
    private final BitSet replicas = new BitSet();
    private long used;

    Budget(Realm realm, long limit) {
        this.realm = realm;
        this.limit = limit;
    }

    /** Returns an empty budget of the same size, less a path that every piece repeats. */
    Budget fresh(int pathBytes) {
        return new Budget(realm, Math.max(1, limit - pathBytes));
    }

    Realm realm() {
        return realm;
    }

    long limit() {
        return limit;
    }

    void use(long bytes) {
        used += bytes;
    }

    void useDot(long dot) {
        used += DOT_BYTES;
        int index = Realm.indexOf(dot);
        if (!replicas.get(index)) {
            replicas.set(index);
            used += REPLICA_BYTES + realm.replica(index).name().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    long used() {
        return used;
    }

    boolean exceeded() {
        return used > limit;
    }

    void reset() {
        used = 0;
        replicas.clear();
    }
}
