package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From ids to what is known of them: the leaf where an element is, and whether it is dead. The ids of each writer are in a
 * tree of one shape, whatever the history, so that two sequences are compared by walking both indexes side by side.
 * Immutable.
 */
final class IdIndex {
    static final IdIndex EMPTY = new IdIndex(new IdTree[0]);

    private final IdTree[] trees;

    IdIndex(IdTree[] trees) {
        this.trees = trees;
    }

    IdTree tree(int writer) {
        return writer >= 0 && writer < trees.length ? trees[writer] : IdTree.EMPTY;
    }

    private static long number(long counter) {
        return counter >>> Block.BITS;
    }

    private static int place(long counter) {
        return (int) counter & Block.SIZE - 1;
    }

    /** Returns the label of an element's leaf, or one of the states of {@link Block}. */
    long label(long id) {
        long counter = Ids.counter(id);
        return tree(Ids.writer(id)).block(number(counter)).label(place(counter));
    }

    boolean isDead(long id) {
        long counter = Ids.counter(id);
        return tree(Ids.writer(id)).block(number(counter)).isDead(place(counter));
    }

    /** Returns how many of the next ids, at most {@code most}, are surely in the same leaf or state. */
    int sameFor(long id, int most) {
        long counter = Ids.counter(id);
        int place = place(counter);
        return Math.min(most, tree(Ids.writer(id)).block(number(counter)).endOfRun(place) - place);
    }

    /** Returns an index where some ids in a row are dead. */
    IdIndex killed(long id, int length) {
        return with(id, length, IndexLog.KILLED);
    }

    /** Returns an index with another block of a writer. */
    IdIndex withBlock(int writer, long number, Block block) {
        IdTree[] changed = Arrays.copyOf(trees, Math.max(trees.length, writer + 1));
        for (int i = trees.length; i < changed.length; i++) {
            changed[i] = IdTree.EMPTY;
        }
        changed[writer] = changed[writer].with(number, block);
        return new IdIndex(changed);
    }

    /** Returns an index where some ids in a row are in a leaf, or dead if the label is {@link IndexLog#KILLED}. */
    IdIndex with(long id, int length, long label) {
        int writer = Ids.writer(id);
        IdTree[] changed = Arrays.copyOf(trees, Math.max(trees.length, writer + 1));
        for (int i = trees.length; i < writer; i++) {
            changed[i] = IdTree.EMPTY;
        }
        IdTree tree = tree(writer);
        long counter = Ids.counter(id);
        long end = counter + length;
        while (counter < end) {
            long number = number(counter);
            long stop = Math.min(end, number + 1 << Block.BITS);
            int from = place(counter);
            int to = from + (int) (stop - counter);
            Block before = tree.block(number);
            tree = tree.with(number, label == IndexLog.KILLED ? before.killed(from, to) : before.with(from, to, label));
            counter = stop;
        }
        changed[writer] = tree;
        return new IdIndex(changed);
    }

    /** Returns all ids in a state, by writer and counter. */
    Ranges ranges(long state) {
        Ranges ranges = new Ranges();
        for (int writer = 0; writer < trees.length; writer++) {
            addRanges(ranges, trees[writer].root(), state, Ids.pack(0, writer));
        }
        return ranges;
    }

    private static void addRanges(Ranges ranges, @Nullable IdNode node, long state, long first) {
        if (node instanceof Block block) {
            block.addRanges(ranges, state, first);
        } else if (node instanceof Fork fork) {
            long ids = Fork.span(fork.height()) * Block.SIZE;
            for (int slot = 0; slot < Fork.SIZE; slot++) {
                addRanges(ranges, fork.kids[slot], state, first + slot * ids * Ids.ONE);
            }
        }
    }

    /** Returns the digest over all ids of all writers. */
    Digest digest(Writers writers) {
        Realm realm = writers.realm();
        Lanes sum = Lanes.ZERO;
        for (int writer = 0; writer < trees.length; writer++) {
            IdNode root = trees[writer].root();
            if (root != null) {
                sum = sum.plus(root.lanes(realm, new Lanes(writers.laneA(writer), writers.laneB(writer)), 0));
            }
        }
        return new Digest(realm.laneA(sum.a(), 0, 2), realm.laneB(sum.b(), 0, 2));
    }

    /** Returns the same index for another realm, which has other digests. */
    IdIndex copy() {
        return new IdIndex(Arrays.stream(trees).map(IdTree::copy).toArray(IdTree[]::new));
    }
}
