package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/** 32 nodes of the index of ids, some of them absent. */
final class Fork extends IdNode {
    static final int BITS = 5;
    static final int SIZE = 1 << BITS;

    final @Nullable IdNode[] kids;
    private final int height;

    /**
     * Makes a node.
     *
     * @param height 1 if the kids are blocks
     */
    Fork(@Nullable IdNode[] kids, int height) {
        this.kids = kids;
        this.height = height;
    }

    int height() {
        return height;
    }

    /** Returns the number of blocks below each kid. */
    static long span(int height) {
        return 1L << BITS * (height - 1);
    }

    @Override
    Lanes computeLanes(Realm realm, Lanes writer, long first) {
        Lanes sum = Lanes.ZERO;
        for (int slot = 0; slot < SIZE; slot++) {
            IdNode kid = kids[slot];
            if (kid != null) {
                sum = sum.plus(kid.lanes(realm, writer, first + slot * span(height) * (Block.SIZE / Long.SIZE)));
            }
        }
        return sum;
    }

    @Override
    Fork copy() {
        @Nullable IdNode[] copies = new IdNode[SIZE];
        for (int slot = 0; slot < SIZE; slot++) {
            IdNode kid = kids[slot];
            copies[slot] = kid == null ? null : kid.copy();
        }
        return new Fork(copies, height);
    }
}
