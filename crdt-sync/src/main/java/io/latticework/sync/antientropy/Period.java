package io.latticework.sync.antientropy;

import io.latticework.sync.spi.Randomness;
import java.time.Duration;

/** Time between comparisons: longer while nothing happens, shorter while digests differ. */
final class Period {
    /** How often at most: often enough to catch up in a few rounds, and still a few hundred bytes a second. */
    static final Duration SHORTEST = Duration.ofMillis(200);
    /** How seldom at most: what else would go unseen for so long was lost on both ways. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final long usualNanos;
    private long nanos;

    Period(Duration usual) {
        this.usualNanos = usual.toNanos();
        this.nanos = usualNanos;
    }

    /** Nothing was different. */
    void quiet() {
        nanos = Math.max(usualNanos, Math.min(nanos + nanos / 2, LONGEST.toNanos()));
    }

    /** Something was different. */
    void differing() {
        nanos = Math.max(nanos / 2, Math.min(usualNanos, SHORTEST.toNanos()));
        nanos = Math.min(nanos, usualNanos);
    }

    /** Something happened; tells whether the period is shorter than it was. */
    boolean active() {
        boolean shorter = nanos > usualNanos;
        nanos = Math.min(nanos, usualNanos);
        return shorter;
    }

    /** Returns when the next comparison is due, up to a tenth sooner, so that replicas do not march in step. */
    long next(long now, Randomness random) {
        return now + nanos - Math.floorMod(random.bits(), Math.max(1, nanos / 10));
    }

    /** Returns how long it is until the next comparison at the latest. */
    long withinNanos() {
        return nanos;
    }
}
