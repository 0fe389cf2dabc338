package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.PriorityQueue;

/** Time that passes only when somebody lets it, and the tasks that fall due in it. Not thread-safe. */
public final class VirtualTime {
    /** So many tasks at one moment are a loop. */
    private static final long STORM = 1_000_000;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long scheduled;
    private long ran;
    private long ranBefore;

    VirtualTime() {}

    /** A task with its place in the order of all tasks. */
    private record Task(long at, long number, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Returns the nanoseconds since the start. */
    public long nanos() {
        return now;
    }

    /** Returns how many tasks have run. */
    public long tasksRun() {
        return ran;
    }

    /** Returns how many tasks wait for their time. */
    public int tasksWaiting() {
        return tasks.size();
    }

    void schedule(long delayNanos, Runnable action) {
        tasks.add(new Task(now + Math.max(0, delayNanos), scheduled++, action));
    }

    /** Lets time pass and runs what falls due. */
    public void pass(Duration duration) {
        passTo(now + duration.toNanos());
    }

    /** Lets time pass up to a moment and runs what falls due. */
    void passTo(long end) {
        while (!tasks.isEmpty() && tasks.element().at <= end) {
            Task task = tasks.remove();
            if (task.at > now) {
                now = task.at;
                ranBefore = ran;
            }
            if (++ran - ranBefore > STORM) {
                throw new IllegalStateException(STORM + " tasks ran and no time passed");
            }
            task.action.run();
        }
        now = Math.max(now, end);
    }
}
