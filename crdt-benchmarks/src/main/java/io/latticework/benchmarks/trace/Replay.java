package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Stopwatch.Timed;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.sequence.Feed;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Replays a session of one writer, and measures each way in which its text can travel. */
final class Replay {
    private static final int COPIES = 20;
    private static final int EDITS_PER_VERSION = 100;
    private static final double NANOS = 1e6;
    private static final int KIB = 1024;

    private final Trace trace;
    private final Patches patches;
    private final Stopwatch watch;
    private final Report report;

    Replay(Trace trace, Stopwatch watch, Report report) {
        this.trace = trace;
        this.patches = new Patches(trace.patches());
        this.watch = watch;
        this.report = report;
    }

    void run() {
        report.whole("edits", patches.size());
        Timed<RGAText> local = watch.best(() -> LatticeworkText.each(patches));
        report.best("local", local.millis());
        report.number("nsPerEdit", local.millis() * NANOS / patches.size());
        check("local", local.value().text());
        Timed<RGAText> batch = watch.best(() -> LatticeworkText.batch(patches));
        report.best("batch", batch.millis());
        check("batch", batch.value().text());
        transfer(local.value());
        remote();
        memory(RGAText.TYPE.encode(local.value()));
    }

    private void check(String step, String text) {
        report.check(step, text.equals(trace.end()));
    }

    private void transfer(RGAText text) {
        Timed<byte[]> save = watch.best(() -> RGAText.TYPE.encode(text));
        byte[] bytes = save.value();
        report.best("save", save.millis());
        report.whole("bytes", bytes.length);
        byte[] deflated = Bytes.deflate(bytes);
        report.whole("bytesDeflate", deflated.length);
        Timed<String> load = watch.best(() -> LatticeworkText.load(bytes));
        report.best("load", load.millis());
        check("load", load.value());
        Timed<String> inflated = watch.best(() -> LatticeworkText.load(Bytes.inflate(deflated, bytes.length)));
        report.best("loadDeflate", inflated.millis());
        check("loadDeflate", inflated.value());
        RGAText loaded = RGAText.TYPE.decode(bytes);
        Timed<RGAText> fresh = watch.best(() -> RGAText.empty().merge(loaded));
        report.best("mergeFresh", fresh.millis());
        check("mergeFresh", fresh.value().text());
        Timed<RGAText> nothing = watch.best(() -> text.merge(loaded));
        report.best("mergeEqual", nothing.millis());
        report.check("mergeEqual", nothing.value() == text);
    }

    private void memory(byte[] bytes) {
        long copies = Memory.retainedBy(() -> {
            List<RGAText> loaded = new ArrayList<>();
            for (int i = 0; i < COPIES; i++) {
                loaded.add(RGAText.TYPE.decode(bytes));
            }
            return loaded;
        });
        report.whole("memKiB", copies / COPIES / KIB);
        long many = Memory.retainedBy(() -> LatticeworkText.versions(patches, EDITS_PER_VERSION));
        long one = Memory.retainedBy(() -> LatticeworkText.versions(patches, Integer.MAX_VALUE));
        report.whole("versionB", (many - one) / Math.max(1, patches.size() / EDITS_PER_VERSION));
    }

    /** Each patch as an update of its own in one session. */
    private void remote() {
        List<byte[]> updates = updates();
        long bytes = updates.stream().mapToLong(update -> update.length).sum();
        report.number("updAvg", (double) bytes / updates.size());
        Timed<String> remote = watch.best(() -> {
            Feed feed = new Feed(Realm.shared(), Medium.TEXT);
            Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
            for (byte[] update : updates) {
                text = text.merge(feed.decode(update));
            }
            return text.text();
        });
        report.best("remotePerEdit", remote.millis());
        check("remotePerEdit", remote.value());
    }

    private List<byte[]> updates() {
        Author author = LatticeworkText.author();
        Feed feed = new Feed(Realm.shared(), Medium.TEXT);
        List<byte[]> updates = new ArrayList<>(patches.size());
        Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
        for (int i = 0; i < patches.size(); i++) {
            Sequence before = text;
            text = text.delete(patches.at(i), patches.at(i) + patches.deleted(i));
            text = text.insert(author, patches.at(i), patches.inserted(i));
            updates.add(feed.encode(text.deltaFrom(before)));
        }
        return updates;
    }
}
