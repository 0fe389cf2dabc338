package io.latticework.benchmarks.trace;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes the best time of several rounds: of the wall clock, or with {@code -Dcpu=true} of the thread alone. */
public final class Stopwatch {
    private static final boolean CPU = Boolean.getBoolean("cpu");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final double NANOS_PER_MILLI = 1e6;

    private final int rounds;
    private final long budgetNanos;

    /** Measures each step for so many rounds, or so many milliseconds of them, whichever is less. */
    public Stopwatch(int rounds, long budgetMillis) {
        this.rounds = rounds;
        this.budgetNanos = budgetMillis * (long) NANOS_PER_MILLI;
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
        return best(work, unused -> {});
    }

    /** Does the same, and afterwards, not measured, something with each result. */
    <T> Timed<T> best(Supplier<T> work, Consumer<T> afterwards) {
        long end = System.nanoTime() + budgetNanos;
        long start = now();
        T value = work.get();
        long best = now() - start;
        afterwards.accept(value);
        for (int round = 1; round < rounds && System.nanoTime() < end; round++) {
            start = now();
            value = work.get();
            best = Math.min(best, now() - start);
            afterwards.accept(value);
        }
        return new Timed<>(value, best / NANOS_PER_MILLI);
    }
}
