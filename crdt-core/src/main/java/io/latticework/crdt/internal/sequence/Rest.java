package io.latticework.crdt.internal.sequence;

/** A sequence between two runs of typing: a {@link Core}, or one with changes that are not in its tree yet. Immutable. */
abstract class Rest {
    /** Returns the sequence with all changes in the tree. */
    abstract Core core();

    /** Returns the number of elements that are alive. */
    abstract int visible();

    /** Returns the largest counter of all ids. */
    abstract long most();

    /** Tells whether there may be surrogates. */
    abstract boolean isWide();

    /** Returns how many changes wait. */
    abstract int waiting();

    /** Returns a payload of the same kind without elements. */
    abstract Payload none();

    /** Tells whether the other is the same version, with the same or with fewer changes waiting. */
    abstract boolean isVersion(Rest other);
}
