package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import java.util.ArrayList;
import java.util.List;

/** Reads a sequence, and refuses what no writer writes. */
final class SequenceReader {
    /** The most elements, dead ones included, that one value may bring. */
    static final int MAX_ELEMENTS = 1 << 26;

    private static final int ALL_FLAGS = 31;
    private static final int BOTH = SequenceWriter.DROPPED | SequenceWriter.KNOWN;
    private static final int MIN_WAITING_BYTES = 3;

    private final ByteReader in;
    private final Writers writers;
    private final Medium medium;
    private final IdSet seen;
    private long elements;
    private long alive;

    private SequenceReader(ByteReader in, Writers writers, Medium medium) {
        this.in = in;
        this.writers = writers;
        this.medium = medium;
        this.seen = new IdSet(writers.size());
    }

    static Sequence read(ByteReader in, Realm realm, Medium medium) {
        int flags = in.readByte();
        if (flags > ALL_FLAGS || (flags & BOTH) == BOTH) {
            throw in.malformed("The flags " + flags + " are not known");
        }
        return new SequenceReader(in, Places.read(in, realm), medium).read(flags);
    }

    private Sequence read(int flags) {
        SpanList spans = new SpanList(16);
        if ((flags & SequenceWriter.DOCUMENT) != 0) {
            readDocument(spans);
        }
        int units = (int) alive;
        List<Run> waiting = (flags & SequenceWriter.WAITING) != 0 ? readWaiting() : List.of();
        Ranges deaths = (flags & SequenceWriter.DEATHS) != 0 ? readUnmentioned() : Ranges.NONE;
        Ranges dropped = (flags & SequenceWriter.DROPPED) != 0 ? readUnmentioned() : Ranges.NONE;
        dropped = (flags & SequenceWriter.KNOWN) != 0 ? readDropped() : dropped;
        if (alive > in.remaining()) {
            throw in.malformed("A sequence says more than there are bytes");
        }
        Payload payload = medium.read(in, (int) alive, writers.realm().limits().elementBytes());
        seen.requireAllUsed(in);
        Run[] runs = withPayloads(waiting, payload, units);
        Parcel loose = new Parcel(writers, Difference.sorted(runs, writers), deaths, dropped, medium.none());
        if (spans.size() == 0) {
            return loose.isEmpty() ? Sequence.of(Core.empty(writers.realm(), medium.none())) : Sequence.of(loose);
        }
        Core document = new Core(writers, Node.of(spans, payload.slice(0, units)), null, Run.NONE, seen.most());
        return loose.isEmpty() ? Sequence.of(document) : Sequence.of(document).merge(Sequence.of(loose));
    }

    private static Run[] withPayloads(List<Run> waiting, Payload payload, int from) {
        Run[] runs = new Run[waiting.size()];
        int at = from;
        for (int i = 0; i < runs.length; i++) {
            Run run = waiting.get(i);
            int length = Span.alive(run.meta());
            runs[i] = new Run(run.id(), run.meta(), run.parent(), payload.slice(at, at + length));
            at += length;
        }
        return runs;
    }

    private void readDocument(SpanList spans) {
        int count = in.readCount(2);
        byte[] controls = in.read(count);
        ByteReader starts = in.readColumn();
        ByteReader lengths = in.readColumn();
        Ends ends = new Ends();
        long last = Ids.ROOT;
        for (int i = 0; i < count; i++) {
            int place = (controls[i] & 0xFF) >>> 3;
            long id = place == 0 ? readStart(starts, last) : ends.at(place - 1);
            int meta = meta(lengths.readVarint(Span.MAX_LENGTH - 1) + 1, controls[i] & 7);
            int known = place == 0 ? ends.find(id) : place - 1;
            if (id == Ids.ROOT || place == 0 && known >= 0 && known < SequenceWriter.NAMED_ENDS) {
                throw in.malformed("A span does not begin as it is written");
            }
            take(id, Span.length(meta));
            spans.add(id, meta);
            last = id + Span.length(meta) * Ids.ONE;
            ends.push(known, last);
        }
        starts.requireEnd();
        lengths.requireEnd();
        if (spans.size() != count || count == 0) {
            throw in.malformed("Spans are cut, or there are none");
        }
        requireParents(spans);
    }

