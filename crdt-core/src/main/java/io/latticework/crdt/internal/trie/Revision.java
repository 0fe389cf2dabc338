package io.latticework.crdt.internal.trie;

import org.jspecify.annotations.Nullable;

/** Decides on an edit of a key when the walk to it has found what is there, which saves a walk of its own to look. */
@FunctionalInterface
public interface Revision {
    /**
     * Returns the edit of the key, {@code null} if all stays as it is.
     *
     * @param old the entry that is there, {@code null} if there is none
     */
    @Nullable
    Entry revise(@Nullable Entry old);
}
