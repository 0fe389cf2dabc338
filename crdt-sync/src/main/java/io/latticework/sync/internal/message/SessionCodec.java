package io.latticework.sync.internal.message;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Range;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Entries;
import io.latticework.sync.internal.message.Message.Item;
import io.latticework.sync.internal.message.Message.Listing;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Part;
import io.latticework.sync.internal.message.Message.Probe;
import io.latticework.sync.internal.message.Message.Turn;
import java.util.ArrayList;
import java.util.List;

/** The bytes of what is said in sessions, which are counted: a walk is many small items. */
final class SessionCodec {
    private static final int PROBE = 1;
    private static final int ENTRIES = 2;
    private static final int LISTING = 3;
    private static final int PART = 4;
    private static final int SLOTS = 1 << Range.LEVEL_BITS;
    private static final int MAX_STEPS = 130;
    private static final int MAX_PARTS = 1 << 20;

    private static final int ANSWER = 1;
    private static final int WHOLE = 2;
    private static final int LAST = 1;
    private static final int MORE = 2;
    private static final int WITH_PIECE = 4;
    private static final int WITH_KEPT = 8;
    private static final int WANTED = 1;
    private static final int NONE = 2;
    private static final int STORED = 1;
    private static final int AGAIN = 2;
    private static final byte[] NOTHING = new byte[0];

    /** A range's byte: its bits in fours, and above them where its path is. */
    private static final int PATH_SHIFT = 5;

    private static final int ROOT = 0;
    private static final int SAME_PATH = 1;
    private static final int OWN_PATH = 2;

    private SessionCodec() {}

    static void write(ByteWriter out, Open open) {
        out.writeVarint(open.session()).writeByte((open.answer() ? ANSWER : 0) | (open.whole() ? WHOLE : 0));
        out.writeBlock(open.context()).writeLong(open.partial()).writeVarint(open.next());
    }

    static Open readOpen(ByteReader in) {
        long session = in.readVarint();
        int flags = (int) in.readVarint(ANSWER | WHOLE);
        byte[] context = MessageCodec.readBlock(in);
        return new Open(session, (flags & ANSWER) != 0, (flags & WHOLE) != 0, context, in.readLong(), (int)
                in.readVarint(MAX_PARTS));
    }

    static void write(ByteWriter out, Close close) {
        out.writeVarint(close.session()).writeByte((close.stored() ? STORED : 0) | (close.again() ? AGAIN : 0));
        MessageCodec.writeDigest(out, close.joined());
    }

    static Close readClose(ByteReader in) {
        long session = in.readVarint();
        int flags = (int) in.readVarint(STORED | AGAIN);
        return new Close(session, MessageCodec.readDigest(in), (flags & STORED) != 0, (flags & AGAIN) != 0);
    }

    static void write(ByteWriter out, Turn turn) {
        out.writeVarint(turn.session()).writeVarint(turn.turn()).writeVarint(turn.part());
        int contents = (turn.piece().length > 0 ? WITH_PIECE : 0) | (turn.kept().length > 0 ? WITH_KEPT : 0);
        out.writeByte((turn.last() ? LAST : 0) | (turn.more() ? MORE : 0) | contents);
        out.writeVarint(turn.items().size());
        List<Range.Step> path = List.of();
        for (Item item : turn.items()) {
            writeItem(out, item, path);
            path = item.range().path();
        }
        if (turn.piece().length > 0) {
            out.writeBlock(turn.piece());
        }
        if (turn.kept().length > 0) {
            out.writeBlock(turn.kept());
        }
    }

    static Turn readTurn(ByteReader in) {
        long session = in.readVarint();
        int turn = (int) in.readVarint(Integer.MAX_VALUE);
        int part = (int) in.readVarint(MAX_PARTS);
        int flags = (int) in.readVarint(LAST | MORE | WITH_PIECE | WITH_KEPT);
        int count = in.readCount(3);
        List<Item> items = new ArrayList<>(count);
        List<Range.Step> path = List.of();
        for (int i = 0; i < count; i++) {
            Item item = readItem(in, path);
            items.add(item);
            path = item.range().path();
        }
        byte[] piece = (flags & WITH_PIECE) != 0 ? MessageCodec.readBlock(in) : NOTHING;
        byte[] kept = (flags & WITH_KEPT) != 0 ? MessageCodec.readBlock(in) : NOTHING;
        return new Turn(session, turn, part, (flags & LAST) != 0, (flags & MORE) != 0, items, piece, kept);
    }

