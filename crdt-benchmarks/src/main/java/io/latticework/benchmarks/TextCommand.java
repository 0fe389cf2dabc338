package io.latticework.benchmarks;

import io.latticework.benchmarks.trace.Stopwatch;
import io.latticework.benchmarks.trace.TraceBenchmark;
import io.latticework.benchmarks.trace.TraceBenchmark.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays an editing session beside automerge-java and {@link StringBuilder}. */
@Command(
        name = "text",
        description =
                "An editing session, key by key and at once, beside automerge-java and StringBuilder in the same run."
                        + " With -Dcpu=true, CPU time of the measuring thread instead of wall clock.",
        mixinStandardHelpOptions = true)
final class TextCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "TRACE.json.gz",
            description = "A recorded session in the format of josephg/editing-traces (default: a generated one).")
    private @Nullable Path trace;

    @Option(names = "--edits", description = "Edits of the generated session (default: ${DEFAULT-VALUE}).")
    private int edits = 100_000;

    @Option(
            names = "--rounds",
            description = "Rounds of each step, of which the best counts (default: ${DEFAULT-VALUE}).")
    private int rounds = 200;

    @Option(names = "--budget", description = "Milliseconds for the rounds of a step (default: ${DEFAULT-VALUE}).")
    private long budgetMillis = 5_000;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException {
        out.println(Machine.describe());
        out.println();
        out.println("| step | latticework | automerge-java | automerge-java / latticework | StringBuilder |");
        out.println("|---|---|---|---|---|");
        Stopwatch watch = new Stopwatch(rounds, budgetMillis);
        List<Row> rows = TraceBenchmark.of(trace, edits, watch, MemoryCommand::bytes, new Unconnected());
        rows.forEach(row -> out.println(row.markdown()));
        return 0;
    }
}
