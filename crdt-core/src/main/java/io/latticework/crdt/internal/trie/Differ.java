package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/**
 * Finds where two tries differ, in the order of their entries. Subtrees with equal digests are skipped, so the cost is
 * O(d log n) for d differing entries, also when the tries share no object.
 */
public final class Differ {
    /** Receives the differences. */
    public interface Visitor {
        /** Receives an entry whose key only the left trie has. */
        void left(Entry left);

        /** Receives an entry whose key only the right trie has. */
        void right(Entry right);

        /** Receives the two entries of a key with different contents. */
        void both(Entry left, Entry right);
    }

    private final Realm realm;
    private final Visitor visitor;
    private final boolean touchedOnly;
    private final Visits visits;

    /**
     * Returns a differ.
     *
     * @param touchedOnly looks only at keys of the right trie: what only the left has is skipped, unseen
     */
    public Differ(Realm realm, Visitor visitor, boolean touchedOnly, Visits visits) {
        this.realm = realm;
        this.visitor = visitor;
        this.touchedOnly = touchedOnly;
        this.visits = visits;
    }

    /** Shows the visitor all differences. */
    public void walk(@Nullable Node left, @Nullable Node right) {
        if (touchedOnly && left != null && right instanceof Leaf few) {
            lookUp(left, few, 0);
        } else if (left != null || right != null) {
            visits.enter();
            descend(left, right, 0);
        }
    }

    /** Looks up each entry of a few on the right side on the left one, below a depth. */
    private void lookUp(Node left, Leaf few, int depth) {
        for (int i = 0; i < few.count; i++) {
            look(left, few, i, depth);
        }
    }

    private void look(Node left, Leaf right, int index, int top) {
        Node node = left;
        long hash = right.hash(index);
        int depth = top;
        visits.enter();
        while (node instanceof Branch branch) {
            node = branch.child(Node.slot(hash, depth, branch.span));
            depth += branch.span;
            visits.enter();
        }
        Entry entry = right.entry(index);
        if (!(node instanceof Leaf leaf)) {
            visitor.right(entry);
            return;
        }
        int at = leaf.indexOf(hash, entry.key, depth);
        if (at < 0) {
            visitor.right(entry);
        } else if (!leaf.sameContent(at, right, index, realm)) {
            visitor.both(leaf.entry(at, entry.key), entry);
        }
    }

    /** Walks a pair of subtrees below a node that was entered, unless they are equal. */
    private void enter(@Nullable Node left, @Nullable Node right, int depth) {
        if (left == right || right == null && touchedOnly) {
            return;
        }
        if (left == null || right == null || !left.same(right)) {
            visits.enter();
            descend(left, right, depth);
        }
    }

    private void descend(@Nullable Node left, @Nullable Node right, int depth) {
        if (right == null) {
            oneSided(left, true);
        } else if (left == null) {
            oneSided(right, false);
        } else if (left.same(right)) {
            return;
        } else if (left instanceof Leaf leftLeaf && right instanceof Leaf rightLeaf) {
            leaves(leftLeaf, rightLeaf);
        } else if (left instanceof Branch leftBranch && right instanceof Branch rightBranch) {
            branches(leftBranch, rightBranch, depth);
        } else if (touchedOnly && right instanceof Leaf few) {
            lookUp(left, few, depth);
        } else if (left instanceof Branch branch) {
            branchAndLeaf(branch, (Leaf) right, depth, false);
        } else {
            branchAndLeaf((Branch) right, (Leaf) left, depth, true);
        }
    }

    private void oneSided(@Nullable Node node, boolean isLeft) {
        if (node == null || isLeft && touchedOnly) {
            return;
        }
        visits.enter(node.nodes() - 1);
        if (isLeft) {
            node.forEach(visitor::left);
        } else {
            node.forEach(visitor::right);
        }
    }

    private void branches(Branch left, Branch right, int depth) {
        if (left.span == right.span) {
            for (int slot = 0; slot < left.slots(); slot++) {
                enter(left.child(slot), right.child(slot), depth + left.span);
            }
            return;
        }
        boolean leftIsWide = left.span > right.span;
        Branch wide = leftIsWide ? left : right;
        Branch narrow = leftIsWide ? right : left;
        for (int slot = 0; slot < wide.slots(); slot++) {
            Node quarter = quarter(narrow.child(slot >>> 2), slot, depth);
            Node child = wide.child(slot);
            enter(leftIsWide ? child : quarter, leftIsWide ? quarter : child, depth + wide.span);
        }
    }

    /** Returns the part of a narrow branch's child that belongs to one slot of a wide branch. */
    private @Nullable Node quarter(@Nullable Node child, int slot, int depth) {
        if (child instanceof Leaf leaf) {
            int start = leaf.endOfSlot(0, leaf.count, slot - 1, depth, 4);
            return leaf.sub(realm, start, leaf.endOfSlot(start, leaf.count, slot, depth, 4));
        }
        return child == null ? null : ((Branch) child).child(slot & 3);
    }

    private void branchAndLeaf(Branch branch, Leaf leaf, int depth, boolean leafIsLeft) {
        int start = 0;
        for (int slot = 0; slot < branch.slots(); slot++) {
            int end = leaf.endOfSlot(start, leaf.count, slot, depth, branch.span);
            Node part = leaf.sub(realm, start, end);
            Node child = branch.child(slot);
            enter(leafIsLeft ? part : child, leafIsLeft ? child : part, depth + branch.span);
            start = end;
        }
    }

    private void leaves(Leaf left, Leaf right) {
        int i = 0;
        int j = 0;
        while (i < left.count || j < right.count) {
            int order = i == left.count ? 1 : j == right.count ? -1 : left.compare(i, right, j);
            if (order < 0) {
                if (!touchedOnly) {
                    visitor.left(left.entry(i));
                }
                i++;
            } else if (order > 0) {
                visitor.right(right.entry(j++));
            } else {
                if (!left.sameContent(i, right, j, realm)) {
                    Entry entry = right.entry(j);
                    visitor.both(left.entry(i, entry.key), entry);
                }
                i++;
                j++;
            }
        }
    }
}
