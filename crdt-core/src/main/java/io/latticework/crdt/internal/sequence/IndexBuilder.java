package io.latticework.crdt.internal.sequence;

import java.util.Arrays;
import java.util.List;

/** Makes the index of a whole document at once. */
final class IndexBuilder {
    private static final int ORDINAL_BITS = 24;

    private final List<Leaf> leaves;
    private final int spans;
    private final int[] metas;
    private final long[] labels;

    private IndexBuilder(List<Leaf> leaves) {
        this.leaves = leaves;
        this.spans = leaves.stream().mapToInt(Leaf::size).sum();
        this.metas = new int[spans];
        this.labels = new long[spans];
    }

    static IdIndex of(Node root, int writers) {
        return new IndexBuilder(root.leaves()).build(writers);
    }

    private IdIndex build(int writers) {
        int[] counts = new int[writers];
        for (Leaf leaf : leaves) {
            for (long id : leaf.ids) {
                counts[Ids.writer(id)]++;
            }
        }
        long[][] keys = new long[writers][];
        for (int writer = 0; writer < writers; writer++) {
            keys[writer] = new long[counts[writer]];
        }
        fill(keys, counts);
        IdTree[] trees = new IdTree[writers];
        for (int writer = 0; writer < writers; writer++) {
            Arrays.sort(keys[writer]);
            trees[writer] = tree(keys[writer]);
        }
        return new IdIndex(trees);
    }

    /** Notes each span under its ordinal number, which goes with its counter into the key to sort by. */
    private void fill(long[][] keys, int[] left) {
        int ordinal = 0;
        for (Leaf leaf : leaves) {
            for (int span = 0; span < leaf.size(); span++) {
                int writer = Ids.writer(leaf.ids[span]);
                keys[writer][--left[writer]] = Ids.counter(leaf.ids[span]) << ORDINAL_BITS | ordinal;
                metas[ordinal] = leaf.metas[span];
                labels[ordinal++] = leaf.label;
            }
        }
    }

    private IdTree tree(long[] keys) {
        IdTree tree = IdTree.EMPTY;
        Block.Builder block = new Block.Builder();
        long number = -1;
        for (long key : keys) {
            int ordinal = (int) key & (1 << ORDINAL_BITS) - 1;
            long counter = key >>> ORDINAL_BITS;
            long end = counter + Span.length(metas[ordinal]);
            while (counter < end) {
                if (counter >>> Block.BITS != number) {
                    tree = number < 0 ? tree : tree.with(number, block.build());
                    number = counter >>> Block.BITS;
                }
                int from = (int) counter & Block.SIZE - 1;
                int to = (int) Math.min(Block.SIZE, from + end - counter);
                block.add(from, to, labels[ordinal], Span.isDead(metas[ordinal]));
                counter += to - from;
            }
        }
        return number < 0 ? tree : tree.with(number, block.build());
    }
}
