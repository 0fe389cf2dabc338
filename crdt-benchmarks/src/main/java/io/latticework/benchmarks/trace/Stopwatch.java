package io.latticework.benchmarks.trace;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/** Takes the best time of several rounds: of the wall clock, or with {@code -Dcpu=true} of the thread alone. */
final class Stopwatch {
    private static final boolean CPU = Boolean.getBoolean("cpu");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final long budgetNanos;

    Stopwatch(int rounds, long budgetMillis) {
        this.rounds = rounds;
        this.budgetNanos = budgetMillis * 1_000_000;
    }

    private static long now() {
        return CPU ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /**
     * What came out, and how long it took.
     *
     * @param value what came out at last
     * @param millis the best time
     */
    record Timed<T>(T value, double millis) {}

    /** Runs some work until the rounds are done or the time is over, at least once. */
    <T> Timed<T> best(Supplier<T> work) {
        long end = System.nanoTime() + budgetNanos;
        long best = Long.MAX_VALUE;
        T value = null;
        for (int round = 0; value == null || round < rounds && System.nanoTime() < end; round++) {
            long start = now();
            value = work.get();
            best = Math.min(best, now() - start);
        }
        return new Timed<>(value, best / 1e6);
    }
}
