package io.latticework.crdt.internal.sequence;

import java.util.HashMap;
import java.util.Map;

/** Makes many changes of an index at once: the blocks that are touched are laid out id by id, and put back at the end. */
final class IndexEditor {
    private static final int MOST_OPEN = 512;
    private static final int NUMBER_BITS = 32;

    private IdIndex index;
    /** Under the numbers of blocks, with the writers above: only the lower bits decide a long's place in a hash map. */
    private final Map<Long, Block.Open> open = new HashMap<>();

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
            if (open.size() >= MOST_OPEN) {
                index = index();
                open.clear();
            }
            last = open.computeIfAbsent(
                    key,
                    absent -> index.tree(writer).block(counter >>> Block.BITS).open());
            lastKey = key;
        }
        return last;
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
        for (Map.Entry<Long, Block.Open> each : open.entrySet()) {
            int writer = (int) (each.getKey() >>> NUMBER_BITS);
            long number = each.getKey() & (1L << NUMBER_BITS) - 1;
            changed = changed.withBlock(writer, number, each.getValue().close());
        }
        return changed;
    }
}
