package io.latticework.benchmarks.replication;

import io.latticework.benchmarks.Machine;
import io.latticework.sync.antientropy.FullMesh;
import io.latticework.testkit.sim.VirtualCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts how often an entry is sent in a full mesh, in virtual time. */
@Command(
        name = "copies",
        description = "How often each written entry is sent in a full mesh of replicas.",
        mixinStandardHelpOptions = true)
public final class CopiesCommand implements Callable<Integer> {
    private static final int ENTRY_BYTES = 4_000;

    @Option(names = "--replicas", description = "Replicas, each linked to all others (default: 15).")
    private int replicas = 15;

    @Option(names = "--writes", description = "Entries that each of them writes (default: 100).")
    private int writes = 100;

    private final PrintStream out = System.out;

    /** Made by the command line. */
    public CopiesCommand() {}

    @Override
    public Integer call() {
        out.println(Machine.describe());
        out.println();
        VirtualCluster cluster =
                VirtualCluster.of(replicas, 1, builder -> builder.antiEntropy(FullMesh.every(Duration.ofSeconds(1))));
        cluster.pass(Duration.ofSeconds(3));
        long before = cluster.total("delta_bytes_sent") + cluster.total("session_bytes_sent");
        for (int i = 0; i < writes; i++) {
            for (int each = 0; each < replicas; each++) {
                String element = String.format(Locale.ROOT, "%0" + ENTRY_BYTES + "d", i * replicas + each);
                cluster.replica(each).orSet("set", String.class).add(element);
            }
            cluster.pass(Duration.ofMillis(50));
        }
        cluster.pass(Duration.ofSeconds(3));
        if (!cluster.agrees()) {
            throw new IllegalStateException("The replicas do not agree");
        }
        long sent = cluster.total("delta_bytes_sent") + cluster.total("session_bytes_sent") - before;
        double copies = (double) sent / ((long) writes * replicas * ENTRY_BYTES);
        out.printf(
                Locale.ROOT,
                "%d replicas in full mesh, entries of %,d bytes: each is sent %.2f times in all (least possible: %d).%n",
                replicas,
                ENTRY_BYTES,
                copies,
                replicas - 1);
        return 0;
    }
}
