package io.latticework.testkit.sim;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Runs many seeds of the standard simulation and prints what came of them. Arguments, each {@code name=value}:
 *
 * <ul>
 *   <li>{@code first}: the first seed; default 0
 *   <li>{@code seeds}: how many at most; default 1,000
 *   <li>{@code hours}: stops after so many simulated cluster-hours; default 1,000,000
 *   <li>{@code threads}: how many run at once; default as many as there are processors
 *   <li>{@code replicas}: default 1 to 9, which the seed draws
 *   <li>{@code twice}: {@code true} runs each seed a second time and compares all that happened
 *   <li>{@code plan}: a plan's line, the rest of the arguments, that is replayed instead
 *   <li>{@code reports}: where diagrams, timelines and tests of failures go; default {@code target/simulation}
 * </ul>
 *
 * <p>Run Java with {@code -ea}.
 */
public final class Soak {
    private static final int CHUNK = 100;

    private final PrintStream out;
    private final Map<String, String> arguments;

    private Soak(PrintStream out, Map<String, String> arguments) {
        this.out = out;
        this.arguments = arguments;
    }

    /** Runs, and ends the process: with 1 if a run failed. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, String.join(" ", arguments)) ? 0 : 1);
    }

    /** Runs with arguments, separated by spaces, and tells whether no run failed. */
    public static boolean run(PrintStream out, String arguments) {
        int plan = arguments.indexOf("plan=");
        if (plan >= 0) {
            RunResult result = Simulation.of(0, 0).replay(arguments.substring(plan + "plan=".length()));
            out.println(result.failure().orElse("no check failed"));
            return result.failure().isEmpty();
        }
        return new Soak(out, arguments.isBlank() ? Map.of() : Plan.fields(arguments)).run();
    }

    private long number(String name, long otherwise) {
        String text = arguments.get(name);
        return text == null ? otherwise : Long.parseLong(text);
    }

    private boolean run() {
        long first = number("first", 0);
        long seeds = number("seeds", 1000);
        long hours = number("hours", 1_000_000);
        SimulationReport all = new Tally().report();
        long started = System.nanoTime();
        long seed = first;
        while (seed < first + seeds && all.virtual().toHours() < hours) {
            int chunk = (int) Math.min(CHUNK, first + seeds - seed);
            Simulation simulation = simulation(seed, chunk);
            SimulationReport report = simulation.run();
            explain(simulation, report);
            if (Boolean.parseBoolean(arguments.get("twice")) && simulation.run().hash() != report.hash()) {
                out.printf("seeds %d to %d: two runs of a seed differ%n", seed, seed + chunk - 1);
                return false;
            }
            all = all.plus(report);
            seed += chunk;
            double seconds = (System.nanoTime() - started) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%,d seeds, %,.2f cluster-hours, %d failed, %.0f times real time%n",
                    all.runs(),
                    all.virtual().toMillis() / 3.6e6,
                    all.failed(),
                    all.virtual().toMillis() / 1e3 / seconds);
        }
        out.print(all);
        return all.failed() == 0;
    }

    private Simulation simulation(long first, int seeds) {
        Simulation drawn = Simulation.of(first, seeds);
        int replicas = (int) number("replicas", 0);
        return (replicas > 0 ? drawn.replicas(replicas) : drawn)
                .threads((int) number("threads", Runtime.getRuntime().availableProcessors()))
                .reportTo(Path.of(arguments.getOrDefault("reports", "target/simulation")));
    }

    private void explain(Simulation simulation, SimulationReport report) {
        report.failures().stream()
                .findFirst()
                .ifPresent(failed -> out.println(simulation.failure(failed).getMessage()));
    }
}
