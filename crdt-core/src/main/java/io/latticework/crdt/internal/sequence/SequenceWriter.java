package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes a sequence: the document in columns, what waits for parents, ids of which only the death is known, payloads. */
final class SequenceWriter {
    /** Spans of the document follow. */
    static final int DOCUMENT = 1;

    /** Elements without a known parent follow. */
    static final int WAITING = 2;

    /** Ids that are only known to be dead follow. */
    static final int DEATHS = 4;

    /** Ids that were dropped follow. */
    static final int DROPPED = 8;

    /** Some ids were dropped; all ids of their writers follow. */
    static final int KNOWN = 16;

    /** The places of ends that a control byte can name; one more stands for a start of its own. */
    static final int NAMED_ENDS = 31;

    private final ByteWriter out;
    private final Writers writers;
    private final Medium medium;
    private final SpanList spans;
    private final List<Run> waiting;
    private final Ranges deaths;
    private final Ranges dropped;
    private final Ranges known;
    private final List<Payload> payloads = new ArrayList<>();
    private int payloadLength;
    private int[] places = new int[0];
    private boolean several;

    private SequenceWriter(ByteWriter out, Core core) {
        this.out = out;
        this.writers = core.writers();
        this.medium = Medium.of(core.none());
        this.spans = new SpanList(64);
        this.waiting = Chains.of(core.orphans(), writers);
        this.deaths = core.ranges(Block.UNPLACED);
        this.dropped = core.ranges(Block.DROPPED);
        for (Leaf leaf : core.root().leaves()) {
            for (int span = 0; span < leaf.size(); span++) {
                spans.add(leaf.ids[span], leaf.metas[span]);
            }
            say(leaf.payload);
        }
        waiting.forEach(run -> say(run.payload()));
        this.known = dropped.size() == 0 ? dropped : known();
    }

    private SequenceWriter(ByteWriter out, Parcel loose, Medium medium) {
        this.out = out;
        this.writers = loose.writers();
        this.medium = medium;
        this.spans = new SpanList(0);
        this.waiting = Chains.of(loose.runs(), writers);
        this.deaths = loose.dead();
        this.dropped = Ranges.NONE;
        this.known = Ranges.NONE;
        waiting.forEach(run -> say(run.payload()));
    }

    private void say(Payload payload) {
        payloads.add(payload);
        payloadLength += payload.length();
    }

    static void write(ByteWriter out, Core core) {
        new SequenceWriter(out, core).write();
    }

    /** Writes a delta of which nothing can be placed yet: the same bytes as if it were joined with nothing. */
    static void write(ByteWriter out, Parcel loose) {
        new SequenceWriter(out, loose, Medium.of(loose.bottom().none())).write();
    }

    private void write() {
        out.writeByte((spans.size() > 0 ? DOCUMENT : 0)
                | (waiting.isEmpty() ? 0 : WAITING)
                | (deaths.size() > 0 ? DEATHS : 0)
                | (dropped.size() == 0 ? 0 : known.size() < dropped.size() ? KNOWN : DROPPED));
        boolean[] used = used();
        places = Places.write(out, writers, used);
        several = Places.count(used) > 1;
        if (spans.size() > 0) {
            writeDocument();
        }
        if (!waiting.isEmpty()) {
            writeWaiting();
        }
        writeRanges(deaths);
        writeRanges(known.size() < dropped.size() ? known : dropped);
        medium.write(out, payloads, payloadLength);
    }

    /**
     * Returns all ids of the writers of whom some were dropped, so that the dropped ones are those without a mention:
     * mostly they lie between others, and rows of all are longer and fewer.
     */
    private Ranges known() {
        boolean[] affected = new boolean[writers.size()];
        List<long[]> rows = new ArrayList<>();
        addRows(rows, dropped);
        rows.forEach(row -> affected[Ids.writer(row[0])] = true);
        addRows(rows, deaths);
        waiting.forEach(run -> rows.add(new long[] {run.id(), run.length()}));
        for (int i = 0; i < spans.size(); i++) {
            rows.add(new long[] {spans.id(i), Span.length(spans.meta(i))});
        }
        rows.removeIf(row -> !affected[Ids.writer(row[0])]);
        rows.sort(Comparator.<long[]>comparingInt(row -> Ids.writer(row[0])).thenComparingLong(row -> row[0]));
        Ranges known = new Ranges();
        rows.forEach(row -> known.add(row[0], (int) row[1]));
        return known;
    }

