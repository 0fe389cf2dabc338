package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;

/**
 * How much a replica keeps and sends. Everything that can grow has a bound here.
 *
 * @param keys keys in the keyspace; local writes beyond throw {@link SyncException}, remote ones join and are counted;
 *     default 10,000
 * @param peers links; more are refused; default 100
 * @param frameBytes the largest frame that is accepted; default 1 MiB
 * @param frameTargetBytes about how large frames are made, and how large a batch may be; default 64 KiB, so that urgent
 *     ones never wait long
 * @param unackedDeltas deltas kept for a peer that does not acknowledge; beyond, they are dropped and repair brings what is
 *     missing if the peer is away, and what is written waits if it is there; default 1,000
 * @param unackedBytes the same, in bytes as they are sent; peers in the same position share them; a quarter of it may be on
 *     its way to a peer that is there; default 8 MiB, some minutes of writes for a peer that is away for so long
 * @param waitingFrames frames that wait for the engine; more are dropped, and what they held is sent again; default 1,000
 * @param unstoredBytes bytes that wait for the store; beyond, local writes throw {@link SyncException} and what comes from
 *     peers is dropped, and sent again; default 64 MiB
 * @param storeFoldBytes bytes appended to the store before the whole state takes their place, unless that has more; default
 *     4 MiB
 * @param newReplicas replica ids that one peer may bring in a day that nobody here knew; frames beyond are refused; default
 *     16,384, as many as one context may hold
 * @param fillingWrites from so many writes that a peer has seen and this replica has not on, they are drawn from several
 *     peers at once; default 10,000, about a megabyte: of less a single session is as fast
 * @param fillingSources from how many peers at once; default 3: three uploads fill the download of a replica that is no better
 *     connected than they are, and more would keep more of a cluster busy with one that starts
 * @param pushWindow how long a local write waits for others to travel with; default 4 ms, so that half of all writes are
 *     seen elsewhere within 3 ms; longer, up to 20 ms, while so much is written that flushes take long
 * @param pulse how often peers compare digests; default 1 s
 * @param exchangeTimeout how long an exchange waits for an answer; default 5 s
 */
