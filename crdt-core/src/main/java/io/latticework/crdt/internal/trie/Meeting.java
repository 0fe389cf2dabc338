package io.latticework.crdt.internal.trie;

import org.jspecify.annotations.Nullable;

/** Makes an edit of an entry that comes to a trie and of what is there under its key. */
@FunctionalInterface
public interface Meeting {
    /**
     * Returns the edit of the key, {@code null} if all stays as it is.
     *
     * @param here the entry that is there, {@code null} if there is none
     */
    @Nullable
    Entry meet(@Nullable Entry here, Entry coming);
}