    private long readStart(ByteReader starts, long last) {
        long folded = starts.readVarint();
        long counter = Ids.counter(last) + (folded >>> 1 ^ -(folded & 1));
        int writer = writers.size() > 1 ? (int) starts.readVarint(writers.size() - 1) : 0;
        if (counter < 1 || counter > Ids.MAX_COUNTER || writers.size() == 0) {
            throw in.malformed("An id is out of range");
        }
        return Ids.pack(counter, writer);
    }

    private int meta(long length, int flags) {
        if (length == 1 && (flags & Span.REVERSED) != 0) {
            throw in.malformed("One element is in reverse order");
        }
        alive += (flags & Span.DEAD) != 0 ? 0 : length;
        return Span.meta((int) length, flags);
    }

    static LimitExceededException tooLong(long actual) {
        return new LimitExceededException(
                "sequenceElements", MAX_ELEMENTS, actual, "send the value in pieces, or start a new one");
    }

    private void take(long id, int length) {
        elements += length;
        if (elements > MAX_ELEMENTS) {
            throw tooLong(elements);
        }
        if (Ids.counter(id) + length - 1 > Ids.MAX_COUNTER || !seen.add(id, length)) {
            throw in.malformed("An id is out of range, or comes twice");
        }
    }

    /** A left child has its parent behind it. */
    private void requireParents(SpanList spans) {
        long least = Long.MAX_VALUE;
        for (int i = spans.size() - 1; i >= 0; i--) {
            boolean smaller = least == Long.MAX_VALUE || writers.compare(spans.id(i), least) < 0;
            if (smaller && Span.isLeft(spans.meta(i))) {
                throw in.malformed("A left child has no parent");
            }
            least = smaller ? spans.id(i) : least;
        }
    }

    private List<Run> readWaiting() {
        int count = in.readCount(MIN_WAITING_BYTES);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long head = in.readVarint((long) Span.MAX_LENGTH << 4);
            int meta = meta((head >>> 4) + 1, (int) head & 7);
            long id = readId();
            take(id, Span.length(meta));
            long parent = id - Ids.ONE;
            if ((head & 8) == 0) {
                long counter = Ids.counter(id) - in.readVarint(Ids.counter(id));
                parent = Ids.pack(counter, readWriter());
            }
            parent = Ids.counter(parent) == 0 ? Ids.ROOT : parent;
            if (parent == Ids.ROOT ? Span.isLeft(meta) : writers.compare(parent, id) >= 0) {
                throw in.malformed("An element is not after its parent");
            }
            seen.use(parent);
            runs.add(new Run(id, meta, parent, medium.none()));
        }
        return runs;
    }

    private long readId() {
        int writer = readWriter();
        long counter = in.readVarint(Ids.MAX_COUNTER);
        if (counter == 0) {
            throw in.malformed("An id is out of range");
        }
        return Ids.pack(counter, writer);
    }

    private int readWriter() {
        return (int) in.readVarint(Math.max(0, writers.size() - 1));
    }

    /** Reads ids that are nowhere else. */
    private Ranges readUnmentioned() {
        Ranges ranges = readRanges();
        for (int i = 0; i < ranges.size(); i++) {
            take(ranges.id(i), ranges.length(i));
        }
        return ranges;
    }

    /** Reads all ids of some writers; those without a mention were dropped. */
    private Ranges readDropped() {
        Ranges known = readRanges();
        Ranges dropped = new Ranges();
        for (int i = 0; i < known.size(); i++) {
            elements += known.length(i);
            if (elements > MAX_ELEMENTS) {
                throw tooLong(elements);
            }
            seen.addMissing(known.id(i), known.length(i), dropped);
        }
        if (dropped.size() == 0) {
            throw in.malformed("Ids are announced as dropped, and none is");
        }
        return dropped;
    }

    private Ranges readRanges() {
        int count = in.readCount(MIN_WAITING_BYTES);
        Ranges ranges = new Ranges();
        int writer = 0;
        long last = 0;
        for (int i = 0; i < count; i++) {
            int skipped = (int) in.readVarint(Math.max(0, writers.size() - 1));
            writer += skipped;
            long counter = (skipped == 0 ? last : 0) + in.readVarint(Ids.MAX_COUNTER);
            long length = in.readVarint(Span.MAX_LENGTH - 1) + 1;
            if (writer >= writers.size() || counter < 1 || counter + length - 1 > Ids.MAX_COUNTER) {
                throw in.malformed("An id is out of range");
            }
            ranges.add(Ids.pack(counter, writer), (int) length);
            last = counter + length;
        }
        return ranges;
    }
}
