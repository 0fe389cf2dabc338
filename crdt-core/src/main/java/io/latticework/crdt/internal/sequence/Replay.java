package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/** Puts runs that waited into a draft, one after the other. A leaf stays open while they are in it. Not thread-safe. */
final class Replay {
    private final Draft draft;
    private final @Nullable OpenLeaf open;

    /**
     * Begins.
     *
     * @param many whether there will be several runs, so that it is worth while to open leaves
     */
    Replay(Draft draft, boolean many) {
        this.draft = draft;
        this.open = many ? new OpenLeaf(draft) : null;
    }

    /** Inserts new elements, whose ids are above all others, behind so many living ones. */
    void insert(int at, long id, Chars said) {
        OpenLeaf leaf = open;
        if (leaf != null && at > 0 && leaf.opensAt(at - 1) && leaf.insert(at, id, said)) {
            return;
        }
        close();
        draft.insert(at, id, said);
    }

    /** Kills living elements from one index to another. */
    void delete(int from, int to) {
        OpenLeaf leaf = open;
        if (leaf != null && leaf.opensAt(from) && leaf.delete(from, to)) {
            return;
        }
        close();
        draft.delete(from, to);
    }

    /** Puts the open leaf back. */
    void close() {
        if (open != null) {
            open.close();
        }
    }
}
