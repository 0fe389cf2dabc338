package io.latticework.benchmarks.replication;

import io.latticework.benchmarks.Machine;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the bytes by which two replicas come to agree again. Exact and repeatable, whatever else the machine does. */
@Command(
        name = "difference",
        description =
                "Bytes on the wire for each byte of entries in which two replicas differ, by the number of entries.",
        mixinStandardHelpOptions = true)
public final class DifferenceCommand implements Callable<Integer> {
    @Option(names = "--keys", description = "Keys that both replicas have (default: 100,000).")
    private int keys = 100_000;

    @Option(names = "--elements", description = "Elements of one set that both replicas have (default: 1,000,000).")
    private int elements = 1_000_000;

    @Option(names = "--differences", split = ",", description = "Entries that differ (default: 10,100,1000).")
    private List<Integer> differences = List.of(10, 100, 1_000);

    private final PrintStream out = System.out;

    /** Made by the command line. */
    public DifferenceCommand() {}

    @Override
    public Integer call() {
        out.println(Machine.describe());
        out.println();
        out.printf(
                Locale.ROOT,
                "Entries of %d bytes: %,d keys, or one set of %,d elements.%n%n",
                Entries.BYTES,
                keys,
                elements);
        out.println("| what happened | entries that differ | bytes sent | bytes / bytes of the entries |");
        out.println("|---|---|---|---|");
        Pair ofKeys = Pair.of(Entries.KEYS, keys);
        for (int each : differences) {
            print("reconnect, new keys", each, ofKeys.reconnect(each, false));
            print("reconnect, changed keys", each, ofKeys.reconnect(each, true));
        }
        for (int each : differences) {
            print("repair, new keys", each, ofKeys.repair(each, false));
            print("repair, changed keys", each, ofKeys.repair(each, true));
        }
        out.printf(Locale.ROOT, "| equal stores: each pulse | 0 | %.0f | |%n", ofKeys.pulse());
        Pair ofElements = Pair.of(Entries.ELEMENTS, elements);
        for (int each : differences) {
            print("repair, new elements of one set", each, ofElements.repair(each, false));
        }
        return 0;
    }

    private void print(String what, int differing, long bytes) {
        double ratio = (double) bytes / ((long) differing * Entries.BYTES);
        out.printf(Locale.ROOT, "| %s | %,d | %,d | %.2f |%n", what, differing, bytes, ratio);
    }
}
