package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.internal.bytes.ByteReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The ids that were met while reading, to find those that come twice. Its size is bounded by what was read. */
final class IdSet {
    private static final int WORD_BITS = 6;
    private static final int PAGE_BITS = 5;

    /** Spreads the numbers of pages; as it is odd, no two of them become one. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int RECENT_BITS = 8;
    private static final int FEW = 4;

    private final boolean[] used;
    private final Map<Long, long[]> pages = new HashMap<>();
    /** The numbers of pages that were open, by some of their bits, and those pages; empty while there are few pages. */
    private long[] recentKeys = {};

    private long[][] recent = {};
    private long lastKey = -1;
    private long[] page = {};
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
        if (key == lastKey) {
            return;
        }
        lastKey = key;
        if (recent.length == 0) {
            page = page(key);
            return;
        }
        int slot = (int) (key * SPREAD >>> Long.SIZE - RECENT_BITS);
        if (recentKeys[slot] != key) {
            recentKeys[slot] = key;
            recent[slot] = page(key);
        }
        page = recent[slot];
    }

    private long[] page(long key) {
        if (pages.size() > FEW && recent.length == 0) {
            recent = new long[1 << RECENT_BITS][];
            recentKeys = new long[1 << RECENT_BITS];
            Arrays.fill(recentKeys, -1);
        }
        return pages.computeIfAbsent(key * SPREAD, unused -> new long[1 << PAGE_BITS]);
    }

    void requireAllUsed(ByteReader in) {
        for (boolean each : used) {
            if (!each) {
                throw in.malformed("A writer is named and wrote nothing");
            }
        }
    }
}
