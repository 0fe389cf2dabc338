package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/**
 * Several edits of one leaf, or of none. A first walk over both finds what the result is made of, a second one copies it:
 * where each edit has its key's entry to take the place of, all at once.
 */
final class LeafEdits {
    private final Realm realm;
    private final @Nullable Leaf leaf;
    private final Entries edits;
    private final int from;
    private final int to;
    /** Which entries make the result: a place in the leaf, or the complement of one in the edits. */
    private final int[] plan;

    private int size;
    private boolean changed;
    /** Whether a key has come or gone. */
    private boolean reshaped;

    private long dots;
    private long laneA;
    private long laneB;

    LeafEdits(Realm realm, @Nullable Leaf leaf, Entries edits, int from, int to) {
        this.realm = realm;
        this.leaf = leaf;
        this.edits = edits;
        this.from = from;
        this.to = to;
        this.plan = new int[(leaf == null ? 0 : leaf.count) + to - from];
        if (leaf != null) {
            dots = leaf.dots;
            laneA = leaf.laneA;
            laneB = leaf.laneB;
        }
    }

    /** Returns what comes of the leaf; the leaf itself if all edits remove what is not there. */
    @Nullable
    Node apply(Editor editor, int depth) {
        walk();
        if (!changed) {
            return leaf;
        }
        if (size == 0) {
            return null;
        }
        if (leaf != null && !reshaped) {
            return leaf.with(plan, edits.array(), dots, laneA, laneB);
        }
        Records records = new Records(extent());
        int run = 0;
        for (int i = 0; i < size; i++) {
            if (plan[i] < 0 || leaf == null) {
                records.add(edits.array()[~plan[i]]);
            } else if (i + 1 == size || plan[i + 1] != plan[i] + 1) {
                records.add(leaf, plan[i] - run, plan[i] + 1);
                run = 0;
            } else {
                run++;
            }
        }
        return editor.split(new Leaf(records, dots, laneA, laneB), depth);
    }

    private Extent extent() {
        Extent extent = new Extent();
        for (int i = 0; i < size; i++) {
            if (plan[i] < 0 || leaf == null) {
                Entry edit = edits.array()[~plan[i]];
                extent.add(edit.key.length, edit.payload != null);
            } else {
                extent.add(leaf, plan[i], plan[i] + 1);
            }
        }
        return extent;
    }

    private void walk() {
        int index = 0;
        for (int i = from; i < to; i++) {
            Entry coming = edits.array()[i];
            int order = -1;
            while (leaf != null && index < leaf.count && (order = leaf.compare(index, coming.hash, coming.key)) < 0) {
                plan[size++] = index++;
            }
            if (leaf != null && index < leaf.count && order == 0) {
                replace(leaf, index++, i);
            } else {
                add(edits.edit(i, null), i);
            }
        }
        while (leaf != null && index < leaf.count) {
            plan[size++] = index++;
        }
    }

    private void replace(Leaf old, int index, int place) {
        Entry edit = edits.edit(place, old.entry(index, edits.array()[place].key));
        if (edit == null) {
            plan[size++] = index;
            return;
        }
        changed = true;
        dots -= old.dotsOf(index);
        laneA -= old.laneA(realm, index);
        laneB -= old.laneB(realm, index);
        if (edit.isGone()) {
            reshaped = true;
        } else {
            put(edit, place);
        }
    }

    private void add(@Nullable Entry edit, int place) {
        if (edit != null && !edit.isGone()) {
            changed = true;
            reshaped = true;
            put(edit, place);
        }
    }

    private void put(Entry edit, int place) {
        edits.array()[place] = edit;
        plan[size++] = ~place;
        dots += edit.dots();
        laneA += edit.laneA(realm);
        laneB += edit.laneB(realm);
    }
}
