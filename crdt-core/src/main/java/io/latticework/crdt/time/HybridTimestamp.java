package io.latticework.crdt.time;

/**
 * A point of hybrid logical time in 64 bits: 48 bits of milliseconds since 1970 and 16 bits that order events within
 * one millisecond.
 *
 * @param packed {@code millis << 16 | logical}; never negative in an accepted stamp
 * @see <a href="https://cse.buffalo.edu/tech-reports/2014-04.pdf">Kulkarni, Demirbas, Madappa, Avva, Leone: Logical
 *     Physical Clocks and Consistent Snapshots in Globally Distributed Databases, 2014</a>
 */
public record HybridTimestamp(long packed) implements Comparable<HybridTimestamp> {
    /** The stamp before all others: nothing was written yet. */
    public static final HybridTimestamp ZERO = new HybridTimestamp(0);

    /**
     * The greatest stamp that codecs accept, the last moment of the year 5999. It is a constant and no matter of
     * anybody's clock, because a refusal that depends on the clock makes replicas differ.
     */
    public static final HybridTimestamp MAX = of(127_174_492_799_999L, 0xFFFF);

    /**
     * Makes a stamp of its parts.
     *
     * @param millis milliseconds since 1970, 0 to 2^47 - 1
     * @param logical the place within the millisecond, 0 to 65,535
     * @throws IllegalArgumentException if a part is out of range
     */
    public static HybridTimestamp of(long millis, int logical) {
        if (millis < 0 || millis >>> 47 != 0 || logical >>> 16 != 0) {
            throw new IllegalArgumentException(
                    "millis must be 0 to 2^47 - 1 and logical 0 to 65535, not " + millis + " and " + logical);
        }
        return new HybridTimestamp(millis << 16 | logical);
    }

    /** Returns the milliseconds since 1970. */
    public long millis() {
        return packed >>> 16;
    }

    /** Returns the place within the millisecond. */
    public int logical() {
        return (int) (packed & 0xFFFF);
    }

    @Override
    public int compareTo(HybridTimestamp other) {
        return Long.compareUnsigned(packed, other.packed);
    }

    @Override
    public String toString() {
        return millis() + "." + logical();
    }
}
