package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;

/** What an entry holds besides its key, where one inline dot does not say it all. */
public interface Payload {
    /** Returns the number of live dots, that of the inline dot included. */
    long dots();

    /**
     * Returns the first digest lane of this payload under a path.
     *
     * @param dot the inline dot beside it, 0 if there is none
     */
    long laneA(Realm realm, long path, long dot);

    /**
     * Returns the second digest lane of this payload under a path.
     *
     * @param dot the inline dot beside it, 0 if there is none
     */
    long laneB(Realm realm, long path, long dot);

    /** Tells by the digests whether another payload under the same path, with the same inline dot, holds the same. */
    default boolean same(Realm realm, long path, Payload other) {
        return this == other
                || laneA(realm, path, 0) == other.laneA(realm, path, 0)
                        && laneB(realm, path, 0) == other.laneB(realm, path, 0);
    }

    /** Returns the same payload, made of objects of another one under the same path where both hold the same. */
    default Payload sharing(Realm realm, long path, Payload other) {
        return same(realm, path, other) ? other : this;
    }
}
