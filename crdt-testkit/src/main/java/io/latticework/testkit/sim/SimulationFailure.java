package io.latticework.testkit.sim;

import io.latticework.testkit.sim.trace.SpaceTimeDiagram;
import io.latticework.testkit.sim.trace.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A run has failed. The message has the line to replay it, and what happened before. */
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    private final transient RunResult result;

    private SimulationFailure(String message, RunResult result) {
        super(message);
        this.result = result;
    }

    /** Returns the failure, and writes files about it if there is a folder. */
    static SimulationFailure of(RunResult found, RunResult shrunk, @Nullable Path folder) {
        StringBuilder message = new StringBuilder();
        message.append(shrunk.check()).append(": ").append(shrunk.message()).append(System.lineSeparator());
        message.append("found under seed ")
                .append(found.plan().seed())
                .append(" with ")
                .append(found.plan().steps().size())
                .append(" steps, shrunk to ")
                .append(shrunk.plan().steps().size())
                .append("; replay it by Simulation.replay(\"")
                .append(shrunk.plan())
                .append("\")")
                .append(System.lineSeparator());
        if (folder != null) {
            message.append("see ").append(write(found, shrunk, folder)).append(System.lineSeparator());
        }
        message.append(Timeline.of(shrunk.events(), SHOWN));
        return new SimulationFailure(message.toString(), shrunk);
    }

    private static Path write(RunResult found, RunResult shrunk, Path folder) {
        String name = "Seed" + Long.toUnsignedString(found.plan().seed());
        String title = "Seed " + found.plan().seed() + ": " + shrunk.check();
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(name + ".txt"),
                    shrunk.plan() + "\n\n" + Timeline.of(shrunk.events(), Integer.MAX_VALUE));
            Files.writeString(folder.resolve(name + "Test.java"), new GeneratedTest(name + "Test", shrunk).source());
            Path diagram = folder.resolve(name + ".html");
            return Files.writeString(
                    diagram, SpaceTimeDiagram.of(title, shrunk.plan().toString(), shrunk.events()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write what failed to " + folder, e);
        }
    }

    /** Returns the shrunk run, with all that happened in it. */
    public RunResult result() {
        return result;
    }
}
