package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Stopwatch.Timed;
import io.latticework.benchmarks.trace.TraceBenchmark.Row;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.RGATextRef;
import io.latticework.sync.Replica;
import io.latticework.sync.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Steps without a counterpart elsewhere: a replica's part, and shapes of editing that are hard on a sequence. */
final class OwnSteps {
    /** As in the benchmark of the same shapes, dmonad/crdt-benchmarks: B1.4, B3 and B4x100. */
    private static final int RANDOM_INSERTS = 6_000;

    private static final int WRITERS = 1_549;
    private static final int SESSIONS = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Patches patches;
    private final Stopwatch watch;
    private final List<Row> rows = new ArrayList<>();

    OwnSteps(Patches patches, Stopwatch watch) {
        this.patches = patches;
        this.watch = watch;
    }

    List<Row> run(double valueMillis, Transport transport, ToDoubleFunction<Object> heap) {
        double more = throughReplica(transport).millis() - valueMillis;
        add("through a replica, ns more for each edit", more * NANOS_PER_MILLI / patches.size());
        add("6,000 inserts at random places, ms", watch.best(OwnSteps::random).millis());
        add("1,549 writers insert at one spot, ms to merge them", oneSpot().millis());
        Timed<RGAText> hundred = watch.best(this::hundred);
        add("the session 100 times over, an edit at a time, ms", hundred.millis());
        add("the same text loaded, bytes on the heap", heap.applyAsDouble(copied(hundred.value())));
        return rows;
    }

    private void add(String step, double ours) {
        rows.add(new Row(step, ours, Double.NaN, Double.NaN));
    }

    private static RGAText copied(RGAText text) {
        return RGAText.TYPE.decode(RGAText.TYPE.encode(text));
    }

    /** Each edit is a write through the ref of a replica that nobody else is connected to. */
    private Timed<String> throughReplica(Transport transport) {
        try (Replica replica = Replica.builder("alone").transport(transport).start()) {
            List<String> keys = new ArrayList<>();
            return watch.best(
                    () -> {
                        String key = "text-" + keys.size();
                        keys.add(key);
                        return write(replica.text(key));
                    },
                    unused -> replica.delete(keys.get(keys.size() - 1)));
        }
    }

    private String write(RGATextRef text) {
        for (int i = 0; i < patches.size(); i++) {
            int at = patches.at(i);
            if (patches.deleted(i) > 0) {
                text.delete(at, at + patches.deleted(i));
            }
            if (!patches.inserted(i).isEmpty()) {
                text.insert(at, patches.inserted(i));
            }
        }
        return text.key();
    }

    private static String random() {
        SplittableRandom random = new SplittableRandom(1);
        Author author = LatticeworkText.author();
        RGAText text = RGAText.empty();
        for (int i = 0; i < RANDOM_INSERTS; i++) {
            text = text.insert(author, random.nextInt(i + 1), "x");
        }
        return text.text();
    }

    /** Everybody inserts a character at the same place of the same text, and one merges them all. */
    private Timed<String> oneSpot() {
        RGAText before = RGAText.empty().insert(LatticeworkText.author(), 0, "()");
        List<RGAText> written = IntStream.range(0, WRITERS)
                .mapToObj(writer -> before.insert(Author.of(ReplicaId.of("writer-" + writer, 1)), 1, "x"))
                .map(OwnSteps::copied)
                .toList();
        return watch.best(() -> {
            RGAText all = before;
            for (RGAText each : written) {
                all = all.merge(each);
            }
            return all.text();
        });
    }

    private RGAText hundred() {
        Author author = LatticeworkText.author();
        RGAText text = RGAText.empty();
        for (int session = 0; session < SESSIONS; session++) {
            for (int i = 0; i < patches.size(); i++) {
                text = LatticeworkText.apply(text, author, patches.at(i), patches.deleted(i), patches.inserted(i));
            }
        }
        return text;
    }
}
