package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.function.Consumer;

/** Ranges of a trie by the first bits of the hash, at any width, whatever the shape of the nodes. */
public final class Prefix {
    private Prefix() {}

    /**
     * What is in a range.
     *
     * @param count the number of entries
     * @param laneA the first digest lane
     * @param laneB the second digest lane
     */
    public record Summary(long count, long laneA, long laneB) {}

    /** Returns what a trie has in a range. O(log n). */
    public static Summary summary(Realm realm, Node root, long prefix, int bits) {
        long[] sums = new long[3];
        visit(root, prefix, bits, new Sink() {
            @Override
            public void subtree(Node node) {
                sums[0] += node.count;
                sums[1] += node.laneA;
                sums[2] += node.laneB;
            }

            @Override
            public void entry(Entry entry) {
                sums[0]++;
                sums[1] += entry.laneA(realm);
                sums[2] += entry.laneB(realm);
            }
        });
        return new Summary(sums[0], sums[1], sums[2]);
    }

    static void forEach(Node root, long prefix, int bits, Consumer<? super Entry> action) {
        visit(root, prefix, bits, new Sink() {
            @Override
            public void subtree(Node node) {
                node.forEach(action);
            }

            @Override
            public void entry(Entry entry) {
                action.accept(entry);
            }
        });
    }

    private interface Sink {
        void subtree(Node node);

        void entry(Entry entry);
    }

    private static void visit(Node root, long prefix, int bits, Sink sink) {
        if (bits < 0 || bits > Node.HASH_BITS) {
            throw new IllegalArgumentException("A prefix has 0 to 64 bits, not " + bits);
        }
        Node node = root;
        int depth = 0;
        while (node instanceof Branch branch && depth + branch.span <= bits) {
            node = branch.child(Node.slot(prefix, depth, branch.span));
            depth += branch.span;
        }
        if (node == null) {
            return;
        }
        if (depth == bits) {
            sink.subtree(node);
        } else if (node instanceof Branch branch) {
            visitSome(branch, Node.slot(prefix, depth, branch.span), depth + branch.span - bits, sink);
        } else {
            node.forEach(entry -> {
                if (bits == 0 || (entry.hash ^ prefix) >>> (Node.HASH_BITS - bits) == 0) {
                    sink.entry(entry);
                }
            });
        }
    }

    /** Visits the children whose slots agree with one in all but the last few bits. */
    private static void visitSome(Branch branch, int slot, int freeBits, Sink sink) {
        for (int each = 0; each < branch.slots(); each++) {
            Node child = branch.child(each);
            if (child != null && each >>> freeBits == slot >>> freeBits) {
                sink.subtree(child);
            }
        }
    }
}
