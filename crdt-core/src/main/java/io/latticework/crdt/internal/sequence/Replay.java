package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/** Puts runs that waited into a draft, one after the other. The tree stays open while they do not need more. Not thread-safe. */
final class Replay {
    private final Draft draft;
    private final boolean many;
    private @Nullable OpenTree open;

    /**
     * Begins.
     *
     * @param many whether there will be several runs, so that it is worth while to open the tree
     */
    Replay(Draft draft, boolean many) {
        this.draft = draft;
        this.many = many;
    }

    /** Inserts new elements, whose ids are above all others, behind so many living ones. */
    void insert(int at, long id, Chars said) {
        if (many && said.length() <= OpenTree.MOST_AT_ONCE) {
            tree().insert(at, id, said);
        } else {
            close();
            draft.insert(at, id, said);
        }
    }

    /** Kills living elements from one index to another. */
    void delete(int from, int to) {
        if (many) {
            tree().delete(from, to);
        } else {
            draft.delete(from, to);
        }
    }

    private OpenTree tree() {
        OpenTree tree = open;
        if (tree == null) {
            tree = new OpenTree(draft);
            open = tree;
        }
        return tree;
    }

    /** Puts the open tree back. */
    void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
