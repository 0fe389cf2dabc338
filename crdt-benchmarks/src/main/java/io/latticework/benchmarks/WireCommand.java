package io.latticework.benchmarks;

import io.latticework.benchmarks.values.LatticeworkMaps;
import io.latticework.benchmarks.values.LatticeworkSets;
import io.latticework.benchmarks.values.PekkoMaps;
import io.latticework.benchmarks.values.PekkoSets;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the bytes of encoded values. Exact, whatever else the machine does. */
@Command(
        name = "wire",
        description = "Bytes on the wire for each element with its key, as encoded and after deflate.",
        mixinStandardHelpOptions = true)
final class WireCommand implements Callable<Integer> {
    @Option(names = "--sizes", split = ",", description = "Elements of the values (default: 1000,100000).")
    private List<Integer> sizes = List.of(1_000, 100_000);

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        out.println(Machine.describe());
        out.println();
        out.println("| value | elements | encoded, B/element | deflated, B/element |");
        out.println("|---|---|---|---|");
        for (int size : sizes) {
            print("latticework ORSet", size, LatticeworkSets.encoded(LatticeworkSets.filled(size)));
            print("pekko ORSet, compressed by Pekko", size, PekkoSets.encoded(PekkoSets.filled(size)));
            print("latticework ORMap of LWWRegister", size, LatticeworkMaps.encoded(LatticeworkMaps.filled(size)));
            print("pekko LWWMap, compressed by Pekko", size, PekkoMaps.encoded(PekkoMaps.filled(size)));
        }
        return 0;
    }

    private void print(String value, int size, byte[] bytes) {
        double deflated = deflated(bytes);
        out.printf(
                Locale.ROOT, "| %s | %d | %.2f | %.2f |%n", value, size, (double) bytes.length / size, deflated / size);
    }

    /** Returns how many bytes are left after the fastest level of deflate. */
    static int deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[bytes.length + 64];
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(buffer);
        }
        deflater.end();
        return size;
    }
}
