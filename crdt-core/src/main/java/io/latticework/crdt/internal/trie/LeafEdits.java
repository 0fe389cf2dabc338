package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/**
 * Several edits of one leaf, or of none. A first walk over both finds what the result is made of and how large it is, a
 * second one copies it.
 */
final class LeafEdits {
    private final Realm realm;
    private final @Nullable Leaf leaf;
    private final Entry[] edits;
    private final int from;
    private final int to;
    /** Which entries make the result: a place in the leaf, or the complement of one in the edits. */
    private final int[] plan;

    private final Extent extent = new Extent();
    private long dots;
    private long laneA;
    private long laneB;

    LeafEdits(Realm realm, @Nullable Leaf leaf, Entry[] edits, int from, int to) {
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
        boolean changed = walk();
        if (!changed) {
            return leaf;
        }
        if (extent.count() == 0) {
            return null;
        }
        Records records = new Records(extent);
        int size = extent.count();
        int run = 0;
        for (int i = 0; i < size; i++) {
            if (plan[i] < 0 || leaf == null) {
                records.add(edits[~plan[i]]);
            } else if (i + 1 == size || plan[i + 1] != plan[i] + 1) {
                records.add(leaf, plan[i] - run, plan[i] + 1);
                run = 0;
            } else {
                run++;
            }
        }
        return editor.split(new Leaf(records, dots, laneA, laneB), depth);
    }

    private boolean walk() {
        boolean changed = false;
        int index = 0;
        for (int i = from; i < to; i++) {
            Entry edit = edits[i];
            int order = -1;
            while (leaf != null && index < leaf.count && (order = leaf.compare(index, edit.hash, edit.key)) < 0) {
                keep(leaf, index++);
            }
            if (leaf != null && index < leaf.count && order == 0) {
                drop(leaf, index++);
                changed = true;
            }
            if (!edit.isGone()) {
                add(edit, i);
                changed = true;
            }
        }
        while (leaf != null && index < leaf.count) {
            keep(leaf, index++);
        }
        return changed;
    }

    private void keep(Leaf leaf, int index) {
        plan[extent.count()] = index;
        extent.add(leaf, index, index + 1);
    }

    private void drop(Leaf leaf, int index) {
        dots -= leaf.dotsOf(index);
        laneA -= leaf.laneA(realm, index);
        laneB -= leaf.laneB(realm, index);
    }

    private void add(Entry edit, int index) {
        plan[extent.count()] = ~index;
        extent.add(edit.key.length, edit.payload != null);
        dots += edit.dots();
        laneA += edit.laneA(realm);
        laneB += edit.laneB(realm);
    }
}
