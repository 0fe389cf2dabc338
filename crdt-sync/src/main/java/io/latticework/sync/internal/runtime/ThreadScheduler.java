package io.latticework.sync.internal.runtime;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.sync.spi.Scheduler;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread. A task that throws is logged, and the next one runs. */
public final class ThreadScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadScheduler.class);

    private final ScheduledThreadPoolExecutor executor;

    /** Starts a thread of a name. */
    public ThreadScheduler(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Runnable logging(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A task of the replication engine failed; the engine goes on", e);
            }
        };
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    @Override
    @CanIgnoreReturnValue
    public Timer schedule(long delayNanos, Runnable task) {
        try {
            ScheduledFuture<?> future = executor.schedule(logging(task), delayNanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("A task came after the end and does not run");
            return () -> {};
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
