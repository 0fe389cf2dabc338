package io.latticework.benchmarks.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Reads a trace, replays it, and prints one line of JSON: {@code TRACE.json.gz ROUNDS BUDGET_MILLIS}. */
public final class TraceMain {
    private static final int ARGUMENTS = 3;

    private TraceMain() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != ARGUMENTS) {
            System.err.println("usage: TRACE.json.gz ROUNDS BUDGET_MILLIS");
            System.exit(2);
        }
        Path file = Path.of(arguments[0]);
        Trace trace = Trace.read(file);
        Stopwatch watch = new Stopwatch(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
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
