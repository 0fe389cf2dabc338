package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of the document's persistent tree: a {@link Leaf} with spans or an {@link Inner} node. Each leaf has a label that
 * ascends from left to right and stays with it, so that an element's leaf is found again from its label.
 */
abstract class Node {
    /** The label of the first leaf of all, and the distance of labels where there is room. */
    static final long LABEL_STEP = 1L << 48;

    /** The number of elements that are alive. */
    final int visible;

    /** The least counter of all elements. */
    final long least;

    /** The label of the first leaf. */
    final long label;

    /** Whether there may be surrogates. */
    final boolean wide;

    Node(int visible, long least, long label, boolean wide) {
        this.wide = wide;
        this.visible = visible;
        this.least = least;
        this.label = label;
    }

    /** Returns the root of a tree with given leaves or nodes of one height, at least one. */
    static Node root(List<? extends Node> level) {
        List<? extends Node> nodes = level;
        while (nodes.size() > 1) {
            nodes = Inner.group(nodes);
        }
        return nodes.get(0);
    }

    /** Returns the tree of a whole document. */
    static Node of(SpanList spans, Payload payload) {
        return labelled(Leaf.cut(spans, payload, true, LABEL_STEP));
    }

    /** Returns a tree of leaves, with labels far from each other. */
    static Node labelled(List<Leaf> leaves) {
        List<Leaf> labelled = new ArrayList<>(leaves.size());
        long step = Math.min(LABEL_STEP, (Long.MAX_VALUE >>> 1) / leaves.size());
        for (Leaf leaf : leaves) {
            labelled.add(leaf.labelled((labelled.size() + 1) * step));
        }
        return root(labelled);
    }

    /** Returns all leaves, from left to right. */
    final List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        addLeaves(leaves);
        return leaves;
    }

    /** Tells whether this is less than a quarter full. */
    abstract boolean isSparse();

    /** Tells whether this and the next one, of the same height, are joined no more than three quarters full. */
    abstract boolean hasRoomFor(Node next);

    /** Returns this node together with the next one. */
    abstract Node joined(Node next);

    abstract void addLeaves(List<Leaf> leaves);
}
