package io.latticework.sync.internal.keyspace;

import java.util.List;

/** Who is told of changed keys. */
public interface ChangeObserver {
    /** Tells whether anybody is to be told of anything: what was written after somebody began to listen is to be told. */
    boolean observesAny();

    /** Tells whether changes are to be told of keys that nobody here has a cell of, too. */
    boolean observesAll();

    /** Tells of some changes. */
    void changed(List<KeyChange> changes);
}
