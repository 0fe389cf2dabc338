package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up what came of runs. Thread-safe. */
final class Tally {
    static final int KEPT_FAILURES = 100;

    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final List<RunResult> failures = new ArrayList<>();
    private long runs;
    private long failed;
    private long writes;
    private long confirmed;
    private long frames;
    private Duration virtual = Duration.ZERO;
    private long hash;

    synchronized void add(RunResult result) {
        runs++;
        writes += result.writes();
        confirmed += result.confirmed();
        frames += result.frames();
        virtual = virtual.plus(result.virtual());
        hash += result.hash() * (2 * result.plan().seed() + 1); // whatever order the runs end in
        result.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        if (result.failure().isPresent()) {
            failed++;
            if (failures.size() < KEPT_FAILURES) {
                failures.add(result);
            }
        }
    }

    synchronized boolean hasFailures() {
        return failed > 0;
    }

    synchronized SimulationReport report() {
        List<RunResult> bySeed = failures.stream()
                .sorted(Comparator.comparingLong(result -> result.plan().seed()))
                .toList();
        return new SimulationReport(runs, failed, bySeed, virtual, writes, confirmed, frames, faults, hash);
    }
}
