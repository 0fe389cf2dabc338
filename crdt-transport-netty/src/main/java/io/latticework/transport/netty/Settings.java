package io.latticework.transport.netty;

import java.time.Duration;

/**
 * What a transport was told.
 *
 * @param listen where to listen
 * @param frameBytes the largest payload of a frame, in both directions
 * @param idleTimeout how long a link may bring no whole frame, or take none of those that wait
 * @param queuedBytes what may wait to be sent on one link
 * @param connections connections that others may have opened, in all
 * @param connectionsPerAddress connections that one address may have opened
 */
record Settings(
        HostPort listen,
        int frameBytes,
        Duration idleTimeout,
        long queuedBytes,
        int connections,
        int connectionsPerAddress) {
    static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    /** How long a closed link waits for the next of its queued frames to go out; a busy machine needs more than a moment. */
    static final int LINGER_MILLIS = 2_000;
    /** How long a closed link waits in all, so that who takes one byte at a time holds nobody up. */
    static final int LONGEST_LINGER_MILLIS = 10_000;

    static final int LOW_WATER_BYTES = 256 << 10;
    static final int HIGH_WATER_BYTES = 1 << 20;

    static Settings of(HostPort listen) {
        return new Settings(listen, (1 << 20) + 1024, Duration.ofSeconds(60), 16L << 20, 256, 64);
    }

    Settings {
        require(frameBytes >= 1024 && frameBytes <= 1 << 30, "frameBytes is 1 KiB to 1 GiB, not " + frameBytes);
        require(idleTimeout.toMillis() > 0, "idleTimeout is at least a millisecond, not " + idleTimeout);
        require(
                queuedBytes >= frameBytes + (long) Frames.HEADER_BYTES,
                "queuedBytes has room for a frame of " + frameBytes + " bytes and its header, not " + queuedBytes);
        require(
                connectionsPerAddress > 0 && connections >= connectionsPerAddress,
                "connections are at least one, and in all no fewer than from one address, not " + connections + " and "
                        + connectionsPerAddress);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
