package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Stopwatch.Timed;
import io.latticework.crdt.RGAText;
import io.latticework.sync.spi.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.automerge.Document;
import org.jspecify.annotations.Nullable;

/**
 * A text beside automerge-java and {@link StringBuilder}, on one trace, step by step in one run; each step's text is
 * compared with the recorded one.
 */
public final class TraceBenchmark {
    private final Patches patches;
    private final String end;
    private final Stopwatch watch;
    private final ToDoubleFunction<Object> heap;
    private final Transport transport;
    private final List<Row> rows = new ArrayList<>();

    /**
     * What a step took.
     *
     * @param step what was done
     * @param ours milliseconds, or bytes
     * @param automerge the same of automerge-java, NaN if there is none
     * @param builder the same of a {@link StringBuilder}, NaN if there is none
     */
    public record Row(String step, double ours, double automerge, double builder) {
        /** Returns a row of a Markdown table. */
        public String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |",
                    step,
                    number(ours),
                    number(automerge),
                    Double.isNaN(automerge) ? "-" : String.format(Locale.ROOT, "%.3gx", automerge / ours),
                    number(builder));
        }

        private static String number(double value) {
            String pattern = value >= 1000 ? "%.0f" : "%.3g";
            return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, pattern, value);
        }
    }

    private TraceBenchmark(Trace trace, Stopwatch watch, ToDoubleFunction<Object> heap, Transport transport) {
        if (trace.agents() > 1) {
            throw new IllegalArgumentException("A trace of one writer is needed");
        }
        this.patches = new Patches(trace.patches());
        this.end = trace.end();
        this.watch = watch;
        this.heap = heap;
        this.transport = transport;
    }

    /**
     * Runs all steps of a session.
     *
     * @param file a recorded session; {@code null} for a made-up one
     * @param edits the length of the made-up session
     * @param watch for how long each step is repeated
     * @param heap tells the bytes of all objects that a value reaches
     * @param transport of a replica that nobody else is connected to
     */
    public static List<Row> of(
            @Nullable Path file, int edits, Stopwatch watch, ToDoubleFunction<Object> heap, Transport transport)
            throws IOException {
        Trace trace = file == null ? GeneratedTrace.of(edits, 1) : Trace.read(file);
        return new TraceBenchmark(trace, watch, heap, transport).run();
    }

    private List<Row> run() {
        Timed<StringBuilder> builder = right(watch.best(() -> BuilderText.each(patches)), StringBuilder::toString);
        Timed<RGAText> each = right(watch.best(() -> LatticeworkText.each(patches)), RGAText::text);
        double theirEach = freed(() -> AutomergeText.each(patches));
        add("an edit at a time, ms", each.millis(), theirEach, builder.millis());
        Timed<RGAText> batch = right(watch.best(() -> LatticeworkText.batch(patches)), RGAText::text);
        double theirBatch = freed(() -> AutomergeText.batch(patches));
        add("all edits in one go, ms", batch.millis(), theirBatch, builder.millis());
        transfer(each.value());
        rows.addAll(new OwnSteps(patches, watch).run(each.millis(), transport, heap));
        return rows;
    }

    private void transfer(RGAText text) {
        Document document = AutomergeText.each(patches);
        Timed<byte[]> save = watch.best(() -> RGAText.TYPE.encode(text));
        Timed<byte[]> theirSave = watch.best(document::save);
        byte[] saved = save.value();
        byte[] theirs = theirSave.value();
        add("save, ms", save.millis(), theirSave.millis(), Double.NaN);
        Timed<String> load = right(watch.best(() -> LatticeworkText.load(saved)), Function.identity());
        Timed<String> theirLoad = right(watch.best(() -> AutomergeText.load(theirs)), Function.identity());
        add("load and read, ms", load.millis(), theirLoad.millis(), Double.NaN);
        byte[] deflated = Bytes.deflate(saved);
        Timed<String> inflated = right(
                watch.best(() -> LatticeworkText.load(Bytes.inflate(deflated, saved.length))), Function.identity());
        add("load from deflated bytes and read, ms", inflated.millis(), Double.NaN, Double.NaN);
        double fresh = right(watch.best(() -> RGAText.empty().merge(RGAText.TYPE.decode(saved))), RGAText::text)
                .millis();
        add("merge what was saved into an empty one, ms", fresh, freed(() -> freshOf(theirs)), Double.NaN);
        add("stored, bytes (theirs with history, and compressed)", saved.length, theirs.length, end.length());
        add("stored and deflated, bytes", deflated.length, Bytes.deflate(theirs).length, Double.NaN);
        document.free();
        double empty = heap.applyAsDouble(RGAText.empty());
        add(
                "loaded, bytes on the heap",
                heap.applyAsDouble(RGAText.TYPE.decode(saved)) - empty,
                Double.NaN,
                Double.NaN);
    }

    private static Document freshOf(byte[] saved) {
        Document loaded = Document.load(saved);
        Document fresh = AutomergeText.mergeFresh(loaded);
        loaded.free();
        return fresh;
    }

    /** Returns the best time to make a document, each of which is freed. */
    private double freed(Supplier<Document> making) {
        return watch.best(making, document -> {
                    requireEnd(AutomergeText.text(document));
                    document.free();
                })
                .millis();
    }

    private <T> Timed<T> right(Timed<T> timed, Function<T, String> text) {
        requireEnd(text.apply(timed.value()));
        return timed;
    }

    private void requireEnd(String text) {
        if (!text.equals(end)) {
            throw new IllegalStateException("The text is not the recorded one");
        }
    }

    private void add(String step, double ours, double automerge, double builder) {
        rows.add(new Row(step, ours, automerge, builder));
    }
}
