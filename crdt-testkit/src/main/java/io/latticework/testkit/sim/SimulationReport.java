package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What came of some runs.
 *
 * @param runs how many there were
 * @param failed how many of them failed
 * @param failures the first hundred that failed, by seed
 * @param virtual how much time passed in the clusters
 * @param writes how many there were
 * @param confirmed how many of them were confirmed by whom they were to reach
 * @param frames how many were sent
 * @param faults how often each fault happened
 * @param hash over all that happened in all runs
 */
public record SimulationReport(
        long runs,
        long failed,
        List<RunResult> failures,
        Duration virtual,
        long writes,
        long confirmed,
        long frames,
        Map<Fault, Long> faults,
        long hash) {
    /** Copies the collections. */
    public SimulationReport {
        failures = List.copyOf(failures);
        faults = Map.copyOf(faults);
    }

    /** Returns what came of these runs and of others. */
    public SimulationReport plus(SimulationReport other) {
        List<RunResult> both = Stream.concat(failures.stream(), other.failures.stream())
                .limit(Tally.KEPT_FAILURES)
                .toList();
        Map<Fault, Long> sums = new TreeMap<>(faults);
        other.faults.forEach((fault, count) -> sums.merge(fault, count, Long::sum));
        return new SimulationReport(
                runs + other.runs,
                failed + other.failed,
                both,
                virtual.plus(other.virtual),
                writes + other.writes,
                confirmed + other.confirmed,
                frames + other.frames,
                sums,
                hash + other.hash);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d runs, %,d failed; %.2f cluster-hours, %,d writes, %,d confirmed, %,d frames, hash %016x%n",
                runs,
                failed,
                virtual.toMillis() / 3.6e6,
                writes,
                confirmed,
                frames,
                hash));
        new TreeMap<>(faults)
                .forEach((fault, count) -> text.append(String.format(Locale.ROOT, "%-16s %,14d%n", fault, count)));
        for (RunResult failure : failures) {
            text.append("seed ")
                    .append(failure.plan().seed())
                    .append(": ")
                    .append(failure.check())
                    .append(": ")
                    .append(failure.message())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }
}
