package io.latticework.crdt.internal.trie;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subtree: all entries whose hashes share a prefix. An empty subtree is {@code null}.
 *
 * <p><b>Shape.</b> A leaf if it has at most {@link #LEAF_CAPACITY} entries (or no bits of the hash are left: then a flat
 * bucket, sorted by key); else a branch over the next 2 bits, or over the next 4 if it has {@link #WIDE_COUNT} entries or
 * more. Both rules look at the count alone, so that equal contents have equal shapes; two spans keep the bytes per entry
 * even between powers of the fan-out, and 2 divides 4, so that two differently shaped tries still walk in step.
 */
public abstract class Node {
    static final int LEAF_CAPACITY = 24;
    static final int WIDE_COUNT = 192;
    static final int HASH_BITS = 64;

    final int count;
    final int dots;
    final long laneA;
    final long laneB;

    /** Makes a node of at most 2^31 - 1 entries and as many dots, which would take more than 70 GB. */
    Node(int count, long dots, long laneA, long laneB) {
        this.count = count;
        this.dots = Math.toIntExact(dots);
        this.laneA = laneA;
        this.laneB = laneB;
    }

    /** Returns the bits that a subtree of this many entries branches over, 0 for a leaf. */
    static int span(int count, int depth) {
        if (count <= LEAF_CAPACITY || depth == HASH_BITS) {
            return 0;
        }
        return Math.min(count < WIDE_COUNT ? 2 : 4, HASH_BITS - depth);
    }

    static int slot(long hash, int depth, int span) {
        return (int) (hash >>> (HASH_BITS - depth - span)) & ((1 << span) - 1);
    }

    /** Returns the number of entries. */
    public int count() {
        return count;
    }

    /** Returns the number of live dots. */
    public long dots() {
        return dots;
    }

    /** Returns the first digest lane: the sum over all entries. */
    public long laneA() {
        return laneA;
    }

    /** Returns the second digest lane: the sum over all entries. */
    public long laneB() {
        return laneB;
    }

    /** Tells whether both subtrees hold the same, by count and digest. */
    public boolean same(Node other) {
        return this == other || count == other.count && laneA == other.laneA && laneB == other.laneB;
    }

    /** Returns the entry of a key, or {@code null}. O(log n). */
    public @Nullable Entry find(long hash, byte[] key) {
        Node node = this;
        int depth = 0;
        while (node instanceof Branch branch) {
            node = branch.child(slot(hash, depth, branch.span));
            depth += branch.span;
        }
        if (!(node instanceof Leaf leaf)) {
            return null;
        }
        int index = leaf.indexOf(hash, key, depth);
        return index < 0 ? null : leaf.entry(index, key);
    }

    /** Tells whether there is an entry of a key. O(log n). */
    public boolean contains(long hash, byte[] key) {
        Node node = this;
        int depth = 0;
        while (node instanceof Branch branch) {
            node = branch.child(slot(hash, depth, branch.span));
            depth += branch.span;
        }
        return node instanceof Leaf leaf && leaf.indexOf(hash, key, depth) >= 0;
    }

    /** Returns the entry of a trie that has no other, {@code null} if there are more. */
    public @Nullable Entry single() {
        return count == 1 && this instanceof Leaf leaf ? leaf.entry(0) : null;
    }

    /** Shows all entries in their order. */
    public abstract void forEach(Consumer<? super Entry> action);

    /** Shows all entries whose hashes start with the upper {@code bits} bits of {@code prefix}, in their order. */
    public void forEach(long prefix, int bits, Consumer<? super Entry> action) {
        Prefix.forEach(this, prefix, bits, action);
    }

    /** Returns the number of nodes in this subtree. */
    abstract int nodes();
}
