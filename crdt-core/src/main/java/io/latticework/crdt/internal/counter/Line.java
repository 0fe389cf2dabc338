package io.latticework.crdt.internal.counter;

/**
 * The cumulative totals of one line.
 *
 * @param dot the packed dot that the line started with
 * @param up all increments
 * @param down all decrements
 */
public record Line(long dot, long up, long down) {
    Line plus(long moreUp, long moreDown) {
        return new Line(dot, Sums.add(up, moreUp), Sums.add(down, moreDown));
    }

    /** Returns how far the line has come: it grows with every write. */
    long position() {
        return up + down;
    }
}