    private static void writeItem(ByteWriter out, Item item, List<Range.Step> path) {
        if (item instanceof Probe probe) {
            writeRange(out.writeByte(PROBE), probe.range(), path);
            out.writeByte(probe.filled() & 0xFF).writeByte(probe.filled() >>> 8);
            for (int slot = 0; slot < SLOTS; slot++) {
                if ((probe.filled() >>> slot & 1) != 0) {
                    out.writeInt(probe.hashes()[slot]);
                }
            }
        } else if (item instanceof Entries entries) {
            writeRange(out.writeByte(ENTRIES), entries.range(), path);
            out.writeByte((entries.wanted() ? WANTED : 0) | (entries.none() ? NONE : 0));
        } else if (item instanceof Listing listing) {
            writeRange(out.writeByte(LISTING), listing.range(), path);
            out.writeVarint(listing.at().length);
            for (int i = 0; i < listing.at().length; i++) {
                out.writeLong(listing.at()[i]).writeVarint(listing.counts()[i]).writeInt(listing.hashes()[i]);
            }
        } else if (item instanceof Part part) {
            writeRange(out.writeByte(PART), part.range(), path);
            out.writeByte(part.wanted() ? 1 : 0).writeLong(part.hash()).writeVarint(part.part());
            out.writeVarint(part.parts()).writeBlock(part.bytes());
        }
    }

    private static Item readItem(ByteReader in, List<Range.Step> path) {
        int kind = in.readByte();
        Range range = readRange(in, path);
        return switch (kind) {
            case PROBE -> readProbe(in, range);
            case ENTRIES -> readEntries(in, range);
            case LISTING -> readListing(in, range);
            case PART ->
                new Part(
                        range,
                        in.readVarint(1) == 1,
                        in.readLong(),
                        (int) in.readVarint(MAX_PARTS),
                        (int) in.readVarint(MAX_PARTS),
                        MessageCodec.readBlock(in));
            default -> throw in.malformed("No item of a turn is of kind " + kind);
        };
    }

    private static Entries readEntries(ByteReader in, Range range) {
        int flags = (int) in.readVarint(WANTED | NONE);
        return new Entries(range, (flags & WANTED) != 0, (flags & NONE) != 0);
    }

    private static Probe readProbe(ByteReader in, Range range) {
        if (range.bits() > Long.SIZE - Range.LEVEL_BITS) {
            throw in.malformed("A range of " + range.bits() + " bits has no sixteenths");
        }
        int filled = in.readByte() | in.readByte() << 8;
        int[] hashes = new int[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            hashes[slot] = (filled >>> slot & 1) != 0 ? in.readInt() : 0;
        }
        return new Probe(range, filled, hashes);
    }

    private static Listing readListing(ByteReader in, Range range) {
        int size = in.readCount(Long.BYTES + 1 + Integer.BYTES);
        long[] at = new long[size];
        int[] counts = new int[size];
        int[] hashes = new int[size];
        for (int i = 0; i < size; i++) {
            at[i] = in.readLong();
            counts[i] = (int) in.readVarint(Integer.MAX_VALUE);
            hashes[i] = in.readInt();
        }
        return new Listing(range, at, counts, hashes);
    }

    private static void writeRange(ByteWriter out, Range range, List<Range.Step> before) {
        int path = range.path().isEmpty() ? ROOT : range.path().equals(before) ? SAME_PATH : OWN_PATH;
        out.writeByte(path << PATH_SHIFT | range.bits() / Range.LEVEL_BITS);
        if (path == OWN_PATH) {
            writeSteps(out, range.path());
        }
        if (range.bits() > 0) {
            out.writeVarint(range.prefix() >>> (Long.SIZE - range.bits()));
        }
    }

    static void writeSteps(ByteWriter out, List<Range.Step> steps) {
        out.writeVarint(steps.size());
        for (Range.Step step : steps) {
            out.writeLong(step.hash()).writeBlock(step.key());
        }
    }

    private static Range readRange(ByteReader in, List<Range.Step> before) {
        int header = in.readByte();
        int bits = (header & (1 << PATH_SHIFT) - 1) * Range.LEVEL_BITS;
        if (bits > Long.SIZE || header >>> PATH_SHIFT > OWN_PATH) {
            throw in.malformed("No range begins with " + header);
        }
        List<Range.Step> path = switch (header >>> PATH_SHIFT) {
            case ROOT -> List.of();
            case SAME_PATH -> before;
            default -> readSteps(in);
        };
        long prefix = bits == 0 ? 0 : in.readVarint() << (Long.SIZE - bits);
        return new Range(path, prefix, bits);
    }

    static List<Range.Step> readSteps(ByteReader in) {
        int count = in.readCount(Long.BYTES + 1);
        if (count > MAX_STEPS) {
            throw in.malformed("A range has " + count + " steps");
        }
        List<Range.Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(new Range.Step(in.readLong(), MessageCodec.readBlock(in)));
        }
        return steps;
    }
}
