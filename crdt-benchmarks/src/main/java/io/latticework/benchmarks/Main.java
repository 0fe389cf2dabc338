package io.latticework.benchmarks;

import io.latticework.benchmarks.replication.CopiesCommand;
import io.latticework.benchmarks.replication.DifferenceCommand;
import io.latticework.benchmarks.replication.FreshnessCommand;
import io.latticework.benchmarks.replication.JoinCommand;
import io.latticework.benchmarks.replication.ScaleCommand;
import io.latticework.benchmarks.replication.ThroughputCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "latticework-benchmarks",
        description = "Measures what operations cost, beside other libraries in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ValuesCommand.class,
            MemoryCommand.class,
            WireCommand.class,
            ContentionCommand.class,
            TextCommand.class,
            DifferenceCommand.class,
            CopiesCommand.class,
            FreshnessCommand.class,
            ThroughputCommand.class,
            ScaleCommand.class,
            JoinCommand.class
        })
public final class Main {
    /** Nobody logs here, and SLF4J need not say so. */
    static final String QUIET = "-Dslf4j.internal.verbosity=ERROR";

    private Main() {}

    /** Runs a command. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
