package io.latticework.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures values: each library's operations, one row for each operation and size. */
@Command(
        name = "values",
        description = "Operations on values: CPU time of the measuring thread and allocation, with the ratio to Pekko.",
        mixinStandardHelpOptions = true)
final class ValuesCommand implements Callable<Integer> {
    private static final List<String> LIBRARIES = List.of(Case.LATTICEWORK, Case.PEKKO, Case.WURMLOCH, Case.FLOOR);

    @Mixin
    private Forks forks = new Forks();

    @Option(names = "--sizes", split = ",", description = "Elements of the values (default: 1000,100000).")
    private List<Integer> sizes = List.of(1_000, 100_000);

    @Option(names = "--only", description = "Operations whose names match a regular expression.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--libraries", split = ",", description = "Libraries to measure (default: all).")
    private List<String> libraries = LIBRARIES;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws RunnerException {
        out.println(Machine.describe());
        out.println();
        out.println("| operation | elements | latticework | allocated | pekko | allocated | pekko / latticework"
                + " | wurmloch | hashmap |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (String operation : Cases.operations()) {
            for (int size : sizes) {
                if (only.matcher(operation).find()) {
                    measure(operation, size);
                }
            }
        }
        return 0;
    }

    private void measure(String operation, int size) throws RunnerException {
        Map<String, Cost> costs = new TreeMap<>();
        for (Case each : Cases.of(operation, size)) {
            if (libraries.contains(each.library())) {
                RunResult result = new Runner(forks.options()
                                .include(OperationBenchmark.class.getName())
                                .param("operation", operation)
                                .param("library", each.library())
                                .param("size", Integer.toString(size))
                                .build())
                        .runSingle();
                costs.put(each.library(), Cost.of(result, each.perElement() ? size : 1));
            }
        }
        if (!costs.isEmpty()) {
            print(operation, size, costs);
        }
    }

    private void print(String operation, int size, Map<String, Cost> costs) {
        Cost ours = costs.get(Case.LATTICEWORK);
        Cost pekko = costs.get(Case.PEKKO);
        List<String> row = List.of(
                operation,
                Integer.toString(size),
                time(ours),
                ours == null ? "" : ours.allocated(),
                time(pekko),
                pekko == null ? "" : pekko.allocated(),
                ours == null || pekko == null ? "" : ours.against(pekko),
                time(costs.get(Case.WURMLOCH)),
                time(costs.get(Case.FLOOR)));
        out.println("| " + String.join(" | ", row) + " |");
    }

    private static String time(@Nullable Cost cost) {
        return cost == null ? "" : cost.time();
    }
}
