package io.latticework.sync;

import java.time.Duration;

/**
 * How many members a read is to hear from, and how long to wait. A read that is reached has joined all that these members
 * had when it began, and they all that this replica had: reads repair. Members are this replica and its configured peers, by
 * name. A write that a majority has acknowledged shows in each read that a majority has answered.
 *
 * @param kind which members
 * @param count how many, for {@link WriteConcern.Kind#COUNT}
 * @param timeout how long to wait
 */
public record ReadConcern(WriteConcern.Kind kind, int count, Duration timeout) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the count is below 1 or the timeout negative
     */
    public ReadConcern {
        if (count < 1 || timeout.isNegative()) {
            throw new IllegalArgumentException("A read hears from at least 1 member in a time of at least 0");
        }
    }

    /** What is here now. */
    public static ReadConcern local() {
        return new ReadConcern(WriteConcern.Kind.LOCAL, 1, Duration.ZERO);
    }

    /** What so many members have, this one included. */
    public static ReadConcern of(int members, Duration timeout) {
        return new ReadConcern(WriteConcern.Kind.COUNT, members, timeout);
    }

    /** What more than half of the members have. */
    public static ReadConcern majority(Duration timeout) {
        return new ReadConcern(WriteConcern.Kind.MAJORITY, 1, timeout);
    }

    /** What all members have. */
    public static ReadConcern all(Duration timeout) {
        return new ReadConcern(WriteConcern.Kind.ALL, 1, timeout);
    }

    /** Returns how many of some members are needed. */
    int needed(int members) {
        return new WriteConcern(kind, count, timeout).needed(members);
    }
}
