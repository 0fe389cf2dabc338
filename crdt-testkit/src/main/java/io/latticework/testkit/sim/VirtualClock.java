package io.latticework.testkit.sim;

import io.latticework.sync.spi.Clock;
import java.time.Duration;

/**
 * A node's clocks, which may be wrong: the one on the wall is off by an offset, both run too fast or too slow, and the one
 * on the wall may jump. Not thread-safe.
 */
public final class VirtualClock implements Clock {
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    private static final long MILLION = 1_000_000L;

    private final VirtualTime time;
    private long offsetMillis;
    private long driftPpm;

    VirtualClock(VirtualTime time) {
        this.time = time;
    }

    /** Puts the clock on the wall forward, or back if the duration is negative. */
    public void jump(Duration by) {
        offsetMillis += by.toMillis();
    }

    /** Makes both clocks too fast, or too slow if negative, by so many millionths: from now on and since the start. */
    void drift(long ppm) {
        driftPpm = ppm;
    }

    @Override
    public long millis() {
        return EPOCH_MILLIS + offsetMillis + nanos() / MILLION;
    }

    @Override
    public long nanos() {
        return time.nanos() + time.nanos() / 1_000 * driftPpm / 1_000;
    }

    /** Returns how long a time by this clock takes; never less, so that a timer does not come early. */
    long delay(long nanos) {
        return driftPpm == 0 ? nanos : nanos - nanos * driftPpm / (MILLION + driftPpm) + 2_000;
    }
}
