package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.IdBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a session: deltas of one sequence as small messages, in the order of their making. Both ends remember
 * the writers that were named and where the last run ended, so that a character typed on takes three bytes. If a message
 * is lost, a new session has to start. Not thread-safe.
 */
public final class Feed {
    private static final int DEATHS = 1;
    private static final int DROPPED = 2;
    private static final int COUNT_SHIFT = 2;
    private static final int NEXT = 8;
    private static final int FOLLOWS = 16;
    private static final int LENGTH_SHIFT = 5;

    private final Medium medium;
    private Writers writers;
    private long last = Ids.ROOT;
    private ByteReader in = new ByteReader(new byte[0]);

    /** Starts one end of a session. */
    public Feed(Realm realm, Medium medium) {
        this.medium = medium;
        this.writers = Writers.none(realm);
    }

    /** Encodes a delta, to be decoded by the other end after all before it. */
    public byte[] encode(Sequence delta) {
        Parcel parcel = delta.parcel();
        Writers from = parcel.writers();
        ByteWriter out = new ByteWriter();
        int flags = (parcel.dead().size() > 0 ? DEATHS : 0) | (parcel.dropped().size() > 0 ? DROPPED : 0);
        out.writeVarint((long) parcel.runs().length << COUNT_SHIFT | flags);
        List<Payload> payloads = new ArrayList<>(parcel.runs().length);
        int units = 0;
        for (Run run : parcel.runs()) {
            writeRun(out, run, from);
            payloads.add(run.payload());
            units += run.payload().length();
        }
        writeRanges(out, parcel.dead(), from);
        writeRanges(out, parcel.dropped(), from);
        medium.write(out, payloads, units);
        return out.toBytes();
    }

    private void writeRun(ByteWriter out, Run run, Writers from) {
        long dot = from.dot(Ids.writer(run.id()));
        int writer = writers.find(dot);
        boolean next = run.followsParent();
        boolean follows = writer >= 0 && Ids.pack(Ids.counter(run.id()), writer) == last;
        int head = Span.flags(run.meta()) | (next ? NEXT : 0) | (follows ? FOLLOWS : 0);
        out.writeVarint((long) (run.length() - 1) << LENGTH_SHIFT | head);
        long id = last;
        if (!follows) {
            id = writeId(out, run.id(), from);
        }
        if (!next) {
            out.writeVarint(Ids.counter(run.id()) - Ids.counter(run.parent()));
            if (run.parent() != Ids.ROOT) {
                int unused = writeWriter(out, from.dot(Ids.writer(run.parent())));
            }
        }
        last = id + run.length() * Ids.ONE;
    }

    private long writeId(ByteWriter out, long id, Writers from) {
        int writer = writeWriter(out, from.dot(Ids.writer(id)));
        long ahead = Ids.counter(id) - Ids.counter(last);
        out.writeVarint(ahead << 1 ^ ahead >> 63);
        return Ids.pack(Ids.counter(id), writer);
    }

    /** Writes a writer's place, and who it is if it is new. */
    private int writeWriter(ByteWriter out, long dot) {
        int known = writers.find(dot);
        if (known >= 0) {
            out.writeVarint(known);
            return known;
        }
        int place = writers.size();
        out.writeVarint(place);
        IdBytes.write(out, writers.realm().replica(Realm.indexOf(dot)));
        out.writeVarint(Realm.sequenceOf(dot));
        writers = writers.with(dot);
        return place;
    }

    private void writeRanges(ByteWriter out, Ranges ranges, Writers from) {
        if (ranges.size() == 0) {
            return;
        }
        out.writeVarint(ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            last = writeId(out, ranges.id(i), from);
            out.writeVarint(ranges.length(i) - 1);
        }
    }

