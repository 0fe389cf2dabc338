package io.latticework.crdt.internal.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes many changes of an index at once: the blocks that are touched are laid out id by id, and put back at the end. */
final class IndexEditor {
    private static final int SLOT_BITS = 10;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int MOST_OPEN = SLOTS / 2;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int NUMBER_BITS = 32;

    private IdIndex index;
    /** The numbers of open blocks, with the writers above: a hash table with open addressing. */
    private final long[] keys = new long[SLOTS];

    private final Block.@Nullable Open[] open = new Block.Open[SLOTS];
    private int size;

    private long lastKey = -1;
    private Block.Open last = Block.EMPTY.open();

    IndexEditor(IdIndex index) {
        this.index = index;
    }

    void put(long id, int length, long label) {
        long counter = Ids.counter(id);
        long end = counter + length;
        while (counter < end) {
            int from = (int) counter & Block.SIZE - 1;
            int to = (int) Math.min(Block.SIZE, from + end - counter);
            block(counter, Ids.writer(id)).put(from, to, label);
            counter += to - from;
        }
    }

    void kill(long id, int length) {
        long counter = Ids.counter(id);
        long end = counter + length;
        while (counter < end) {
            int from = (int) counter & Block.SIZE - 1;
            int to = (int) Math.min(Block.SIZE, from + end - counter);
            block(counter, Ids.writer(id)).kill(from, to);
            counter += to - from;
        }
    }

    private Block.Open block(long counter, int writer) {
        long key = (long) writer << NUMBER_BITS | counter >>> Block.BITS;
        if (key != lastKey) {
            last = find(key, counter >>> Block.BITS, writer);
            lastKey = key;
        }
        return last;
    }

    private Block.Open find(long key, long number, int writer) {
        int slot = slot(key);
        Block.Open found = open[slot];
        while (found != null && keys[slot] != key) {
            slot = slot + 1 & SLOTS - 1;
            found = open[slot];
        }
        if (found != null) {
            return found;
        }
        if (size == MOST_OPEN) {
            index = index();
            Arrays.fill(open, null);
            size = 0;
            slot = slot(key);
        }
        Block.Open opened = index.tree(writer).block(number).open();
        keys[slot] = key;
        open[slot] = opened;
        size++;
        return opened;
    }

    private static int slot(long key) {
        return (int) (key * SPREAD >>> Long.SIZE - SLOT_BITS);
    }

    /** Puts spans under the labels of their leaves. */
    void putAll(Iterable<Leaf> leaves) {
        for (Leaf leaf : leaves) {
            for (int span = 0; span < leaf.size(); span++) {
                put(leaf.ids[span], Span.length(leaf.metas[span]), leaf.label);
            }
        }
    }

    IdIndex index() {
        IdIndex changed = index;
        for (int slot = 0; slot < SLOTS; slot++) {
            Block.Open each = open[slot];
            if (each != null) {
                int writer = (int) (keys[slot] >>> NUMBER_BITS);
                changed = changed.withBlock(writer, keys[slot] & (1L << NUMBER_BITS) - 1, each.close());
            }
        }
        return changed;
    }
}
