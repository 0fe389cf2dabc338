package io.latticework.testkit.types;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.DeltaCrdtContract;

/** What all built-in types promise: a realm, a checksum, deltas and pieces of their own. */
interface BuiltInContract<S extends Crdt<S>> extends DeltaCrdtContract<S> {
    @Override
    CrdtType<S> typeIn(Realm realm);

    @Override
    default CrdtType<S> type() {
        return typeIn(Realm.shared());
    }

    @Override
    default boolean damageIsDetected() {
        return true;
    }

    /** An item of a few bytes with its path, its replica's id, and what surrounds every value. */
    @Override
    default int largestItemBytes() {
        return 120;
    }
}
