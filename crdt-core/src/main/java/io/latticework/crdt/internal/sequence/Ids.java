package io.latticework.crdt.internal.sequence;

/**
 * Element ids in 64 bits: a Lamport counter, and the place of the writer in the sequence's table of {@link Writers}. The
 * id 0 is the root, before the first element. Elements of one run have consecutive counters.
 */
final class Ids {
    /** The largest counter. */
    static final long MAX_COUNTER = (1L << 39) - 1;

    /** What makes the next id of a run. */
    static final long ONE = 1L << 24;

    /** The parent of what has no other parent. */
    static final long ROOT = 0;

    private static final int WRITER_BITS = 24;
    private static final long WRITER_MASK = ONE - 1;

    private Ids() {}

    static long pack(long counter, int writer) {
        return counter << WRITER_BITS | writer;
    }

    static long counter(long id) {
        return id >>> WRITER_BITS;
    }

    static int writer(long id) {
        return (int) (id & WRITER_MASK);
    }
}
