package io.latticework.sync.internal.keyspace;

import java.util.List;

/** Who is told of changed keys. */
public interface ChangeObserver {
    /** Tells whether changes are to be told of keys that nobody here has a cell of, too. */
    boolean observesAll();

    /** Tells of some changes. */
    void changed(List<KeyChange> changes);
}
