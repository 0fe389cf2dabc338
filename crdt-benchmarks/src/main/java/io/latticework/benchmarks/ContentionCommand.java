package io.latticework.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures writes of several threads to one replica. */
@Command(
        name = "contention",
        description = "Local writes a second, by several threads through the refs of one replica.",
        mixinStandardHelpOptions = true)
final class ContentionCommand implements Callable<Integer> {
    @Mixin
    private Forks forks = new Forks();

    @Option(names = "--threads", split = ",", description = "Writing threads (default: 1,2).")
    private List<Integer> threads = List.of(1, 2);

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws RunnerException {
        out.println(Machine.describe());
        out.println();
        out.println("| write | keys | threads | millions a second | CPU for one | allocated for one |");
        out.println("|---|---|---|---|---|---|");
        for (int each : threads) {
            for (RunResult result : new Runner(forks.options()
                            .include(ContentionBenchmark.class.getName())
                            .threads(each)
                            .build())
                    .run()) {
                print(each, result);
            }
        }
        return 0;
    }

    private void print(int writers, RunResult result) {
        String name = result.getParams().getBenchmark();
        Cost cost = Cost.of(result, 1);
        out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.2f | %s | %s |%n",
                name.substring(name.lastIndexOf('.') + 1),
                result.getParams().getParam("keys"),
                writers,
                result.getPrimaryResult().getStatistics().getMax() / 1e6,
                cost.time(),
                cost.allocated());
    }
}
