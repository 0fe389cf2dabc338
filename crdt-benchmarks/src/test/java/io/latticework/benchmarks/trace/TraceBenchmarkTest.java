package io.latticework.benchmarks.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.benchmarks.Unconnected;
import io.latticework.benchmarks.trace.Trace.Patch;
import io.latticework.benchmarks.trace.Trace.Transaction;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceBenchmarkTest {
    private static final int EDITS = 400;

    private final Stopwatch once = new Stopwatch(1, 0);

    /** It throws if the text of any step is not that of the session. */
    @Test
    void allLibrariesComeToTheSameText() throws IOException {
        assertThat(TraceBenchmark.of(null, EDITS, once, unused -> 1, new Unconnected()))
                .isNotEmpty();
    }

    @Test
    void aReplayReportsItsStepsAndThatNoneIsWrong() {
        Report report = new Report();
        new Replay(GeneratedTrace.of(EDITS, 2), once, report).run();
        assertThat(report.toString())
                .contains("\"edits\":" + EDITS, "\"local\":{\"min\":", "\"batch\":{", "\"save\":{", "\"bytes\":")
                .contains("\"bytesDeflate\":", "\"load\":{", "\"mergeFresh\":{", "\"remotePerEdit\":{")
                .contains("\"updAvg\":", "\"memKiB\":", "\"versionB\":")
                .doesNotContain("BAD_");
    }

    @Test
    void aWrongTextIsReported() {
        Trace trace = GeneratedTrace.of(EDITS, 2);
        Report report = new Report();
        new Replay(new Trace(1, trace.transactions(), "another"), once, report).run();
        assertThat(report.toString()).contains("BAD_local", "BAD_batch", "BAD_load", "BAD_remotePerEdit");
    }

    @Test
    void writersThatWriteAtOnceAreReplayedAsTheySawEachOther() {
        List<Transaction> both = List.of(
                new Transaction(0, List.of(), List.of(new Patch(0, 0, "ac"))),
                new Transaction(1, List.of(0), List.of(new Patch(1, 0, "b"))),
                new Transaction(0, List.of(0), List.of(new Patch(2, 0, "d"))),
                new Transaction(1, List.of(1, 2), List.of(new Patch(0, 1, "A"))));
        Report report = new Report();
        new Together(new Trace(2, both, "Abcd")).run(once, report);
        assertThat(report.toString()).contains("\"replay\":{\"min\":").doesNotContain("BAD_");
    }
}
