package io.latticework.sync;

import java.time.Duration;

/**
 * How many members a write is to have reached before it counts as acknowledged, and how long to wait. The write itself is
 * made at once and stays, whatever comes of it. Members are this replica and its configured peers, by name.
 *
 * @param kind which members
 * @param count how many, for {@link Kind#COUNT}
 * @param timeout how long to wait
 */
public record WriteConcern(Kind kind, int count, Duration timeout) {
    /** Which members a write is to reach. */
    public enum Kind {
        /** This replica alone. */
        LOCAL,
        /** A number of members, this one included. */
        COUNT,
        /** More than half of the members. */
        MAJORITY,
        /** All members. */
        ALL
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the count is below 1 or the timeout negative
     */
    public WriteConcern {
        if (count < 1 || timeout.isNegative()) {
            throw new IllegalArgumentException("A write reaches at least 1 member in a time of at least 0");
        }
    }

    /** Acknowledged when stored; without a store at once, and lost with the process. */
    public static WriteConcern local() {
        return new WriteConcern(Kind.LOCAL, 1, Duration.ZERO);
    }

    /** Acknowledged when so many members have it, this one included. */
    public static WriteConcern of(int members, Duration timeout) {
        return new WriteConcern(Kind.COUNT, members, timeout);
    }

    /** Acknowledged when more than half of the members have it. */
    public static WriteConcern majority(Duration timeout) {
        return new WriteConcern(Kind.MAJORITY, 1, timeout);
    }

    /** Acknowledged when all members have it. */
    public static WriteConcern all(Duration timeout) {
        return new WriteConcern(Kind.ALL, 1, timeout);
    }

    /** Returns how many of some members are needed. */
    int needed(int members) {
        return switch (kind) {
            case LOCAL -> 1;
            case COUNT -> count;
            case MAJORITY -> members / 2 + 1;
            case ALL -> members;
        };
    }
}
