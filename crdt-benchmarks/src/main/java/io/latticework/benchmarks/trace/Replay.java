package io.latticework.benchmarks.trace;

import io.latticework.benchmarks.trace.Stopwatch.Timed;
import io.latticework.benchmarks.trace.Trace.Patch;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.sequence.Feed;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** Replays a session of one writer, and measures each way in which its text can travel. */
final class Replay {
    private static final int COPIES = 20;
    private static final int EDITS_PER_VERSION = 100;
    private static final int LEVEL = 6;

    private final Trace trace;
    private final List<Patch> patches;
    private final Stopwatch watch;
    private final Report report;

    Replay(Trace trace, Stopwatch watch, Report report) {
        this.trace = trace;
        this.patches = trace.patches();
        this.watch = watch;
        this.report = report;
    }

    private static Author author() {
        return Author.of(ReplicaId.of("alice", 1));
    }

    void run() {
        report.whole("edits", patches.size());
        Timed<StringBuilder> floor = watch.best(this::builder);
        report.best("stringBuilder", floor.millis());
        report.check("stringBuilder", floor.value().toString().equals(trace.end()));
        Timed<RGAText> local = watch.best(() -> local(new ArrayList<>(), Integer.MAX_VALUE));
        report.best("local", local.millis());
        report.number("nsPerEdit", local.millis() * 1e6 / patches.size());
        report.check("local", local.value().text().equals(trace.end()));
        transfer(local.value());
        remote();
        report.whole("memKiB", retainedByOneOf(RGAText.TYPE.encode(local.value())) / 1024);
        int versions = patches.size() / EDITS_PER_VERSION;
        long many = Memory.retainedBy(() -> versions(EDITS_PER_VERSION));
        long one = Memory.retainedBy(() -> versions(Integer.MAX_VALUE));
        report.whole("versionB", (many - one) / Math.max(1, versions));
    }

    private StringBuilder builder() {
        StringBuilder text = new StringBuilder();
        for (Patch patch : patches) {
            if (patch.deleted() > 0) {
                text.delete(patch.at(), patch.at() + patch.deleted());
            }
            text.insert(patch.at(), patch.inserted());
        }
        return text;
    }

    /** Makes one value for each patch, and keeps some of them. */
    private RGAText local(List<RGAText> kept, int every) {
        Author author = author();
        RGAText text = RGAText.empty();
        int left = every;
        for (Patch patch : patches) {
            text = apply(text, author, patch);
            left--;
            if (left == 0) {
                kept.add(text);
                left = every;
            }
        }
        kept.add(text);
        return text;
    }

    static RGAText apply(RGAText text, Author author, Patch patch) {
        RGAText changed = patch.deleted() == 0 ? text : text.delete(patch.at(), patch.at() + patch.deleted());
        return patch.inserted().isEmpty() ? changed : changed.insert(author, patch.at(), patch.inserted());
    }

    private List<RGAText> versions(int every) {
        List<RGAText> kept = new ArrayList<>();
        RGAText last = local(kept, every);
        kept.add(last);
        return kept;
    }

    private void transfer(RGAText text) {
        Timed<byte[]> save = watch.best(() -> RGAText.TYPE.encode(text));
        byte[] bytes = save.value();
        report.best("save", save.millis());
        report.whole("bytes", bytes.length);
        report.whole("bytesDeflate", deflated(bytes));
        Timed<String> load = watch.best(() -> RGAText.TYPE.decode(bytes).text());
        report.best("load", load.millis());
        report.check("load", load.value().equals(trace.end()));
        RGAText loaded = RGAText.TYPE.decode(bytes);
        Timed<RGAText> fresh = watch.best(() -> RGAText.empty().merge(loaded));
        report.best("mergeFresh", fresh.millis());
        report.check("mergeFresh", fresh.value().text().equals(trace.end()));
        Timed<RGAText> nothing = watch.best(() -> text.merge(loaded));
        report.best("mergeEqual", nothing.millis());
        report.check("mergeEqual", nothing.value() == text);
    }

    private static int deflated(byte[] bytes) {
        Deflater deflater = new Deflater(LEVEL, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[1 << 16];
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(buffer);
        }
        deflater.end();
        return size;
    }

    private static long retainedByOneOf(byte[] bytes) {
        return Memory.retainedBy(() -> {
                    List<RGAText> copies = new ArrayList<>();
                    for (int i = 0; i < COPIES; i++) {
                        copies.add(RGAText.TYPE.decode(bytes));
                    }
                    return copies;
                })
                / COPIES;
    }

    /** Each patch as an update of its own in one session. */
    private void remote() {
        List<byte[]> updates = updates();
        long bytes = updates.stream().mapToLong(update -> update.length).sum();
        report.number("updAvg", (double) bytes / updates.size());
        Timed<Sequence> remote = watch.best(() -> {
            Feed feed = new Feed(Realm.shared(), Medium.TEXT);
            Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
            for (byte[] update : updates) {
                text = text.merge(feed.decode(update));
            }
            return text;
        });
        report.best("remotePerEdit", remote.millis());
        report.check("remotePerEdit", remote.value().text().equals(trace.end()));
    }

    private List<byte[]> updates() {
        Author author = author();
        Feed feed = new Feed(Realm.shared(), Medium.TEXT);
        List<byte[]> updates = new ArrayList<>(patches.size());
        Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
        for (Patch patch : patches) {
            Sequence before = text;
            text = text.delete(patch.at(), patch.at() + patch.deleted());
            text = text.insert(author, patch.at(), patch.inserted());
            updates.add(feed.encode(text.deltaFrom(before)));
        }
        return updates;
    }
}
