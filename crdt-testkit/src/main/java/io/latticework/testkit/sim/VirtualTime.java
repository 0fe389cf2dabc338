package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.PriorityQueue;

/** Time that passes only when somebody lets it, and the tasks that fall due in it. Not thread-safe. */
public final class VirtualTime {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long scheduled;
    private long ran;

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

    void schedule(long delayNanos, Runnable action) {
        tasks.add(new Task(now + Math.max(0, delayNanos), scheduled++, action));
    }

    /** Lets time pass and runs what falls due. */
    public void pass(Duration duration) {
        long end = now + duration.toNanos();
        while (!tasks.isEmpty() && tasks.element().at <= end) {
            Task task = tasks.remove();
            now = task.at;
            ran++;
            task.action.run();
        }
        now = end;
    }
}
