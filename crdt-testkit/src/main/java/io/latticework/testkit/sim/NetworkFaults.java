package io.latticework.testkit.sim;

import java.time.Duration;

/**
 * What a network does to frames.
 *
 * @param loss the share of frames that are lost, 0 to 1
 * @param duplication the share of frames that come twice
 * @param corruption the share of frames of which one byte is changed, and no checksum of the transport's notices: to show
 *     that a replica refuses what it cannot read, not that it converges
 * @param damage the share of frames that are damaged on their way, which the transport's checksum notices: the link closes
 * @param delay the most that a frame takes; the least is a twentieth of it
 * @param tail the share of frames that take up to thirty times as long
 * @param inOrder whether the frames of a link arrive in order, as over TCP; else they overtake each other
 * @param bytesPerSecond how much a link carries, 0 for any amount
 */
public record NetworkFaults(
        double loss,
        double duplication,
        double corruption,
        double damage,
        Duration delay,
        double tail,
        boolean inOrder,
        long bytesPerSecond) {
    /** A network that only takes a little time, and keeps the order of frames, as the SPI demands of links. */
    public static final NetworkFaults NONE = new NetworkFaults(0, 0, 0, 0, Duration.ofMillis(2), 0, true, 0);

    /** A network that is as bad as replicas must bear. */
    public static final NetworkFaults HEAVY = new NetworkFaults(0.3, 0.1, 0, Duration.ofMillis(40));

    /** Checks the ranges. */
    public NetworkFaults {
        requireShare(loss);
        requireShare(duplication);
        requireShare(corruption);
        requireShare(damage);
        requireShare(tail);
        if (delay.isNegative() || bytesPerSecond < 0) {
            throw new IllegalArgumentException("Delays and bandwidths are not negative");
        }
    }

    /** Makes a network whose frames overtake each other. */
    public NetworkFaults(double loss, double duplication, double corruption, Duration delay) {
        this(loss, duplication, corruption, 0, delay, 0, false, 0);
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share is 0 to 1, not " + share);
        }
    }
}
