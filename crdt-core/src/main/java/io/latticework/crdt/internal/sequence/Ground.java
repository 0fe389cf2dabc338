package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/** What a version stands on, shared by the versions of one run of typing or deleting, or the delta that it is. Immutable. */
abstract class Ground {
    /** Returns the table of writers, to which the run itself adds none. */
    abstract Writers writers();

    /** Returns where the author of these versions goes on, {@code null} if that is not known. */
    abstract @Nullable Tail own();

    /** Returns the end in it before the run. */
    abstract int ownEnd();
}
