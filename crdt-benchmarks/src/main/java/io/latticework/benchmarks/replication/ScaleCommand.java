package io.latticework.benchmarks.replication;

import io.latticework.benchmarks.Machine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulates many replicas, each with a few contacts, and measures how an update reaches all of them. */
@Command(
        name = "scale",
        description = "Virtual time, bytes and copies until an update has reached all of many replicas that gossip.",
        mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {
    @Option(names = "--replicas", description = "Replicas (default: 1,000).")
    private int replicas = 1_000;

    @Option(names = "--contacts", description = "Whom each of them dials, at random (default: 12).")
    private int contacts = 12;

    @Option(names = "--loss", split = ",", description = "Shares of all frames that are lost (default: 0,0.1,0.3).")
    private List<Double> losses = List.of(0.0, 0.1, 0.3);

    @Option(
            names = "--crashed",
            split = ",",
            description = "Shares of replicas that crash just before (default: 0.05,0.2).")
    private List<Double> crashes = List.of(0.05, 0.2);

    @Option(names = "--updates", description = "Updates to take the mean of (default: 5).")
    private int updates = 5;

    @Option(
            names = "--partition",
            description = "Minutes for which the regions are apart, each replica writing (default: 10).")
    private int partition = 10;

    @Option(names = "--seed", description = "The seed (default: 1).")
    private long seed = 1;

    private final PrintStream out = System.out;

    /** Made by the command line. */
    public ScaleCommand() {}

    @Override
    public Integer call() {
        out.println(Machine.describe());
        out.println();
        out.printf(Locale.ROOT, "%,d replicas in %d regions, %d contacts each%n%n", replicas, Fleet.REGIONS, contacts);
        out.println("| lost | crashed | update at half of all | at all | digests equal | rounds"
                + " | payload copies a replica and update | bytes a replica and update"
                + " | bytes a replica and second at rest |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        crashes.forEach(crashed -> losses.forEach(loss -> spread(loss, crashed)));
        if (partition > 0) {
            reunite();
        }
        return 0;
    }

    private void spread(double loss, double crashed) {
        Fleet fleet = new Fleet(replicas, contacts, seed);
        fleet.lose(loss);
        fleet.crash(crashed);
        Fleet.Spread spread = fleet.spread(updates);
        out.printf(
                Locale.ROOT,
                "| %.0f %% | %.0f %% | %.2f s | %.2f s | %.2f s | %.1f | %.2f | %,.0f | %,.0f |%n",
                100 * loss,
                100 * crashed,
                spread.half(),
                spread.all(),
                spread.equal(),
                spread.rounds(),
                spread.copies(),
                spread.bytes(),
                spread.restBytes());
    }

    private void reunite() {
        double seconds = new Fleet(replicas, contacts, seed).reunite(Duration.ofMinutes(partition));
        out.printf(
                Locale.ROOT,
                "%nAfter %d minutes in which the regions were apart and each replica wrote a record: equal after %.2f s%n",
                partition,
                seconds);
    }
}
