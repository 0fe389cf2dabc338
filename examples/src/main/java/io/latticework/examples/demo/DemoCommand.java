package io.latticework.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Three regions in three processes: a load, a partition, a crash; then whether all agree and nothing is missing. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts three replicas in processes of their own, loads 1,000 records, cuts one off, kills one,"
                + " and checks that all agree and that nothing acknowledged is missing.")
public final class DemoCommand implements Callable<Integer> {
    private static final int SHOWN_FAULTS = 10;

    private final PrintStream out;

    /** Returns the command, which tells its story to a stream. */
    public DemoCommand(OutputStream out) {
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (Story story = new Story(out)) {
            story.start();
            story.load();
            story.partition();
            story.crash();
            boolean good = report(story);
            out.printf(
                    Locale.ROOT, "%.1f s in all: %s%n", (System.nanoTime() - start) / 1e9, good ? "good" : "NOT GOOD");
            return good ? 0 : 1;
        }
    }

    private boolean report(Story story) throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        JsonNode state = NullNode.getInstance();
        out.printf(Locale.ROOT, "%n%-10s %6s  %-32s %14s%n", "region", "keys", "digest", "bytes sent");
        for (Region region : story.regions()) {
            ObjectNode digest = region.digest();
            out.printf(
                    Locale.ROOT,
                    "%-10s %,6d  %-32s %,14d%n",
                    region.name(),
                    digest.path("keys").asInt(),
                    digest.path("digest").asText(),
                    region.bytesSent());
            state = region.process().ask(PeerProcess.request("dump")).path("state");
            story.ledger().faults(state).forEach(fault -> faults.add(region.name() + ": " + fault));
        }
        reportTimes(story);
        Ledger ledger = story.ledger();
        out.printf(Locale.ROOT, "%nacknowledged writes: %,d, missing: %,d%n", ledger.count(), faults.size());
        out.println("writes that were under way when the process was killed: " + ledger.fate(state) + " survived");
        faults.stream().limit(SHOWN_FAULTS).forEach(out::println);
        return faults.isEmpty() && story.isConverged();
    }

    private void reportTimes(Story story) {
        out.printf(Locale.ROOT, "%n%-42s %s%n", "event", "all digests equal after");
        for (Map.Entry<String, Double> event : story.secondsToConverge().entrySet()) {
            out.printf(Locale.ROOT, "%-42s %6.2f s%n", event.getKey(), event.getValue());
        }
    }
}
