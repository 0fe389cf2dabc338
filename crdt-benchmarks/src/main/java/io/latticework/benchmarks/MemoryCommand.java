package io.latticework.benchmarks;

import io.latticework.benchmarks.values.FloorSets;
import io.latticework.benchmarks.values.LatticeworkMaps;
import io.latticework.benchmarks.values.LatticeworkSets;
import io.latticework.benchmarks.values.PekkoMaps;
import io.latticework.benchmarks.values.PekkoSets;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jol.info.GraphLayout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Weighs values on the heap: everything that they reach, their keys included. Exact, whatever else the machine does. */
@Command(
        name = "memory",
        description = "Bytes on the heap for each element with its key, as written and after decoding.",
        mixinStandardHelpOptions = true)
final class MemoryCommand implements Callable<Integer> {
    @Option(names = "--sizes", split = ",", description = "Elements of the values (default: 1000,100000).")
    private List<Integer> sizes = List.of(1_000, 100_000);

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        out.println(Machine.describe());
        out.println();
        out.println("| value | elements | as written, B/element | after decoding, B/element |");
        out.println("|---|---|---|---|");
        for (int size : sizes) {
            var set = LatticeworkSets.filled(size);
            print("latticework ORSet", size, set, LatticeworkSets.copy(set));
            var pekkoSet = PekkoSets.filled(size);
            print("pekko ORSet", size, pekkoSet, PekkoSets.copy(pekkoSet));
            var floor = FloorSets.filled(0, size);
            print("hashmap of elements", size, floor, floor);
            var map = LatticeworkMaps.filled(size);
            print("latticework ORMap of LWWRegister", size, map, LatticeworkMaps.copy(map));
            var pekkoMap = PekkoMaps.filled(size);
            print("pekko LWWMap", size, pekkoMap, PekkoMaps.copy(pekkoMap));
        }
        return 0;
    }

    private void print(String value, int size, Object written, Object decoded) {
        out.printf(
                Locale.ROOT, "| %s | %d | %.1f | %.1f |%n", value, size, bytes(written) / size, bytes(decoded) / size);
    }

    /** Returns the bytes of all objects that a value reaches. */
    static double bytes(Object value) {
        System.setProperty("jol.magicFieldOffset", "true"); // or it cannot look into records
        return GraphLayout.parseInstance(value).totalSize();
    }
}
