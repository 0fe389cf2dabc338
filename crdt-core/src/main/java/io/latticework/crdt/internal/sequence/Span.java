package io.latticework.crdt.internal.sequence;

/**
 * A run of elements side by side, in two words: the least id, and the length with three flags. Ids ascend by one from
 * left to right, each element the right child of the one before; in a reversed span they descend, each the left child of
 * the one after. The side of the least element, which has its parent outside, is a flag. All elements are alive or all
 * are dead.
 */
final class Span {
    /** The elements are deleted. */
    static final int DEAD = 1;

    /** The least element is the left child of its parent. */
    static final int LEFT = 2;

    /** Ids descend from left to right. */
    static final int REVERSED = 4;

    /** The most elements of one span. */
    static final int MAX_LENGTH = (1 << 28) - 1;

    private static final int FLAG_BITS = 3;
    private static final int ALL_FLAGS = 7;

    private Span() {}

    static int meta(int length, int flags) {
        return length << FLAG_BITS | (length == 1 ? flags & ~REVERSED : flags);
    }

    static int length(int meta) {
        return meta >>> FLAG_BITS;
    }

    static int flags(int meta) {
        return meta & ALL_FLAGS;
    }

    static boolean isDead(int meta) {
        return (meta & DEAD) != 0;
    }

    static boolean isLeft(int meta) {
        return (meta & LEFT) != 0;
    }

    static boolean isReversed(int meta) {
        return (meta & REVERSED) != 0;
    }

    /** Returns how many elements are alive. */
    static int alive(int meta) {
        return isDead(meta) ? 0 : length(meta);
    }

    /** Tells whether a span has an element. */
    static boolean contains(long id, int meta, long element) {
        long ahead = element - id;
        return ahead >= 0 && (ahead & Ids.ONE - 1) == 0 && ahead < (long) length(meta) * Ids.ONE;
    }

    /** Returns the place from the left of an element of the span. */
    static int offsetOf(long id, int meta, long element) {
        int ahead = (int) Ids.counter(element - id);
        return isReversed(meta) ? length(meta) - 1 - ahead : ahead;
    }

    /** Returns the id at a place from the left. */
    static long idAt(long id, int meta, int offset) {
        return id + (isReversed(meta) ? length(meta) - 1 - offset : offset) * Ids.ONE;
    }

    /** Returns the least id of the part from one place to another. */
    static long partId(long id, int meta, int from, int to) {
        return id + (isReversed(meta) ? length(meta) - to : from) * Ids.ONE;
    }

    /** Returns the length and flags of the part from one place to another. */
    static int partMeta(int meta, int from, int to) {
        boolean reversed = isReversed(meta);
        boolean least = reversed ? to == length(meta) : from == 0;
        int side = least ? meta & LEFT : reversed ? LEFT : 0;
        return meta(to - from, meta & (DEAD | REVERSED) | side);
    }

    /** Tells whether two spans, side by side, are one run upwards. */
    static boolean linkedUp(long id, int meta, long nextId, int nextMeta) {
        return nextId == id + (long) length(meta) * Ids.ONE
                && (meta & REVERSED) == 0
                && (nextMeta & (REVERSED | LEFT)) == 0
                && ((meta ^ nextMeta) & DEAD) == 0;
    }

    /** Tells whether two spans, side by side, are one run downwards. */
    static boolean linkedDown(long id, int meta, long nextId, int nextMeta) {
        return id == nextId + (long) length(nextMeta) * Ids.ONE
                && isLeft(meta)
                && (isReversed(meta) || length(meta) == 1)
                && (isReversed(nextMeta) || length(nextMeta) == 1)
                && ((meta ^ nextMeta) & DEAD) == 0;
    }

    /** Tells whether a span and the next one to the right, or to the left, are one run. */
    static boolean linked(boolean right, long id, int meta, long nextId, int nextMeta) {
        return right
                ? linkedUp(id, meta, nextId, nextMeta) || linkedDown(id, meta, nextId, nextMeta)
                : linkedUp(nextId, nextMeta, id, meta) || linkedDown(nextId, nextMeta, id, meta);
    }
}
