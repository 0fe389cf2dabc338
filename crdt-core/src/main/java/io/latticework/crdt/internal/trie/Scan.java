package io.latticework.crdt.internal.trie;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a trie where they lie, one by one in their order, without making objects of them. */
public final class Scan {
    private final Deque<Node> pending = new ArrayDeque<>();
    private @Nullable Leaf leaf;
    private int at;

    /** Starts before the first entry. */
    public Scan(Node root) {
        pending.push(root);
    }

    /** Goes to the next entry, and tells whether there is one. */
    public boolean next() {
        at++;
        while (leaf == null || at == leaf.count) {
            if (pending.isEmpty()) {
                return false;
            }
            Node node = pending.pop();
            if (node instanceof Branch branch) {
                branch.pushChildren(pending);
            } else {
                leaf = (Leaf) node;
                at = 0;
            }
        }
        return true;
    }

    private Leaf leaf() {
        if (leaf == null) {
            throw new IllegalStateException("next() comes first");
        }
        return leaf;
    }

    /** Returns the keyed hash that places the entry. */
    public long hash() {
        return leaf().hash(at);
    }

    /** Compares the entry with the one that another scan is at, as entries are ordered. */
    public int compare(Scan other) {
        return leaf().compare(at, other.leaf(), other.at);
    }

    /** Returns the entry as an object. */
    public Entry entry() {
        return leaf().entry(at);
    }

    /** Returns the array that has the entry's key, not to be changed. */
    public byte[] keys() {
        return leaf().records;
    }

    /** Returns where the key starts in {@link #keys}. */
    public int start() {
        return leaf().start(at);
    }

    /** Returns where the key ends in {@link #keys}. */
    public int end() {
        return leaf().end(at);
    }

    /** Returns the inline dot, 0 if there is none. */
    public long dot() {
        return leaf().dot(at);
    }

    /** Returns the payload, if there is one. */
    public @Nullable Payload payload() {
        return leaf().payload(at);
    }
}
