package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An inner node under change: some of its kids are open too. Not thread-safe. */
final class OpenInner extends OpenNode {
    private static final int HALF = Inner.MAX_KIDS / 2;

    /** How many living elements each kid has. */
    private int[] sizes;
    /** Those of the node that this was made from, until kids are added. */
    private @Nullable Node[] kids;

    private long[] labels;
    private final @Nullable OpenNode[] open = new OpenNode[Inner.MAX_KIDS];
    private int count;

    /** What this was made from, if it has the same kids still. */
    private @Nullable Inner before;

    private boolean isChanged;

    private OpenInner(@Nullable Node[] kids, int[] sizes, long[] labels, int count) {
        this.kids = kids;
        this.sizes = sizes;
        this.labels = labels;
        this.count = count;
    }

    static OpenInner of(Inner inner) {
        OpenInner node = new OpenInner(inner.kids, inner.sizes.clone(), inner.labels, inner.kids.length);
        node.before = inner;
        return node;
    }

    private static OpenInner empty() {
        return new OpenInner(new Node[Inner.MAX_KIDS], new int[Inner.MAX_KIDS], new long[Inner.MAX_KIDS], 0);
    }

    /** Returns a node with one kid. */
    static OpenInner of(Leaf leaf) {
        OpenInner node = empty();
        node.kids[0] = leaf;
        node.sizes[0] = leaf.visible;
        node.labels[0] = leaf.label;
        node.count = 1;
        return node;
    }

    /** Returns a node with one kid. */
    static OpenInner of(OpenInner kid) {
        OpenInner node = empty();
        node.add(0, kid, kid.visible(), kid.labels[0]);
        return node;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == Inner.MAX_KIDS;
    }

    int size(int slot) {
        return sizes[slot];
    }

    long label(int slot) {
        return labels[slot];
    }

    int visible() {
        int visible = 0;
        for (int slot = 0; slot < count; slot++) {
            visible += sizes[slot];
        }
        return visible;
    }

    /** Returns a kid, opened. */
    OpenNode open(int slot) {
        OpenNode known = open[slot];
        if (known == null) {
            Node kid = kids[slot];
            known = kid instanceof Inner inner ? of(inner) : OpenLeaf.of((Leaf) kid);
            open[slot] = known;
        }
        return known;
    }

    /** Returns a kid if it is open. */
    @Nullable
    OpenNode opened(int slot) {
        return open[slot];
    }

    /** Returns a kid that is not open. */
    @Nullable
    Node kid(int slot) {
        return kids[slot];
    }

    /** Notes that a kid has more living elements, or less. */
    void grow(int slot, int more) {
        sizes[slot] += more;
        isChanged = true;
    }

    /** Adds a kid; only if there is room. */
    void add(int slot, OpenNode kid, int size, long label) {
        own();
        int behind = count++ - slot;
        System.arraycopy(kids, slot, kids, slot + 1, behind);
        System.arraycopy(open, slot, open, slot + 1, behind);
        System.arraycopy(sizes, slot, sizes, slot + 1, behind);
        System.arraycopy(labels, slot, labels, slot + 1, behind);
        kids[slot] = null;
        open[slot] = kid;
        sizes[slot] = size;
        labels[slot] = label;
    }

    /** Takes arrays with room for all kids that there may be. */
    private void own() {
        isChanged = true;
        if (before != null) {
            before = null;
            kids = Arrays.copyOf(kids, Inner.MAX_KIDS);
            sizes = Arrays.copyOf(sizes, Inner.MAX_KIDS);
            labels = Arrays.copyOf(labels, Inner.MAX_KIDS);
        }
    }

    /** Keeps the first half of the kids, and returns the others. */
    OpenInner splitOff() {
        own();
        OpenInner rest = empty();
        rest.isChanged = true;
        rest.count = count - HALF;
        System.arraycopy(kids, HALF, rest.kids, 0, rest.count);
        System.arraycopy(open, HALF, rest.open, 0, rest.count);
        System.arraycopy(sizes, HALF, rest.sizes, 0, rest.count);
        System.arraycopy(labels, HALF, rest.labels, 0, rest.count);
        Arrays.fill(kids, HALF, count, null);
        Arrays.fill(open, HALF, count, null);
        count = HALF;
        return rest;
    }

    @Override
    Node close(Draft draft) {
        Inner same = before;
        if (same != null && !isChanged) {
            return same;
        }
        Node[] closed = new Node[count];
        boolean sparse = false;
        boolean wide = false;
        for (int slot = 0; slot < count; slot++) {
            OpenNode each = open[slot];
            closed[slot] = each == null ? Objects.requireNonNull(kids[slot]) : each.close(draft);
            sparse |= each != null && closed[slot].isSparse();
            wide |= each != null && closed[slot].wide;
        }
        if (sparse) {
            return Inner.of(joined(closed, draft));
        }
        return same == null ? Inner.of(closed) : same.with(closed, sizes, wide);
    }

    /** Joins nodes of which little is left with their neighbours. */
    private static Node[] joined(Node[] nodes, Draft draft) {
        List<Node> joined = new ArrayList<>(nodes.length);
        Node last = nodes[0];
        for (int slot = 1; slot < nodes.length; slot++) {
            Node next = nodes[slot];
            if ((last.isSparse() || next.isSparse()) && last.hasRoomFor(next)) {
                draft.noteMoved(next, last.label);
                last = last.joined(next);
            } else {
                joined.add(last);
                last = next;
            }
        }
        joined.add(last);
        return joined.toArray(Node[]::new);
    }
}
