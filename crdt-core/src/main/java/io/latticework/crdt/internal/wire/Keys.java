package io.latticework.crdt.internal.wire;

import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.trie.Scan;
import org.jspecify.annotations.Nullable;

/** The keys of a delta's map, in their order, to which its names refer by how many keys there are to the last one. */
final class Keys {
    private final @Nullable Scan scan;
    private final int count;
    /** The place of the key that the scan is at, and of the one that was referred to last. */
    private int place = -1;

    private int last = -1;

    private Keys(@Nullable Scan scan, int count) {
        this.scan = scan;
        this.count = count;
    }

    /** Returns the keys of a map; none if it is none. */
    static Keys of(@Nullable DotStore store) {
        return store instanceof DotMap map && map.layout() == KeyLayout.TYPED_KEY
                ? new Keys(new Scan(map.root()), map.root().count())
                : new Keys(null, 0);
    }

    /** Returns what is under a key that is behind all that were looked for before, {@code null} if it is not there. */
    @Nullable
    Scan find(Scan key) {
        if (scan == null) {
            return null;
        }
        while (place < count && (place < 0 || scan.compare(key) < 0)) {
            step(scan);
        }
        return place < count && scan.compare(key) == 0 ? scan : null;
    }

    private void step(Scan entries) {
        place++;
        if (place < count && !entries.next()) {
            throw new IllegalStateException("A map has fewer entries than it counts");
        }
    }

    /** Returns how far behind the last one the found key is, which is the last one from now on. */
    int steps() {
        int steps = place - last;
        last = place;
        return steps;
    }

    /** Returns how far the last key is behind the one that is at hand. */
    int left() {
        return count - 1 - place;
    }

    /** Goes so many keys on, at most as many as are left, and returns what is there. */
    Scan skip(int steps) {
        if (scan == null || steps > left()) {
            throw new IllegalArgumentException("There are no " + steps + " more keys");
        }
        for (int i = 0; i < steps; i++) {
            step(scan);
        }
        return scan;
    }
}
