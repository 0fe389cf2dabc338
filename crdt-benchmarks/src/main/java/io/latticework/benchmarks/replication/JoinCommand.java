package io.latticework.benchmarks.replication;

import io.latticework.benchmarks.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how much memory it takes to bring a large set to a process that starts empty. */
@Command(
        name = "join",
        description = "Joins a large set from another process, both with heaps not much larger than the set.",
        mixinStandardHelpOptions = true)
public final class JoinCommand implements Callable<Integer> {
    /** MiB for young objects, which is most of what is not the set. */
    private static final int YOUNG = 6;

    /** Else the collector counts some garbage as used, to spare itself from moving what lies behind. */
    private static final String ALL_GARBAGE = "-XX:MarkSweepAlwaysCompactCount=1";

    @Option(names = "--elements", description = "Elements of the set (default: 200,000).")
    private int elements = 200_000;

    @Option(names = "--bytes", description = "Characters of each (default: 50).")
    private int bytes = 50;

    @Option(names = "--spare", description = "MiB of heap beyond what the set takes (default: 16).")
    private int spare = 16;

    private final PrintStream out = System.out;

    /** Made by the command line. */
    public JoinCommand() {}

    /** A child and the words of its first line. */
    private record Child(Process process, List<String> words) {}

    @Override
    public Integer call() throws Exception {
        out.println(Machine.describe());
        double state;
        Child measured = child(512, "hold", elements, bytes);
        try {
            state = Double.parseDouble(measured.words.get(1));
        } finally {
            measured.process.destroy();
        }
        int heap = (int) Math.ceil(state) + spare;
        Child holder = child(heap, "hold", elements, bytes);
        try {
            List<String> joined = child(heap, "join", elements, holder.words.get(0)).words;
            out.printf(
                    Locale.ROOT,
                    "%,d elements of %d characters take %.1f MiB; with heaps of %d MiB, the %d MiB of young garbage"
                            + " included, they were joined in %s s%n",
                    elements,
                    bytes,
                    state,
                    heap,
                    YOUNG,
                    joined.get(0));
        } finally {
            holder.process.destroy();
        }
        return 0;
    }

    private static Child child(int heapMebibytes, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                Processes.java("-Xmx" + heapMebibytes + "m", "-Xmn" + YOUNG + "m", "-XX:+UseSerialGC", ALL_GARBAGE));
        command.add(JoiningPeer.class.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The process with a heap of " + heapMebibytes + " MiB ended without an answer");
        }
        return new Child(process, List.of(line.split(" ")));
    }
}
