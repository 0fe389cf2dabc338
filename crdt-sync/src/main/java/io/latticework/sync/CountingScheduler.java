package io.latticework.sync;

import io.latticework.crdt.internal.store.MergeGuard;
import io.latticework.sync.internal.engine.Counts;
import io.latticework.sync.internal.engine.Counts.Count;
import io.latticework.sync.spi.Scheduler;

/**
 * Runs the engine's tasks under the guard of users' merges, and counts those that throw. What they throw goes on to the scheduler below, which says what becomes of it; the
 * engine is made so that its next task may run.
 *
 * <p>Thread-safe.
 */
final class CountingScheduler implements Scheduler {
    private final Scheduler scheduler;
    private final Counts counts;
    private final MergeGuard guard;

    CountingScheduler(Scheduler scheduler, Counts counts, MergeGuard guard) {
        this.scheduler = scheduler;
        this.counts = counts;
        this.guard = guard;
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
                MergeGuard.within(guard, task);
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
