package io.latticework.crdt.internal.sequence;

/**
 * Where the last 64 spans ended, the latest first. A span that was parted by an insertion goes on where its first part
 * ended, so that most spans begin at one of these ends.
 */
final class Ends {
    static final int SIZE = 64;

    private final long[] ends = new long[SIZE];
    private int count;

    /** Returns the place of an id, -1 if it is none of the ends. */
    int find(long id) {
        for (int place = 0; place < count; place++) {
            if (ends[place] == id) {
                return place;
            }
        }
        return -1;
    }

    /** Returns the end at a place, {@link Ids#ROOT} if there are fewer. */
    long at(int place) {
        return place < count ? ends[place] : Ids.ROOT;
    }

    /** Notes the end of a span that began at a place, or at none if that is -1. */
    void push(int place, long end) {
        int from = place;
        if (place < 0) {
            from = count < SIZE ? count++ : SIZE - 1;
        }
        System.arraycopy(ends, 0, ends, 1, from);
        ends[0] = end;
    }
}
