package io.latticework.sync.internal.keyspace;

import io.latticework.sync.spi.Clock;
import java.util.function.LongSupplier;

/**
 * The time for stamps, as it was at the last look at the clock, because a look costs more than most writes. Somebody looks
 * at the first write of each push window, and at each 64th stamp.
 */
final class RecentTime implements LongSupplier {
    private static final int STAMPS = 64;

    private final Clock clock;
    private volatile long millis;
    /** A guess: threads may overwrite each other's. */
    private int stamps;

    RecentTime(Clock clock) {
        this.clock = clock;
        this.millis = clock.millis();
    }

    /** Looks at the clock. */
    void read() {
        millis = clock.millis();
    }

    @Override
    public long getAsLong() {
        if (++stamps % STAMPS == 0) {
            read();
        }
        return millis;
    }
}