    private static void addRows(List<long[]> rows, Ranges ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            rows.add(new long[] {ranges.id(i), ranges.length(i)});
        }
    }

    private boolean[] used() {
        boolean[] used = new boolean[writers.size()];
        for (int i = 0; i < spans.size(); i++) {
            used[Ids.writer(spans.id(i))] = true;
        }
        for (Run run : waiting) {
            used[Ids.writer(run.id())] = true;
            if (run.parent() != Ids.ROOT) {
                used[Ids.writer(run.parent())] = true;
            }
        }
        for (Ranges ranges : List.of(deaths, dropped)) {
            for (int i = 0; i < ranges.size(); i++) {
                used[Ids.writer(ranges.id(i))] = true;
            }
        }
        return used;
    }

    private void writeDocument() {
        byte[] controls = new byte[spans.size()];
        ByteWriter starts = new ByteWriter();
        ByteWriter lengths = new ByteWriter();
        Ends ends = new Ends();
        long last = Ids.ROOT;
        for (int i = 0; i < spans.size(); i++) {
            long id = spans.id(i);
            int meta = spans.meta(i);
            int place = ends.find(id);
            boolean named = place >= 0 && place < NAMED_ENDS;
            controls[i] = (byte) (Span.flags(meta) | (named ? place + 1 : 0) << 3);
            if (!named) {
                starts.writeVarint(fold(Ids.counter(id) - Ids.counter(last)));
                writeWriter(starts, id);
            }
            lengths.writeVarint(Span.length(meta) - 1);
            last = id + Span.length(meta) * Ids.ONE;
            ends.push(place, last);
        }
        out.writeVarint(spans.size()).write(controls);
        out.writeBlock(starts.toBytes()).writeBlock(lengths.toBytes());
    }

    private void writeWriter(ByteWriter target, long id) {
        if (several) {
            target.writeVarint(places[Ids.writer(id)]);
        }
    }

    private static long fold(long signed) {
        return signed << 1 ^ signed >> 63;
    }

    /** Each as flags and whether the parent is the id before, length, id, and the parent if it is another. */
    private void writeWaiting() {
        out.writeVarint(waiting.size());
        for (Run run : waiting) {
            boolean next = run.followsParent();
            out.writeVarint((long) (run.length() - 1) << 4 | (next ? 8 : 0) | Span.flags(run.meta()));
            out.writeVarint(places[Ids.writer(run.id())]).writeVarint(Ids.counter(run.id()));
            if (!next) {
                out.writeVarint(Ids.counter(run.id()) - Ids.counter(run.parent()));
                out.writeVarint(run.parent() == Ids.ROOT ? 0 : places[Ids.writer(run.parent())]);
            }
        }
    }

    private void writeRanges(Ranges ranges) {
        if (ranges.size() == 0) {
            return;
        }
        Integer[] order = new Integer[ranges.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> {
            int byWriter = Integer.compare(places[Ids.writer(ranges.id(left))], places[Ids.writer(ranges.id(right))]);
            return byWriter != 0 ? byWriter : Long.compare(ranges.id(left), ranges.id(right));
        });
        Ranges rows = new Ranges();
        for (int i : order) {
            rows.add(ranges.id(i), ranges.length(i));
        }
        out.writeVarint(rows.size());
        int writer = 0;
        long last = 0;
        for (int i = 0; i < rows.size(); i++) {
            int place = places[Ids.writer(rows.id(i))];
            last = place == writer ? last : 0;
            out.writeVarint(place - writer);
            out.writeVarint(Ids.counter(rows.id(i)) - last).writeVarint(rows.length(i) - 1);
            last = Ids.counter(rows.id(i)) + rows.length(i);
            writer = place;
        }
    }
}
