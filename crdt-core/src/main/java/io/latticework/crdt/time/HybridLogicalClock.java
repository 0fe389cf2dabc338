package io.latticework.crdt.time;

import io.latticework.crdt.error.ClockExhaustedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock whose stamps follow physical time as long as that runs forward, and follow causality always: each stamp is
 * greater than every one that the clock gave or took in before, whatever physical time does meanwhile.
 *
 * <p>Remote stamps are trusted up to a bound. One that is further ahead of physical time than the bound (a wrong clock,
 * a forgery) leaves this clock as it is, and is counted; otherwise a single such stamp would drag all replicas into the
 * future for ever. Stamps of the past are never refused, however old.
 *
 * <p>More than 65,536 stamps in one millisecond run on into the next one.
 *
 * <p>Thread-safe and lock-free. One clock serves one author.
 *
 * @see <a href="https://cse.buffalo.edu/tech-reports/2014-04.pdf">Kulkarni, Demirbas, Madappa, Avva, Leone: Logical
 *     Physical Clocks and Consistent Snapshots in Globally Distributed Databases, 2014</a>
 */
public final class HybridLogicalClock {
    /** How far ahead of physical time a remote stamp may be where nobody chose another bound. */
    public static final Duration DEFAULT_MAX_DRIFT = Duration.ofSeconds(60);

    private static final long MAX_MILLIS = HybridTimestamp.MAX.millis();

    private final LongSupplier millis;
    private final long maxDriftMillis;
    private final AtomicLong last;
    private final AtomicLong driftRejections = new AtomicLong();

    private HybridLogicalClock(LongSupplier millis, long maxDriftMillis, long last) {
        this.millis = millis;
        this.maxDriftMillis = maxDriftMillis;
        this.last = new AtomicLong(last);
    }

    /** Returns a clock without physical time, a Lamport clock. It trusts every remote stamp. */
    public static HybridLogicalClock logical() {
        return new HybridLogicalClock(() -> 0, MAX_MILLIS, 0);
    }

    /** Returns a clock with the bound {@link #DEFAULT_MAX_DRIFT}; for the parameter see the other factory. */
    public static HybridLogicalClock of(LongSupplier millis) {
        return of(millis, DEFAULT_MAX_DRIFT);
    }

    /**
     * Returns a clock that follows physical time.
     *
     * @param millis gives milliseconds since 1970 and is asked at each stamp, by several threads at once. It may be a
     *     field that a timer refreshes, since reading a system clock costs more than the write being stamped. If it
     *     jumps back or stands still, stamps go on from where they were; times before 1970 count as 1970
     * @param maxDrift how far ahead of physical time a remote stamp may be; not negative
     * @throws IllegalArgumentException if the bound is negative or reaches beyond {@link HybridTimestamp#MAX}
     */
    public static HybridLogicalClock of(LongSupplier millis, Duration maxDrift) {
        if (maxDrift.isNegative() || maxDrift.compareTo(Duration.ofMillis(MAX_MILLIS)) > 0) {
            throw new IllegalArgumentException("maxDrift must be 0 to " + MAX_MILLIS + " ms, not " + maxDrift);
        }
        return new HybridLogicalClock(millis, maxDrift.toMillis(), 0);
    }

    /**
     * Returns a new clock with the same physical time and bound, all of whose stamps are greater than one given: a
     * replica that restarts from a store hands in what {@link #last()} was. Do not hand in the greatest stamp found in
     * values, since these may hold stamps beyond the bound.
     *
     * @throws IllegalArgumentException if the stamp is above {@link HybridTimestamp#MAX}
     */
    public HybridLogicalClock startingAfter(HybridTimestamp stamp) {
        if (stamp.compareTo(HybridTimestamp.MAX) > 0) {
            throw new IllegalArgumentException(
                    "A clock starts after a stamp up to " + HybridTimestamp.MAX + ", not " + stamp);
        }
        return new HybridLogicalClock(millis, maxDriftMillis, Math.max(last.get(), stamp.packed()));
    }

    /**
     * Gives a stamp greater than all before it.
     *
     * @throws ClockExhaustedException if that would be above {@link HybridTimestamp#MAX}
     */
    public HybridTimestamp next() {
        return next(HybridTimestamp.ZERO);
    }

    /**
     * Gives a stamp for a write that replaces another. It is greater than all stamps that this clock gave or took in
     * before, and greater than the one replaced.
     *
     * <p>A replaced stamp that {@link #observe} would refuse gets its direct successor and does not move the clock.
     * Only these stamps stand outside the order above and may be given twice; the dots of the writes tell them apart.
     *
     * @param replaced the stamp of what is replaced, {@link HybridTimestamp#ZERO} if nothing is
     * @throws ClockExhaustedException if the stamp would be above {@link HybridTimestamp#MAX}; the clock is unchanged
     */
    public HybridTimestamp next(HybridTimestamp replaced) {
        if (replaced.compareTo(HybridTimestamp.MAX) >= 0) {
            throw new ClockExhaustedException("No stamp is greater than the replaced one, " + replaced
                    + "; remove the value that carries it instead of replacing it");
        }
        long physical = physicalMillis();
        if (physical > MAX_MILLIS) {
            throw new ClockExhaustedException(
                    "Physical time is " + physical + " ms since 1970, above the greatest stamp " + HybridTimestamp.MAX
                            + "; the supplier must give milliseconds");
        }
        while (true) {
            long before = last.get();
            long stamp = Math.max(before + 1, physical << 16);
            if (replaced.packed() >= stamp) {
                stamp = replaced.packed() + 1;
                if (isTooFarAhead(replaced, physical)) {
                    return new HybridTimestamp(stamp);
                }
            }
            if (stamp > HybridTimestamp.MAX.packed()) {
                throw new ClockExhaustedException("The clock gave its last stamp, " + HybridTimestamp.MAX
                        + "; start a new clock, and see who sent it a stamp so far ahead");
            }
            if (last.compareAndSet(before, stamp)) {
                return new HybridTimestamp(stamp);
            }
        }
    }

    /**
     * Takes in a remote stamp, so that all later stamps of this clock are greater.
     *
     * @return whether they are. False means that the stamp is further ahead of physical time than the bound, or above
     *     {@link HybridTimestamp#MAX}: the clock is unchanged, and the refusal is counted
     */
    public boolean observe(HybridTimestamp remote) {
        if (remote.compareTo(last()) <= 0) {
            return true;
        }
        if (remote.compareTo(HybridTimestamp.MAX) > 0 || isTooFarAhead(remote, physicalMillis())) {
            driftRejections.incrementAndGet();
            return false;
        }
        last.accumulateAndGet(remote.packed(), Math::max);
        return true;
    }

    /** Returns the greatest stamp that this clock gave or took in; {@link #startingAfter} goes on from it. */
    public HybridTimestamp last() {
        return new HybridTimestamp(last.get());
    }

    /** Returns how often {@link #observe} refused a stamp. */
    public long driftRejections() {
        return driftRejections.get();
    }

    private long physicalMillis() {
        return Math.max(0, millis.getAsLong());
    }

    /** A physical time that is no time for a stamp vouches for nothing: all that is ahead of 1970 is too far ahead. */
    private boolean isTooFarAhead(HybridTimestamp stamp, long physical) {
        return stamp.millis() - (physical > MAX_MILLIS ? 0 : physical) > maxDriftMillis;
    }
}
