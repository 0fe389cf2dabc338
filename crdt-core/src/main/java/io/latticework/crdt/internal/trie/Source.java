package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;

/** Entries in ascending order, from which a trie is built. */
interface Source {
    /** Returns the hash of the entry at a place. */
    long hash(int index);

    /** Returns the leaf of the entries from..to, of which there is at least one. */
    Leaf leaf(Realm realm, int from, int to);

    /** Returns the first place in from..to whose entry belongs to a later slot, {@code to} if there is none. */
    // checkstyle:off ParameterNumber because a slot is a range, a place and a width
    default int endOfSlot(int from, int to, int slot, int depth, int span) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Node.slot(hash(middle), depth, span) <= slot) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
    // checkstyle:on ParameterNumber
}
