package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;

/** Checks of local writes against the realm's limits, so that no replica writes what its peers refuse. */
final class Limits {
    private Limits() {}

    /** Returns the bytes of an element, key or register value if they are not too many. */
    static byte[] element(Realm realm, byte[] bytes) {
        int limit = realm.limits().elementBytes();
        if (bytes.length > limit) {
            throw new LimitExceededException("elementBytes", limit, bytes.length);
        }
        return bytes;
    }
}
