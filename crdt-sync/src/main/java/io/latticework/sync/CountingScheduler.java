package io.latticework.sync;

import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.spi.Scheduler;

/**
 * Counts the engine's tasks that throw. What they throw goes on to the scheduler below, which says what becomes of it; the
 * engine is made so that its next task may run.
 *
 * <p>Thread-safe.
 */
final class CountingScheduler implements Scheduler {
    private final Scheduler scheduler;
    private final Counts counts;

    CountingScheduler(Scheduler scheduler, Counts counts) {
        this.scheduler = scheduler;
        this.counts = counts;
    }

    @Override
    public void execute(Runnable task) {
        scheduler.execute(counting(task));
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return scheduler.schedule(delayNanos, counting(task));
    }

    private Runnable counting(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                counts.add(Count.TASKS_FAILED);
                throw e;
            }
        };
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
