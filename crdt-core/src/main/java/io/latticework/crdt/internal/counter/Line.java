package io.latticework.crdt.internal.counter;

/**
 * The cumulative totals of one line.
 *
 * @param dot the packed dot that the line started with
 * @param up all increments
 * @param down all decrements
 */
public record Line(long dot, long up, long down) {
    /** Returns how far the line has come: it grows with every write. */
    long position() {
        return position(up, down);
    }

    static long position(long up, long down) {
        return up + down;
    }
}
