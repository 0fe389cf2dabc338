package io.latticework.sync;

import java.time.Duration;

/**
 * How much a replica keeps and sends. Everything that can grow has a bound here.
 *
 * @param keys keys in the keyspace; local writes beyond throw {@link SyncException}, remote ones join and are counted;
 *     default 10,000
 * @param peers links; more are refused; default 100
 * @param frameBytes the largest frame that is accepted; default 1 MiB
 * @param frameTargetBytes about how large frames are made; default 64 KiB, so that urgent ones never wait long
 * @param unackedDeltas deltas kept for a peer that does not acknowledge; beyond, they are dropped and repair brings what is
 *     missing; default 1,000
 * @param waitingFrames frames that wait for the engine; more are dropped, and what they held is sent again; default 1,000
 * @param pushWindow how long a local write waits for others to travel with; default 5 ms
 * @param pulse how often peers compare digests; default 1 s
 * @param exchangeTimeout how long an exchange waits for an answer; default 5 s
 */
public record Limits(
        int keys,
        int peers,
        int frameBytes,
        int frameTargetBytes,
        int unackedDeltas,
        int waitingFrames,
        Duration pushWindow,
        Duration pulse,
        Duration exchangeTimeout) {
    /** The limits that hold where nobody chose others. */
    public static final Limits DEFAULT = new Limits(
            10_000,
            100,
            1 << 20,
            64 << 10,
            1_000,
            1_000,
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is not positive or the target is above half of the largest frame
     */
    public Limits {
        boolean positive = keys > 0 && peers > 0 && frameTargetBytes >= 1024 && unackedDeltas > 0 && waitingFrames > 0;
        boolean durations = !pushWindow.isNegative()
                && pulse.compareTo(Duration.ZERO) > 0
                && exchangeTimeout.compareTo(Duration.ZERO) > 0;
        if (!positive || !durations || frameBytes < 2 * frameTargetBytes) {
            throw new IllegalArgumentException("Limits are positive, frameTargetBytes at least 1024 and frameBytes at"
                    + " least twice that: " + frameBytes + " and " + frameTargetBytes);
        }
    }

    /** Returns these limits with another bound on keys. */
    public Limits withKeys(int count) {
        return new Limits(
                count,
                peers,
                frameBytes,
                frameTargetBytes,
                unackedDeltas,
                waitingFrames,
                pushWindow,
                pulse,
                exchangeTimeout);
    }

    /** Returns these limits with other sizes of frames. */
    public Limits withFrames(int largestBytes, int targetBytes) {
        return new Limits(
                keys,
                peers,
                largestBytes,
                targetBytes,
                unackedDeltas,
                waitingFrames,
                pushWindow,
                pulse,
                exchangeTimeout);
    }

    /** Returns these limits with other times. */
    public Limits withTimes(Duration window, Duration pulsePeriod, Duration timeout) {
        return new Limits(
                keys, peers, frameBytes, frameTargetBytes, unackedDeltas, waitingFrames, window, pulsePeriod, timeout);
    }
}
