package io.latticework.sync.internal.message;

/**
 * What a replica speaks: all versions of the protocol from the lowest to the highest, and features that may come and go within
 * a version. Two replicas whose versions overlap speak the highest that both know, with the features that both have.
 *
 * @param lowest the lowest version, from 0 to 65,535
 * @param highest the highest version, from {@code lowest} to 65,535
 * @param features a bit for each feature: of the lower 32 those that a peer does not know are left unused, of the upper 32
 *     a peer has to know all that are set
 */
public record Protocol(int lowest, int highest, long features) {
    /** What this library speaks. */
    public static final Protocol HERE = new Protocol(1, 1, 0);

    private static final int MAX_VERSION = 0xFFFF;
    private static final int REQUIRED_SHIFT = Integer.SIZE;

    /** Checks the versions. */
    public Protocol {
        if (lowest < 0 || highest < lowest || highest > MAX_VERSION) {
            throw new IllegalArgumentException("No versions are " + lowest + " to " + highest);
        }
    }

    /** Tells whether a version is spoken on both sides. */
    public boolean meets(Protocol other) {
        return lowest <= other.highest && other.lowest <= highest;
    }

    /** Returns the features that the other side requires and this side does not know, as bits; 0 if there are none. */
    public long lacks(Protocol other) {
        return (other.features & ~features) >>> REQUIRED_SHIFT << REQUIRED_SHIFT;
    }

    /**
     * Returns what both sides speak: one version, and the features that both have. Both sides come to the same.
     *
     * @throws IllegalArgumentException if no version is spoken on both sides
     */
    public Protocol agreed(Protocol other) {
        if (!meets(other)) {
            throw new IllegalArgumentException(this + " and " + other + " do not meet");
        }
        int version = Math.min(highest, other.highest);
        return new Protocol(version, version, features & other.features);
    }

    /** Returns the versions as text, for people. */
    public String versions() {
        return lowest == highest ? String.valueOf(lowest) : lowest + " to " + highest;
    }
}
