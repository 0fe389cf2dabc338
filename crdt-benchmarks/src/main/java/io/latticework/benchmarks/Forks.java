package io.latticework.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Option;

/** How JVMs are started and for how long they are measured. */
public final class Forks {
    @Option(names = "--quick", description = "One short fork for each row: for developing, not for publishing.")
    private boolean quick;

    @Option(names = "--heap", defaultValue = "3g", description = "The heap of each fork (default: ${DEFAULT-VALUE}).")
    private String heap = "3g";

    /** Called by the command line. */
    public Forks() {}

    /**
     * Returns the options that all benchmarks share. The heap is touched before, or page faults would be measured; code is
     * compiled in the foreground, or a busy machine would go on to run what is not compiled yet.
     */
    ChainedOptionsBuilder options() {
        if (quick) {
            System.setProperty("jmh.ignoreLock", "true");
        }
        return new OptionsBuilder()
                .verbosity(VerboseMode.SILENT)
                .addProfiler(ThreadCost.class)
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-Xbatch", Main.QUIET)
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 5 : 10)
                .warmupTime(TimeValue.milliseconds(quick ? 200 : 300))
                .measurementIterations(quick ? 5 : 10)
                .measurementTime(TimeValue.milliseconds(quick ? 200 : 300));
    }
}
