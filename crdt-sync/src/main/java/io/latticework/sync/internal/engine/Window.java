package io.latticework.sync.internal.engine;

import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Scheduler;

/**
 * When to flush. The first write after a pause goes at once, so that it is seen elsewhere at once; what follows within a
 * window goes together at its end.
 */
final class Window {
    private final Clock clock;
    private final Scheduler scheduler;
    private final long nanos;
    private final Runnable flush;
    private boolean scheduled;
    private long lastFlush = Long.MIN_VALUE / 2;

    Window(Clock clock, Scheduler scheduler, long nanos, Runnable flush) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.nanos = nanos;
        this.flush = flush;
    }

    /** Something was written. */
    void written() {
        flushAfter(Math.max(0, lastFlush + nanos - clock.nanos()));
    }

    /** Something is to be passed on; a window later, so that copies which come by other ways are not. */
    void received() {
        flushAfter(nanos);
    }

    private void flushAfter(long delayNanos) {
        if (!scheduled) {
            scheduled = true;
            scheduler.schedule(delayNanos, () -> {
                scheduled = false;
                flush.run();
            });
        }
    }

    /** All was flushed just now. */
    void flushed() {
        lastFlush = clock.nanos();
    }
}