public record Limits(
        int keys,
        int peers,
        int frameBytes,
        int frameTargetBytes,
        int unackedDeltas,
        long unackedBytes,
        int waitingFrames,
        long unstoredBytes,
        long storeFoldBytes,
        int newReplicas,
        int fillingWrites,
        int fillingSources,
        Duration pushWindow,
        Duration pulse,
        Duration exchangeTimeout) {
    /** The most frames that a session says in one go: with room for fewer to wait, some of them would be dropped every time. */
    public static final int LEAST_WAITING_FRAMES = 16;
    /** The limits that hold where nobody chose others. */
    public static final Limits DEFAULT = builder().build();

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is not positive, the target is above half of the largest frame, or fewer than
     *     {@value #LEAST_WAITING_FRAMES} frames may wait
     */
    public Limits {
        requirePositive("keys", keys);
        requirePositive("peers", peers);
        requirePositive("unackedDeltas", unackedDeltas);
        requirePositive("unackedBytes", unackedBytes);
        requirePositive("unstoredBytes", unstoredBytes);
        requirePositive("storeFoldBytes", storeFoldBytes);
        requirePositive("newReplicas", newReplicas);
        requirePositive("fillingWrites", fillingWrites);
        requirePositive("fillingSources", fillingSources);
        requirePositive("pulse", pulse.toNanos());
        requirePositive("exchangeTimeout", exchangeTimeout.toNanos());
        if (waitingFrames < LEAST_WAITING_FRAMES) {
            throw new IllegalArgumentException(
                    "waitingFrames is at least " + LEAST_WAITING_FRAMES + ": " + waitingFrames);
        }
        if (pushWindow.isNegative()) {
            throw new IllegalArgumentException("pushWindow is not negative: " + pushWindow);
        }
        if (frameTargetBytes < 1024 || frameBytes < 2 * (long) frameTargetBytes) {
            throw new IllegalArgumentException("frameTargetBytes is at least 1024 and frameBytes at least twice that: "
                    + frameTargetBytes + " and " + frameBytes);
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is positive: " + value);
        }
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Chooses limits. Ranges are checked by {@link #build}. Not thread-safe. */
    public static final class Builder {
        private int keys = 10_000;
        private int peers = 100;
        private int frameBytes = 1 << 20;
        private int frameTargetBytes = 64 << 10;
        private int unackedDeltas = 1_000;
        private long unackedBytes = 8L << 20;
        private int waitingFrames = 1_000;
        private long unstoredBytes = 64L << 20;
        private long storeFoldBytes = 4L << 20;
        private int newReplicas = 1 << 14;
        private int fillingWrites = 10_000;
        private int fillingSources = 3;
        private Duration pushWindow = Duration.ofMillis(4);
        private Duration pulse = Duration.ofSeconds(1);
        private Duration exchangeTimeout = Duration.ofSeconds(5);

        private Builder() {}

        /** Bounds the keys. */
        @CanIgnoreReturnValue
        public Builder keys(int count) {
            keys = count;
            return this;
        }

        /** Bounds the links. */
        @CanIgnoreReturnValue
        public Builder peers(int count) {
            peers = count;
            return this;
        }

        /** Bounds frames: the largest that is accepted, and about how large they are made. */
        @CanIgnoreReturnValue
        public Builder frames(int largestBytes, int targetBytes) {
            frameBytes = largestBytes;
            frameTargetBytes = targetBytes;
            return this;
        }

        /** Bounds what is kept for a peer that does not acknowledge. */
        @CanIgnoreReturnValue
        public Builder unacked(int deltas, long bytes) {
            unackedDeltas = deltas;
            unackedBytes = bytes;
            return this;
        }

        /** Bounds the frames that wait for the engine, at least {@value Limits#LEAST_WAITING_FRAMES}. */
        @CanIgnoreReturnValue
        public Builder waitingFrames(int count) {
            waitingFrames = count;
            return this;
        }

        /** Bounds what waits for the store, and what is appended to it before the whole state takes its place. */
        @CanIgnoreReturnValue
        public Builder store(long waitingBytes, long foldBytes) {
            unstoredBytes = waitingBytes;
            storeFoldBytes = foldBytes;
            return this;
        }

        /** Bounds the unknown replica ids that a peer may bring in a day. */
        @CanIgnoreReturnValue
        public Builder newReplicas(int count) {
            newReplicas = count;
            return this;
        }

        /** Chooses from how many unseen writes on they are drawn from several peers at once, and from how many peers. */
        @CanIgnoreReturnValue
        public Builder filling(int fromWrites, int sources) {
            fillingWrites = fromWrites;
            fillingSources = sources;
            return this;
        }

        /** Chooses how long a local write waits for others to travel with; zero sends at once. */
        @CanIgnoreReturnValue
        public Builder pushWindow(Duration window) {
            pushWindow = window;
            return this;
        }

        /** Chooses how often peers compare digests. */
        @CanIgnoreReturnValue
        public Builder pulse(Duration period) {
            pulse = period;
            return this;
        }

        /** Chooses how long an exchange waits for an answer. */
        @CanIgnoreReturnValue
        public Builder exchangeTimeout(Duration timeout) {
            exchangeTimeout = timeout;
            return this;
        }

        /**
         * Returns the limits.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Limits build() {
            return new Limits(
                    keys,
                    peers,
                    frameBytes,
                    frameTargetBytes,
                    unackedDeltas,
                    unackedBytes,
                    waitingFrames,
                    unstoredBytes,
                    storeFoldBytes,
                    newReplicas,
                    fillingWrites,
                    fillingSources,
                    pushWindow,
                    pulse,
                    exchangeTimeout);
        }
    }
}
