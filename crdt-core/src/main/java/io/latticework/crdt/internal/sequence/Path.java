package io.latticework.crdt.internal.sequence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the document's tree: a leaf, the nodes above it, and a span in it. It moves from span to span over leaves.
 * Not thread-safe; the tree itself is immutable.
 */
final class Path {
    private static final int MAX_DEPTH = 8;

    private final Inner[] nodes = new Inner[MAX_DEPTH];
    private final int[] slots = new int[MAX_DEPTH];
    private int depth;
    private Leaf leaf;
    private int span;

    Path(Node root) {
        leaf = descend(root, false);
    }

    /** Starts where another path is. */
    Path(Path other) {
        leaf = other.leaf;
        moveTo(other);
    }

    private Leaf descend(Node from, boolean last) {
        Node node = from;
        while (node instanceof Inner inner) {
            node = push(inner, last ? inner.kids.length - 1 : 0);
        }
        leaf = (Leaf) node;
        return leaf;
    }

    private Node push(Inner inner, int slot) {
        nodes[depth] = inner;
        slots[depth++] = slot;
        return inner.kids[slot];
    }

    Leaf leaf() {
        return leaf;
    }

    int span() {
        return span;
    }

    long id() {
        return leaf.ids[span];
    }

    int meta() {
        return leaf.metas[span];
    }

    void moveTo(int otherSpan) {
        span = otherSpan;
    }

    void moveTo(Path other) {
        System.arraycopy(other.nodes, 0, nodes, 0, other.depth);
        System.arraycopy(other.slots, 0, slots, 0, other.depth);
        depth = other.depth;
        leaf = other.leaf;
        span = other.span;
    }

    /** Goes to the first leaf, before its first span. */
    void toStart(Node root) {
        depth = 0;
        leaf = descend(root, false);
        span = 0;
    }

    /**
     * Goes to the span with the living element at an index.
     *
     * @return the element's place in the span
     */
    int toUnit(Node root, int index) {
        depth = 0;
        int rest = index;
        Node node = root;
        while (node instanceof Inner inner) {
            int slot = 0;
            while (rest >= inner.sizes[slot]) {
                rest -= inner.sizes[slot++];
            }
            node = push(inner, slot);
        }
        leaf = (Leaf) node;
        span = 0;
        while (rest >= Span.alive(leaf.metas[span])) {
            rest -= Span.alive(leaf.metas[span++]);
        }
        return rest;
    }

    /**
     * Goes to the span with an element.
     *
     * @return the element's place in the span
     */
    int toElement(Node root, long leafLabel, long element) {
        toLabel(root, leafLabel);
        span = leaf.find(element);
        if (span < 0) {
            throw new IllegalStateException("The index names a leaf that does not have the element");
        }
        return Span.offsetOf(leaf.ids[span], leaf.metas[span], element);
    }

    void toLabel(Node root, long leafLabel) {
        depth = 0;
        Node node = root;
        while (node instanceof Inner inner) {
            node = push(inner, inner.slotOf(leafLabel));
        }
        leaf = (Leaf) node;
        span = 0;
    }

    /** Returns how many elements are alive before a place in the span. */
    int unitsBefore(int offset) {
        int units = leaf.unitsBefore(span, offset);
        for (int level = 0; level < depth; level++) {
            for (int i = 0; i < slots[level]; i++) {
                units += nodes[level].sizes[i];
            }
        }
        return units;
    }

    /** Goes to the next span; false, and nowhere, behind the last. */
    boolean next() {
        if (span + 1 < leaf.size()) {
            span++;
            return true;
        }
        while (nextLeaf()) {
            span = 0;
            if (leaf.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Goes to the previous span; false, and nowhere, before the first. */
    boolean previous() {
        if (span > 0) {
            span--;
            return true;
        }
        while (previousLeaf()) {
            span = leaf.size() - 1;
            if (span >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Goes to the next leaf; false if this is the last. */
    boolean nextLeaf() {
        int level = depth - 1;
        while (level >= 0 && slots[level] == nodes[level].kids.length - 1) {
            level--;
        }
        if (level < 0) {
            return false;
        }
        depth = level;
        Leaf unused = descend(push(nodes[level], slots[level] + 1), false);
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
        depth = level;
        Leaf unused = descend(push(nodes[level], slots[level] - 1), true);
        return true;
    }

    /** Goes to the next span, of those whose least counter is at most a bound. */
    boolean nextAtMost(long counter) {
        boolean found = next();
        while (found && Ids.counter(id()) > counter) {
            found = leaf.least > counter ? skipLeaf() : next();
        }
        return found;
    }

    private boolean skipLeaf() {
        span = leaf.size() - 1;
        return next();
    }

    /** Goes to the previous span, of those whose least counter is at most a bound. */
    boolean previousAtMost(long counter) {
        boolean found = previous();
        while (found && Ids.counter(id()) > counter) {
            if (leaf.least > counter) {
                span = 0;
            }
            found = previous();
        }
        return found;
    }

    /** Returns the label of the leaf behind, {@link Long#MAX_VALUE} if there is none. */
    long nextLabel() {
        for (int level = depth - 1; level >= 0; level--) {
            if (slots[level] + 1 < nodes[level].kids.length) {
                return nodes[level].labels[slots[level] + 1];
            }
        }
        return Long.MAX_VALUE;
    }

    /** Returns the root of a tree where other leaves are in the place of this one; the first has its label. */
    Node replaced(List<Leaf> leaves) {
        if (leaves.size() == 1) {
            return replaced(leaves.get(0));
        }
        List<? extends Node> nodesHere = leaves;
        for (int level = depth - 1; level >= 0; level--) {
            nodesHere = nodesHere.size() == 1
                    ? List.of(nodes[level].with(slots[level], nodesHere.get(0)))
                    : nodes[level].with(slots[level], nodesHere);
        }
        return Node.root(nodesHere);
    }

    /** Returns the root of a tree where another leaf of the same label is in the place of this one. */
    Node replaced(Leaf other) {
        Node node = other;
        for (int level = depth - 1; level >= 0; level--) {
            node = nodes[level].with(slots[level], node);
        }
        return node;
    }

    /** Returns the leaf beside this one below the same node, {@code null} if there is none. */
    @Nullable
    Leaf sibling(int distance) {
        if (depth == 0) {
            return null;
        }
        Node[] kids = nodes[depth - 1].kids;
        int slot = slots[depth - 1] + distance;
        return slot >= 0 && slot < kids.length ? (Leaf) kids[slot] : null;
    }

    /**
     * Returns the root of a tree where one leaf is in the place of this one and one of its siblings, and nodes of which little
     * is left are joined with their neighbours.
     *
     * @param first -1 if this leaf is the second of the two, 0 if it is the first; the other leaf has that one's label
     */
    Node joined(int first, Leaf both) {
        Inner node = nodes[depth - 1].joined(slots[depth - 1] + first, both);
        for (int level = depth - 2; level >= 0; level--) {
            node = nodes[level].withSparse(slots[level], node);
        }
        Node root = node;
        while (root instanceof Inner inner && inner.kids.length == 1) {
            root = inner.kids[0];
        }
        return root;
    }
}
