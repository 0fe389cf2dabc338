package io.latticework.benchmarks.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Reads a trace, replays it, and prints one line of JSON: {@code TRACE.json.gz [ROUNDS [BUDGET_MILLIS]]}. The defaults are
 * enough to warm up the code of each step.
 */
public final class TraceMain {
    private static final int MOST_ARGUMENTS = 3;
    private static final int ROUNDS = 200;
    private static final long BUDGET_MILLIS = 20_000;

    private TraceMain() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > MOST_ARGUMENTS) {
            System.err.println("usage: TRACE.json.gz [ROUNDS [BUDGET_MILLIS]]");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]);
        Trace trace = Trace.read(file);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        long budgetMillis = arguments.length > 2 ? Long.parseLong(arguments[2]) : BUDGET_MILLIS;
        Stopwatch watch = new Stopwatch(rounds, budgetMillis);
        Report report = new Report();
        report.text("peer", "latticework");
        report.text(
                "version",
                Objects.requireNonNullElse(TraceMain.class.getPackage().getImplementationVersion(), "unpackaged"));
        report.text("trace", file.getFileName().toString());
        if (trace.agents() > 1) {
            new Together(trace).run(watch, report);
        } else {
            new Replay(trace, watch, report).run();
        }
        System.out.println(report);
    }
}
