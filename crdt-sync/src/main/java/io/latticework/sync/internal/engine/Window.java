package io.latticework.sync.internal.engine;

import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Scheduler;

/**
 * When to flush. The first write after a pause goes at once, so that it is seen elsewhere at once; what follows within a
 * window goes together at its end. Under a load at which flushes take long the window grows: many writes at once cost less
 * each, here and at the peers, than few at a time.
 */
final class Window {
    /** So many times as long as a flush took, the next one waits: flushes take a fifth of the engine's time at most. */
    private static final int PAUSES = 4;
    /** The longest window of a load, which nobody notices. */
    private static final long MAX_NANOS = 20_000_000L;

    private final Clock clock;
    private final Scheduler scheduler;
    private final long nanos;
    private final Runnable flush;
    private boolean scheduled;
    private long lastFlush = Long.MIN_VALUE / 2;
    private long lastCost;
    private long pause;

    Window(Clock clock, Scheduler scheduler, long nanos, Runnable flush) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.nanos = nanos;
        this.flush = flush;
    }

    /** Something was written. */
    void written() {
        flushAfter(Math.max(0, lastFlush + Math.max(nanos, pause) - clock.nanos()));
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

    /** All was flushed just now, which began at some time. */
    void flushed(long began) {
        lastFlush = clock.nanos();
        long cost = lastFlush - began;
        pause = Math.min(
                PAUSES * Math.min(cost, lastCost), MAX_NANOS); // one that was held up by something else is no load
        lastCost = cost;
    }
}
