package io.latticework.testkit.sim;

import java.time.Duration;

/**
 * What a network does to frames.
 *
 * @param loss the share of frames that are lost, 0 to 1
 * @param duplication the share of frames that come twice
 * @param corruption the share of frames of which one byte is changed
 * @param delay the most that a frame takes; the least is a twentieth of it, and frames overtake each other
 */
public record NetworkFaults(double loss, double duplication, double corruption, Duration delay) {
    /** A network that only takes a little time. */
    public static final NetworkFaults NONE = new NetworkFaults(0, 0, 0, Duration.ofMillis(2));

    /** A network that is as bad as replicas must bear. */
    public static final NetworkFaults HEAVY = new NetworkFaults(0.3, 0.1, 0, Duration.ofMillis(40));

    /** Checks the ranges. */
    public NetworkFaults {
        if (Math.min(loss, Math.min(duplication, corruption)) < 0
                || Math.max(loss, Math.max(duplication, corruption)) > 1
                || delay.isNegative()) {
            throw new IllegalArgumentException("Shares are 0 to 1 and delays not negative");
        }
    }
}
