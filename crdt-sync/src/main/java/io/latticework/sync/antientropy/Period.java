package io.latticework.sync.antientropy;

import io.latticework.sync.spi.Randomness;
import java.time.Duration;

/** Time between comparisons: longer while nothing happens, shorter while digests differ. */
final class Period {
    /** How often at most: often enough to catch up in a few rounds, and still a few hundred bytes a second. */
    static final Duration SHORTEST = Duration.ofMillis(200);
    /** How seldom at most: what else would go unseen for so long was lost on both ways. */
    static final Duration LONGEST = Duration.ofSeconds(30);
    /** So many comparisons of everybody find those whom gossip missed, even if a third of all messages is lost. */
    private static final int EAGER_ROUNDS = 8;

    private final long usualNanos;
    private final long eagerNanos;
    private final int eagerRounds;
    private int rounds;
    private long nanos;

    private Period(Duration usual, long eagerNanos, int eagerRounds) {
        this.usualNanos = usual.toNanos();
        this.eagerNanos = eagerNanos;
        this.eagerRounds = eagerRounds;
        this.nanos = usualNanos;
    }

    /** Returns a period that is the usual one after something happened. */
    static Period of(Duration usual) {
        return new Period(usual, usual.toNanos(), 0);
    }

    /** Returns a period that stays at a quarter of the usual one for some rounds whenever something happened. */
    static Period eager(Duration usual) {
        return new Period(
                usual, Math.min(usual.toNanos(), Math.max(usual.toNanos() / 4, SHORTEST.toNanos())), EAGER_ROUNDS);
    }

    /** Nothing was different. */
    void quiet() {
        if (rounds < eagerRounds) {
            rounds++;
            return;
        }
        nanos = Math.max(eagerNanos, Math.min(nanos + nanos / 2, LONGEST.toNanos()));
    }

    /** Something was different. */
    void differing() {
        nanos = Math.max(nanos / 2, Math.min(usualNanos, SHORTEST.toNanos()));
        nanos = Math.min(nanos, usualNanos);
    }

    /** Something happened; tells whether the period is shorter than it was. */
    boolean active() {
        boolean shorter = nanos > eagerNanos;
        rounds = 0;
        nanos = Math.min(nanos, eagerNanos);
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
