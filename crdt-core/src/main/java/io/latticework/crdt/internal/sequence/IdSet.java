package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.internal.bytes.ByteReader;
import java.util.HashMap;
import java.util.Map;

/** The ids that were met while reading, to find those that come twice. Its size is bounded by what was read. */
final class IdSet {
    private static final int WORD_BITS = 6;
    private static final int PAGE_BITS = 5;

    private final boolean[] used;
    private final Map<Long, long[]> pages = new HashMap<>();
    private long lastPage = -1;
    private long[] page = new long[0];
    private long most;

    IdSet(int writers) {
        used = new boolean[writers];
    }

    long most() {
        return most;
    }

    void use(long id) {
        if (id != Ids.ROOT) {
            used[Ids.writer(id)] = true;
        }
    }

    /** Adds ids in a row; false if one of them was there. */
    boolean add(long id, int length) {
        int writer = Ids.writer(id);
        if (writer >= used.length) {
            return false;
        }
        used[writer] = true;
        long counter = Ids.counter(id);
        long end = counter + length;
        most = Math.max(most, end - 1);
        boolean free = true;
        while (counter < end) {
            open(counter >>> WORD_BITS + PAGE_BITS, writer);
            int word = (int) (counter >>> WORD_BITS) & (1 << PAGE_BITS) - 1;
            int from = (int) counter & Long.SIZE - 1;
            int bits = (int) Math.min(Long.SIZE - from, end - counter);
            long mask = -1L >>> Long.SIZE - bits << from;
            free &= (page[word] & mask) == 0;
            page[word] |= mask;
            counter += bits;
        }
        return free;
    }

    /** Adds those ids in a row that are not here to a list, and here too. */
    void addMissing(long id, int length, Ranges missing) {
        used[Ids.writer(id)] = true;
        long counter = Ids.counter(id);
        long end = counter + length;
        most = Math.max(most, end - 1);
        while (counter < end) {
            open(counter >>> WORD_BITS + PAGE_BITS, Ids.writer(id));
            int word = (int) (counter >>> WORD_BITS) & (1 << PAGE_BITS) - 1;
            int from = (int) counter & Long.SIZE - 1;
            int bits = (int) Math.min(Long.SIZE - from, end - counter);
            long mask = -1L >>> Long.SIZE - bits << from;
            missing.addBits(Ids.pack(counter - from, Ids.writer(id)), mask & ~page[word]);
            page[word] |= mask;
            counter += bits;
        }
    }

    private void open(long number, int writer) {
        long key = Ids.pack(number, writer);
        if (key != lastPage) {
            page = pages.computeIfAbsent(key, unused -> new long[1 << PAGE_BITS]);
            lastPage = key;
        }
    }

    void requireAllUsed(ByteReader in) {
        for (boolean each : used) {
            if (!each) {
                throw in.malformed("A writer is named and wrote nothing");
            }
        }
    }
}
