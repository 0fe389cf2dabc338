package io.latticework.testkit.sim;

import io.latticework.sync.spi.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** A node's tasks, which end with it, and wait while it is paused or still busy with others. Not thread-safe. */
final class NodeScheduler implements Scheduler {
    private final VirtualTime time;
    private final VirtualClock clock;
    private final Runnable afterTask;
    private final FaultPoint faultPoint;
    private final LongSupplier lateness;
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private boolean open = true;
    private boolean waking;
    private long freeAt;
    private long costNanos;

    /**
     * Returns a scheduler.
     *
     * @param afterTask called after each task
     * @param faultPoint where the node's engine can be made to fail
     * @param lateness by how many nanoseconds the next timer is late
     */
    NodeScheduler(
            VirtualTime time, VirtualClock clock, Runnable afterTask, FaultPoint faultPoint, LongSupplier lateness) {
        this.time = time;
        this.clock = clock;
        this.afterTask = afterTask;
        this.faultPoint = faultPoint;
        this.lateness = lateness;
    }

    /** Runs nothing for a time; what falls due meanwhile runs afterwards. */
    void pause(long nanos) {
        freeAt = Math.max(freeAt, time.nanos() + nanos);
    }

    /** Ends a pause. */
    void resume() {
        freeAt = time.nanos();
        drain();
    }

    /** Makes each task take so long. */
    void slow(long nanosEach) {
        costNanos = nanosEach;
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        boolean[] cancelled = new boolean[1];
        time.schedule(delayNanos <= 0 ? 0 : clock.delay(delayNanos) + lateness.getAsLong(), () -> {
            if (open && !cancelled[0]) {
                due(() -> {
                    if (!cancelled[0]) {
                        task.run();
                    }
                });
            }
        });
        return () -> cancelled[0] = true;
    }

    private void due(Runnable task) {
        if (ready.isEmpty() && time.nanos() >= freeAt) {
            run(task);
        } else {
            ready.add(task);
            wake();
        }
    }

    private void run(Runnable task) {
        freeAt = time.nanos() + costNanos;
        faultPoint.run(task);
        if (open) {
            afterTask.run();
        }
    }

    private void wake() {
        if (!waking) {
            waking = true;
            time.schedule(freeAt - time.nanos(), this::drain);
        }
    }

    private void drain() {
        waking = false;
        while (open && !ready.isEmpty() && time.nanos() >= freeAt) {
            run(ready.remove());
        }
        if (open && !ready.isEmpty()) {
            wake();
        }
    }

    @Override
    public void close() {
        open = false;
        ready.clear();
    }
}
