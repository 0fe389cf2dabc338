package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/** A node of the index of ids: a {@link Block} or a {@link Fork} of 32 nodes. */
abstract class IdNode {
    @LazyInit
    private @Nullable Lanes lanes;

    /**
     * Returns the digest's lanes over all ids below. They are computed when first asked for; threads that ask at once
     * compute the same.
     *
     * @param writer the writer's lanes
     * @param first the number of the first 64 ids of the node
     */
    final Lanes lanes(Realm realm, Lanes writer, long first) {
        Lanes known = lanes;
        if (known == null) {
            known = computeLanes(realm, writer, first);
            lanes = known;
        }
        return known;
    }

    final boolean knowsLanes() {
        return lanes != null;
    }

    abstract Lanes computeLanes(Realm realm, Lanes writer, long first);

    /** Returns the same without lanes, for another realm. */
    abstract IdNode copy();
}
