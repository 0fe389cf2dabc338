package io.latticework.sync.internal.runtime;

import io.latticework.sync.spi.Clock;

/** The clock of the machine. */
public final class SystemClock implements Clock {
    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
