package io.latticework.benchmarks.values;

import java.util.function.LongSupplier;

/** The time as a replica takes it for its stamps: the clock is read at each 64th of them, because a read costs about 24 ns. */
final class RecentTime implements LongSupplier {
    private static final int STAMPS = 64;

    private long millis = System.currentTimeMillis();
    private int stamps;

    @Override
    public long getAsLong() {
        if (++stamps % STAMPS == 0) {
            millis = System.currentTimeMillis();
        }
        return millis;
    }
}
