package io.latticework.benchmarks;

import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;

/**
 * What one operation costs.
 *
 * @param best nanoseconds of CPU time in the best iteration
 * @param mean nanoseconds of CPU time, the mean of all iterations
 * @param bytes allocated
 */
record Cost(double best, double mean, double bytes) {
    static Cost of(RunResult result, int divisor) {
        return new Cost(
                score(result, ThreadCost.BEST) / divisor,
                score(result, ThreadCost.MEAN) / divisor,
                score(result, ThreadCost.BYTES) / divisor);
    }

    private static double score(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name)
                .getScore();
    }

    /** Returns the time with its unit, and how far the mean is above the best. */
    String time() {
        return time(best) + String.format(Locale.ROOT, " +%.0f%%", Math.max(0, mean / best - 1) * 100);
    }

    private static String time(double nanos) {
        if (nanos < 10_000) {
            return String.format(Locale.ROOT, nanos < 100 ? "%.1f ns" : "%.0f ns", nanos);
        }
        return nanos < 10_000_000
                ? String.format(Locale.ROOT, "%.1f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    /** Returns the allocated bytes with their unit. */
    String allocated() {
        if (bytes < 10_000) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        return bytes < 10_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Returns how many times faster this is than another. */
    String against(Cost other) {
        double ratio = other.best / best;
        return String.format(Locale.ROOT, ratio < 10 ? "%.2fx" : ratio < 100 ? "%.1fx" : "%,.0fx", ratio);
    }
}