    /** Decodes the next delta. */
    public Sequence decode(byte[] bytes) {
        in = new ByteReader(bytes);
        long head = in.readVarint();
        if (head >>> COUNT_SHIFT > in.remaining()) {
            throw in.malformed("There are more runs than bytes");
        }
        Run[] runs = head < 1 << COUNT_SHIFT ? Run.NONE : new Run[(int) (head >>> COUNT_SHIFT)];
        int units = 0;
        for (int i = 0; i < runs.length; i++) {
            runs[i] = readRun();
            units = Math.addExact(units, Span.alive(runs[i].meta()));
        }
        Ranges dead = (head & DEATHS) == 0 ? Ranges.NONE : readRanges().ordered();
        Ranges dropped = (head & DROPPED) == 0 ? Ranges.NONE : readRanges().ordered();
        if (units > in.remaining()) {
            throw in.malformed("There are more elements than bytes");
        }
        Payload payload = medium.read(in, units, writers.realm().limits().elementBytes());
        in.requireEnd();
        if (runs.length > 0) {
            say(runs, payload);
            requireOrder(runs);
        }
        requireEachOnce(runs, dead, dropped);
        return Sequence.of(new Parcel(writers, runs, dead, dropped, medium.none()));
    }

    private static void say(Run[] runs, Payload payload) {
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            int length = Span.alive(runs[i].meta());
            runs[i] = runs[i].saying(payload.slice(at, at + length));
            at += length;
        }
    }

    private Run readRun() {
        long head = in.readVarint((long) Span.MAX_LENGTH << LENGTH_SHIFT);
        int length = (int) (head >>> LENGTH_SHIFT) + 1;
        long id = (head & FOLLOWS) != 0 ? last : readId();
        long parent = id - Ids.ONE;
        if ((head & NEXT) == 0) {
            long counter = Ids.counter(id) - in.readVarint(Ids.counter(id));
            parent = counter == 0 ? Ids.ROOT : Ids.pack(counter, readWriter());
        }
        parent = Ids.counter(parent) == 0 ? Ids.ROOT : parent;
        boolean ordered = parent == Ids.ROOT ? (head & Span.LEFT) == 0 : writers.compare(parent, id) < 0;
        if (id == Ids.ROOT || !ordered || length == 1 && (head & Span.REVERSED) != 0) {
            throw in.malformed("An element is not after its parent");
        }
        requireRange(id, length);
        last = id + length * Ids.ONE;
        return new Run(id, Span.meta(length, (int) head & 7), parent, medium.none());
    }

    private void requireRange(long id, int length) {
        if (length > SequenceReader.MAX_ELEMENTS) {
            throw SequenceReader.tooLong(length);
        }
        if (Ids.counter(id) < 1 || Ids.counter(id) + length - 1 > Ids.MAX_COUNTER) {
            throw in.malformed("An id is out of range");
        }
    }

    private long readId() {
        int writer = readWriter();
        long folded = in.readVarint();
        long counter = Ids.counter(last) + (folded >>> 1 ^ -(folded & 1));
        if (counter < 1 || counter > Ids.MAX_COUNTER) {
            throw in.malformed("An id is out of range");
        }
        return Ids.pack(counter, writer);
    }

    private int readWriter() {
        int place = (int) in.readVarint(writers.size());
        if (place == writers.size()) {
            Realm realm = writers.realm();
            Dot dot = new Dot(IdBytes.read(in), Math.max(1, in.readVarint(Dot.MAX_SEQUENCE)));
            if (writers.size() >= realm.limits().replicas()) {
                throw new LimitExceededException("replicas", realm.limits().replicas(), writers.size() + 1L);
            }
            writers = writers.with(realm.pack(dot));
        }
        return place;
    }

    private Ranges readRanges() {
        int count = in.readCount(3);
        Ranges ranges = new Ranges();
        for (int i = 0; i < count; i++) {
            last = readId();
            int length = (int) in.readVarint(Span.MAX_LENGTH - 1) + 1;
            requireRange(last, length);
            ranges.add(last, length);
        }
        return ranges;
    }

    /** Runs ascend, so that parents come before children. */
    private void requireOrder(Run[] runs) {
        for (int i = 1; i < runs.length; i++) {
            if (writers.compare(runs[i - 1].id(), runs[i].id()) >= 0) {
                throw in.malformed("Runs are not in ascending order");
            }
        }
    }

    private void requireEachOnce(Run[] runs, Ranges dead, Ranges dropped) {
        if (runs.length + dead.size() + dropped.size() < 2) {
            return;
        }
        Ranges all = new Ranges();
        for (Run run : runs) {
            all.add(run.id(), run.length());
        }
        all.addAll(dead);
        all.addAll(dropped);
        if (all.ordered().overlap()) {
            throw in.malformed("An id comes twice");
        }
    }
}
