package io.latticework.crdt.internal.trie;

import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subtrees side by side, one for each value of the next 2 or 4 bits that occurs. */
final class Branch extends Node {
    final int span;
    private final int bitmap;
    private final Node[] children;

    // checkstyle:off ParameterNumber because a node is its sums and what is below it
    private Branch(int span, int bitmap, Node[] children, int count, long dots, long laneA, long laneB) {
        super(count, dots, laneA, laneB);
        this.span = span;
        this.bitmap = bitmap;
        this.children = children;
    }
    // checkstyle:on ParameterNumber

    /** Returns the branch of some subtrees, one place for each slot, {@code null} where there is none. */
    static Branch of(int span, @Nullable Node[] slots) {
        int bitmap = 0;
        int count = 0;
        long dots = 0;
        long a = 0;
        long b = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            Node child = slots[slot];
            if (child != null) {
                bitmap |= 1 << slot;
                count = Math.addExact(count, child.count);
                dots += child.dots;
                a += child.laneA;
                b += child.laneB;
            }
        }
        Node[] children = new Node[Integer.bitCount(bitmap)];
        int next = 0;
        for (Node child : slots) {
            if (child != null) {
                children[next++] = child;
            }
        }
        return new Branch(span, bitmap, children, count, dots, a, b);
    }

    /** Returns this branch with one subtree exchanged for another; neither is {@code null}. */
    Branch with(int slot, Node old, Node child) {
        Node[] changed = children.clone();
        changed[Integer.bitCount(bitmap & ((1 << slot) - 1))] = child;
        return new Branch(
                span,
                bitmap,
                changed,
                Math.addExact(count - old.count, child.count),
                (long) dots - old.dots + child.dots,
                laneA - old.laneA + child.laneA,
                laneB - old.laneB + child.laneB);
    }

    int slots() {
        return 1 << span;
    }

    @Nullable
    Node child(int slot) {
        int bit = 1 << slot;
        return (bitmap & bit) == 0 ? null : children[Integer.bitCount(bitmap & (bit - 1))];
    }

    /** Puts the children on a stack, the first on top. */
    void pushChildren(Deque<Node> stack) {
        pushChildren(stack, 0);
    }

    /** Puts the children from a slot on on a stack, the first on top. */
    void pushChildren(Deque<Node> stack, int slot) {
        int first = slot == slots() ? children.length : Integer.bitCount(bitmap & ((1 << slot) - 1));
        for (int i = children.length - 1; i >= first; i--) {
            stack.push(children[i]);
        }
    }

    @Nullable
    Node[] toSlots() {
        @Nullable Node[] slots = new Node[slots()];
        for (int slot = 0; slot < slots.length; slot++) {
            slots[slot] = child(slot);
        }
        return slots;
    }

    @Override
    public void forEach(Consumer<? super Entry> action) {
        for (Node child : children) {
            child.forEach(action);
        }
    }

    @Override
    int nodes() {
        int nodes = 1;
        for (Node child : children) {
            nodes += child.nodes();
        }
        return nodes;
    }
}
