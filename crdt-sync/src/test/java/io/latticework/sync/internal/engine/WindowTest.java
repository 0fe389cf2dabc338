package io.latticework.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.spi.Clock;
import io.latticework.sync.spi.Scheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a flush is due after another one. */
class WindowTest {
    private static final long MILLI = 1_000_000;

    private long now = 7_000 * MILLI;
    /** The delays of all flushes that were scheduled, in milliseconds. */
    private final List<Long> delays = new ArrayList<>();

    private long flushTakes;

    private final Clock clock = new Clock() {
        @Override
        public long millis() {
            return now / MILLI;
        }

        @Override
        public long nanos() {
            return now;
        }
    };

    /** Runs what is scheduled at once, in its time. */
    private final Scheduler scheduler = new Scheduler() {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            delays.add(delayNanos / MILLI);
            now += delayNanos;
            task.run();
            return () -> {};
        }

        @Override
        public void close() {}
    };

    private final Window window = new Window(clock, scheduler, 4 * MILLI, this::flush);

    private void flush() {
        long began = now;
        now += flushTakes;
        window.flushed(began);
    }

    @Test
    void theFirstWriteAfterAPauseGoesAtOnceAndTheNextAtTheEndOfTheWindow() {
        window.written();
        window.written();
        now += MILLI;
        window.written();
        now += 100 * MILLI;
        window.written();
        assertThat(delays).containsExactly(0L, 4L, 3L, 0L);
    }

    @Test
    void whileFlushesTakeLongTheWindowIsLongerUpToABound() {
        flushTakes = 3 * MILLI;
        window.written();
        window.written();
        window.written();
        flushTakes = 500 * MILLI;
        window.written();
        window.written();
        window.written();
        flushTakes = 0;
        window.written();
        window.written();
        assertThat(delays).containsExactly(0L, 4L, 12L, 12L, 12L, 20L, 20L, 4L);
    }

    @Test
    void oneFlushThatWasHeldUpIsNoLoad() {
        window.written();
        flushTakes = 500 * MILLI;
        window.written();
        flushTakes = 0;
        window.written();
        window.written();
        assertThat(delays).containsExactly(0L, 4L, 4L, 4L);
    }
}
