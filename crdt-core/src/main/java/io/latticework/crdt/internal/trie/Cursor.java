package io.latticework.crdt.internal.trie;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks the entries of a trie one by one, in their order, with O(log n) state. */
public final class Cursor implements Iterator<Entry> {
    private final Deque<Node> pending = new ArrayDeque<>();
    private @Nullable Leaf leaf;
    private int next;

    /** Starts before the first entry. */
    public Cursor(@Nullable Node root) {
        if (root != null) {
            pending.push(root);
        }
    }

    /** Starts before the first entry that is not before a hash and a key. O(log n). */
    public Cursor(@Nullable Node root, long hash, byte[] key) {
        Node node = root;
        int depth = 0;
        while (node instanceof Branch branch) {
            int slot = Node.slot(hash, depth, branch.span);
            branch.pushChildren(pending, slot + 1);
            node = branch.child(slot);
            depth += branch.span;
        }
        if (node instanceof Leaf reached) {
            int index = reached.indexOf(hash, key, depth);
            leaf = reached;
            next = index < 0 ? -index - 1 : index;
        }
    }

    @Override
    public boolean hasNext() {
        while ((leaf == null || next == leaf.count) && !pending.isEmpty()) {
            Node node = pending.pop();
            if (node instanceof Leaf reached) {
                leaf = reached;
                next = 0;
            } else if (node instanceof Branch branch) {
                branch.pushChildren(pending);
            }
        }
        return leaf != null && next < leaf.count;
    }

    @Override
    public Entry next() {
        if (!hasNext() || leaf == null) {
            throw new NoSuchElementException();
        }
        return leaf.entry(next++);
    }
}
