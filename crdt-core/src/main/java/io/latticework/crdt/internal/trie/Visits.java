package io.latticework.crdt.internal.trie;

/** Counts the nodes that an operation enters, so that tests can bound its cost without a clock. */
public final class Visits {
    private long count;

    void enter() {
        count++;
    }

    /** Counts a root that was found equal without a walk. */
    public void enterRoot() {
        count++;
    }

    void enter(int nodes) {
        count += nodes;
    }

    /** Returns how many nodes were entered. */
    public long count() {
        return count;
    }
}
