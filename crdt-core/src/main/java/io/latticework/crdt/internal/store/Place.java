package io.latticework.crdt.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * Where a value is: how many maps it is inside of. Only the versions of one view share a place. The context of a view
 * covers the whole map, so a view that were taken for the value of another path would remove all else there.
 */
final class Place {
    static final Place ROOT = new Place(0, null);
    static final Place STRAY = new Place(0, null);

    final int depth;
    final @Nullable Place origin;

    Place(int depth, @Nullable Place origin) {
        this.depth = depth;
        this.origin = origin;
    }

    /** Returns the place of a join: that of the one view in it, marked as mixed with values from outside. */
    Place join(Place other) {
        if (this == other) {
            return this;
        }
        Place mine = origin == null ? this : origin;
        Place theirs = other.origin == null ? other : other.origin;
        if (mine == theirs || theirs == ROOT) {
            return new Place(depth, mine);
        }
        return mine == ROOT ? new Place(other.depth, theirs) : STRAY;
    }
}
