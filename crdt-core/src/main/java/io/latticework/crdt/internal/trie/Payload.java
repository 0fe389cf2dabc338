package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;

/** What an entry holds besides its key, where one inline dot does not say it all. */
public interface Payload {
    /** Returns the number of live dots. */
    long dots();

    /** Returns the first digest lane of this payload under a path. */
    long laneA(Realm realm, long path);

    /** Returns the second digest lane of this payload under a path. */
    long laneB(Realm realm, long path);
}
