package io.latticework.sync.internal.engine;

/** How long a link takes for a byte, as far as its answers have shown. */
final class Pace {
    /** From fewer bytes nothing is learned but the delay. */
    private static final int MIN_BYTES = 64 << 10;

    private final long fastNanosPerByte;
    private long nanosPerByte;

    /**
     * Starts with a guess.
     *
     * @param fastNanosPerByte what is allowed for at least
     */
    Pace(long fastNanosPerByte) {
        this.fastNanosPerByte = fastNanosPerByte;
        this.nanosPerByte = fastNanosPerByte;
    }

    /**
     * Notes how long some bytes took: now it is known how fast the link is at least. One answer that was long in coming
     * because frames were lost is soon forgotten; on a slow link all are.
     */
    void took(long bytes, long nanos) {
        long seen = 2 * nanos / Math.max(bytes, MIN_BYTES);
        nanosPerByte = Math.max(seen, (nanosPerByte + Math.max(seen, fastNanosPerByte)) / 2);
    }

    /** Returns how long some bytes take to arrive, beside the link's delay. */
    long nanosFor(long bytes) {
        return bytes * nanosPerByte;
    }
}
