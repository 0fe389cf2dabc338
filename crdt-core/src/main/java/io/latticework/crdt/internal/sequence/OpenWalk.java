package io.latticework.crdt.internal.sequence;

import java.util.Objects;

/** Looks around from a place in an open tree, from span to span over leaves, which are not opened for it. Not thread-safe. */
final class OpenWalk {
    private final OpenInner[] nodes;
    private final int[] slots;
    private int depth;
    private long[] ids = {};
    private int[] metas = {};
    private int size;
    private int span;

    OpenWalk(OpenInner[] nodes, int[] slots, int depth, int span) {
        this.nodes = nodes.clone();
        this.slots = slots.clone();
        this.depth = depth;
        enter();
        this.span = span;
    }

    private void enter() {
        OpenInner node = nodes[depth - 1];
        int slot = slots[depth - 1];
        if (node.opened(slot) instanceof OpenLeaf open) {
            ids = open.ids();
            metas = open.metas();
            size = open.size();
        } else {
            Leaf leaf = (Leaf) Objects.requireNonNull(node.kid(slot));
            ids = leaf.ids;
            metas = leaf.metas;
            size = leaf.size();
        }
    }

    private boolean next() {
        span++;
        return span < size || nextLeaf();
    }

    private boolean previous() {
        span--;
        return span >= 0 || previousLeaf();
    }

    private boolean nextLeaf() {
        int level = depth - 1;
        while (level >= 0 && slots[level] == nodes[level].count() - 1) {
            level--;
        }
        if (level < 0) {
            return false;
        }
        slots[level]++;
        while (++level < depth) {
            nodes[level] = (OpenInner) nodes[level - 1].open(slots[level - 1]);
            slots[level] = 0;
        }
        enter();
        span = 0;
        return true;
    }

    private boolean previousLeaf() {
        int level = depth - 1;
        while (level >= 0 && slots[level] == 0) {
            level--;
        }
        if (level < 0) {
            return false;
        }
        slots[level]--;
        while (++level < depth) {
            nodes[level] = (OpenInner) nodes[level - 1].open(slots[level - 1]);
            slots[level] = nodes[level].count() - 1;
        }
        enter();
        span = size - 1;
        return true;
    }

    /**
     * Tells whether the next living element is below a given one, the last of the span that this is at, on the right. It climbs
     * as {@link Placement#between} does, from the element to its parents, a span at a time.
     */
    boolean climbsTo(long before, Writers writers) {
        do {
            if (!next()) {
                return false;
            }
        } while (Span.isDead(metas[span]));
        int steps = 0;
        while (steps < Placement.PATIENCE) {
            long id = ids[span];
            if (writers.compare(id, before) < 0) {
                return false;
            }
            boolean left = Span.isLeft(metas[span]);
            do {
                long lastId = ids[span];
                int lastMeta = metas[span];
                if (!(left ? next() : previous())) {
                    return false;
                }
                if (!left && Span.contains(ids[span], metas[span], before)) {
                    return true;
                }
                steps += Span.linked(left, lastId, lastMeta, ids[span], metas[span]) ? 0 : 1;
            } while (writers.compare(ids[span], id) > 0 && steps < Placement.PATIENCE);
        }
        return false;
    }
}
