package io.latticework.testkit.sim;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a failed run down as a test, each step on a line of its own. */
record GeneratedTest(String name, RunResult failed) {
    private static final String INDENT = "                ";

    /** Returns the source of a test class. */
    String source() {
        Plan plan = failed.plan();
        String settings = plan.with(List.of()).toString().replaceFirst("steps=$", "steps=");
        String steps = plan.steps().stream()
                .map(step -> INDENT + quoted(step.toString()))
                .collect(Collectors.joining(",\n"));
        return """
                import static org.junit.jupiter.api.Assertions.assertEquals;

                import io.latticework.testkit.sim.Plan;
                import io.latticework.testkit.sim.Simulation;
                import java.util.Optional;
                import org.junit.jupiter.api.Test;

                /** %s */
                class %s {
                    /** Give it the workload, settings and conditions of the simulation that failed. */
                    private static final Simulation SIMULATION = Simulation.of(0, 0);

                    @Test
                    void holds() {
                        Plan plan = Plan.parse(%s
                                + String.join(",", new String[] {
                %s
                        }));
                        assertEquals(Optional.empty(), SIMULATION.run(plan).failure());
                    }
                }
                """.formatted(comment(), name, quoted(settings), steps);
    }

    private String comment() {
        return failed.check() + ": " + failed.message().replace("*/", "* /").replace('\n', ' ');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
