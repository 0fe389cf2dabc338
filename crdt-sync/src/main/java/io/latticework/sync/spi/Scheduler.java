package io.latticework.sync.spi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * Runs a replica's tasks one at a time, in the order in which they fall due, also after one that throws: the replica has
 * counted that, and goes on. Callable from any thread.
 */
public interface Scheduler extends AutoCloseable {
    /** Runs a task soon, never inside of this call. */
    void execute(Runnable task);

    /** Runs a task after a delay. */
    @CanIgnoreReturnValue
    Timer schedule(long delayNanos, Runnable task);

    /** Runs no further task. */
    @Override
    void close();

    /** A task that is yet to run. */
    interface Timer {
        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }
}
