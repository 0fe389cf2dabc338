package io.latticework.testkit.sim;

import io.latticework.testkit.sim.trace.TraceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param plan what was to happen
 * @param check which check failed; empty if none did
 * @param message what it says; empty if none failed
 * @param hash over all that happened: equal hashes, equal runs
 * @param virtual how much time passed
 * @param writes how many there were
 * @param confirmed how many of them were confirmed by whom they were to reach
 * @param frames how many were sent
 * @param faults how often each fault happened
 * @param events what happened, if that was recorded
 */
public record RunResult(
        Plan plan,
        String check,
        String message,
        long hash,
        Duration virtual,
        long writes,
        long confirmed,
        long frames,
        Map<Fault, Long> faults,
        List<TraceEvent> events) {
    /** Copies the collections. */
    public RunResult {
        faults = Map.copyOf(faults);
        events = List.copyOf(events);
    }

    /** Returns the check that failed and what it says. */
    public Optional<String> failure() {
        return check.isEmpty() ? Optional.empty() : Optional.of(check + ": " + message);
    }
}
