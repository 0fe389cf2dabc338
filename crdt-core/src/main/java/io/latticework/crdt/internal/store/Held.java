package io.latticework.crdt.internal.store;

/**
 * States of a user's type that lie side by side under one dot, because they did not merge, and which others were merged
 * since. Joins of such contents unite sets and call no user's code.
 */
public interface Held extends Content {
    /** Returns how many states lie side by side. */
    int states();

    /**
     * Returns the content with all states merged into one, this one if there is one already.
     *
     * @throws io.latticework.crdt.error.MergeException if they still do not merge
     */
    Content resolved();

    /**
     * Returns what the content would be, had all states merged when they met.
     *
     * @throws io.latticework.crdt.error.MergeException if they do not merge
     */
    Content plain();
}
