package io.latticework.crdt.internal.wire;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.counter.Segments;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.SequenceContent;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Presence;
import io.latticework.crdt.internal.store.Stamps;
import io.latticework.crdt.internal.store.Tombstones;
import io.latticework.crdt.internal.store.Written;
import io.latticework.crdt.internal.trie.Bulk;
import io.latticework.crdt.internal.trie.Scan;
import io.latticework.crdt.time.HybridTimestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stores, each of the shape that its type's name tells, and refuses what no writer writes. */
final class StoreReader {
    private static final int MAX_TYPE_BYTES = 255;
    /** So many entries there may be if a message says so; of further ones only as many as are read. */
    private static final int BELIEVED = 1 << 12;

    /** The same inside of a map: each level may claim all that is left. */
    private static final int BELIEVED_INSIDE = 64;

    private static final int KEY_BYTES = 32;

    private final ByteReader in;
    private final Replicas replicas;
    private final Types types;
    private final Lattices lattices;
    private final boolean namesOnly;
    private final WireRuns shown = new WireRuns();
    private final Stamps stamps = new Stamps();

    /**
     * Returns a reader.
     *
     * @param namesOnly whether dots come without contents, as the names of a delta do
     */
    StoreReader(ByteReader in, Replicas replicas, List<String> types, Lattices lattices, boolean namesOnly) {
        this.in = in;
        this.replicas = replicas;
        this.types = new Types(types);
        this.lattices = lattices;
        this.namesOnly = namesOnly;
    }

    /** The types that a message names, and what each of its entries needs of them. */
    private record Types(List<String> names, List<byte[]> bytes, List<Shape> shapes) {
        Types(List<String> names) {
            this(
                    names,
                    names.stream()
                            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                            .toList(),
                    names.stream().map(StoreReader::shape).toList());
        }

        /** Returns the place of a name that lies in an array, and that the message has. */
        int find(byte[] array, int start, int end) {
            int low = 0;
            int high = bytes.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                byte[] name = bytes.get(middle);
                if (Arrays.compareUnsigned(name, 0, name.length, array, start, end) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** Returns all dots read so far; one that was read twice is here twice. */
    WireRuns shown() {
        return shown;
    }

    static List<String> readTypes(ByteReader in) {
        int count = in.readCount(2);
        List<String> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] name = in.readBlock("typeBytes", MAX_TYPE_BYTES);
            String type = new String(name, StandardCharsets.US_ASCII);
            if (!Shape.isNested(type)) {
                throw new DecodeException(Reason.UNKNOWN_TYPE, "no nested type is called " + Shape.printable(type));
            }
            if (i > 0 && types.get(i - 1).compareTo(type) >= 0) {
                throw in.malformed("Types are not in ascending order");
            }
            types.add(type);
        }
        return types;
    }

    /**
     * Reads a root store.
     *
     * @param type the type's full name
     */
    @Nullable
    DotStore read(String type) {
        return readNames(type, null);
    }

    /**
     * Reads the names of a delta, or a root store.
     *
     * @param type the type's full name
     * @param beside the delta's store, whose keys names may refer to
     */
    @Nullable
    DotStore readNames(String type, @Nullable DotStore beside) {
        return read(type, shape(type), 0, beside);
    }

    private static Shape shape(String type) {
        Shape shape = Shape.of(type);
        if (shape == null) {
            throw new DecodeException(Reason.UNKNOWN_TYPE, "no nested type is called " + type);
        }
        return shape;
    }

    private @Nullable DotStore read(String type, Shape shape, int depth, @Nullable DotStore beside) {
        return switch (shape) {
            case SET, GROWING_SET -> SetBody.read(in, replicas, KeyLayout.ELEMENT, elementBytes(), shown);
            case TWO_PHASE_SET -> readTwoPhase();
            case MAP -> readMap(depth, beside);
            case FLAG, SIBLINGS, STAMPED, GREATEST, LEAST, COUNTER, GROWING_COUNTER, TEXT, LIST, LATTICE ->
                readDots(type, shape, in.readVarint());
        };
    }

    private int elementBytes() {
        return replicas.realm().limits().elementBytes();
    }

    private @Nullable DotMap readTwoPhase() {
        DotMap set = SetBody.read(in, replicas, KeyLayout.TWO_PHASE, elementBytes() + Tombstones.TAG_BYTES, shown);
        if (set != null) {
            set.root().forEach(entry -> {
                if (!Tombstones.isKey(entry.key(), elementBytes())) {
                    throw in.malformed("An entry of a two-phase set is neither an element nor a tombstone");
                }
            });
        }
        return set;
    }

    private @Nullable DotMap readMap(int depth, @Nullable DotStore beside) {
        Realm realm = replicas.realm();
        if (depth >= realm.limits().nesting()) {
            throw new LimitExceededException("nesting", realm.limits().nesting(), depth + 1L);
        }
        int count = in.readCount(namesOnly ? 3 : 4);
        int believed = Math.min(count, depth == 0 ? BELIEVED : BELIEVED_INSIDE);
        Bulk entries = new Bulk(believed);
        Gathered map = new Gathered(entries, new ByteWriter(Math.min(in.remaining(), KEY_BYTES * believed)), depth);
        shown.expect(believed);
        Keys others = Keys.of(beside);
        for (int i = 0; i < count; i++) {
            int ahead = namesOnly ? (int) in.readVarint(others.left()) : 0;
            if (ahead == 0) {
                readEntry(map);
            } else {
                readEntry(map, others.skip(ahead));
            }
        }
        return SetBody.toMap(in, replicas, KeyLayout.TYPED_KEY, entries, map.keys.array());
    }

    /** A map's entries and the bytes of their keys, and how many maps it is inside of. */
    private record Gathered(Bulk entries, ByteWriter keys, int depth) {}

    /** Reads an entry with its key. */
    private void readEntry(Gathered map) {
        int start = map.keys.size();
        int length = in.readLength("elementBytes", elementBytes());
        int from = in.skip(length);
        long hash = replicas.realm().hashKey(in.array(), from, length);
        int type = readType();
        map.keys.writeVarint(length).write(in.array(), from, length).write(types.bytes.get(type));
        readStore(map, start, hash, type, null);
    }

    /** Reads an entry whose key another one has. */
    private void readEntry(Gathered map, Scan other) {
        int start = map.keys.size();
        int name = KeyLayout.typeStart(other.keys(), other.start());
        map.keys.write(other.keys(), other.start(), other.end() - other.start());
        int type = types.find(other.keys(), name, other.end());
        readStore(map, start, other.hash(), type, other.payload() instanceof DotStore store ? store : null);
    }

    private void readStore(Gathered map, int start, long hash, int type, @Nullable DotStore beside) {
        int end = map.keys.size();
        String name = types.names.get(type);
        Shape shape = types.shapes.get(type);
        if (shape.isMap()) {
            DotStore store = read(name, shape, map.depth + 1, beside);
            if (store == null) {
                throw in.malformed("A nested value is empty");
            }
            DotMap.add(map.entries, start, end, hash, store);
            return;
        }
        long place = in.readVarint();
        if ((place & 1) != 0) {
            DotMap.add(map.entries, start, end, hash, readDots(name, shape, place));
        } else { // as nearly all are: one dot, of which no store need be made
            long wireDot = replicas.readDot(in, place >>> 1);
            Content content = readContent(name, shape, wireDot);
            map.entries.add(start, end, hash, replicas.fromWire(wireDot), content == Presence.HERE ? null : content);
        }
    }

    private int readType() {
        long at = in.readVarint();
        if (at < 0 || at >= types.names.size()) {
            throw in.malformed("A nested value has a type that the message does not name");
        }
        return (int) at;
    }

    /** Reads several dots, or one, of which the first number is read. */
    private Dots readDots(String type, Shape shape, long first) {
        long[] dots = new long[1];
        Content[] contents = new Content[1];
        int count = 0;
        long previous = -1;
        long place = first;
        boolean more = true;
        while (more) {
            more = (place & 1) != 0;
            long wireDot = replicas.readDot(in, place >>> 1);
            if (wireDot <= previous) {
                throw in.malformed("Dots are not in ascending order");
            }
            if (count == dots.length) {
                dots = Arrays.copyOf(dots, 2 * count); // as much as was read: no length is believed
                contents = Arrays.copyOf(contents, 2 * count);
            }
            contents[count] = readContent(type, shape, wireDot);
            dots[count++] = replicas.fromWire(wireDot);
            previous = wireDot;
            place = more ? in.readVarint() : 0;
        }
        return count == 1
                ? Dots.of(dots[0], contents[0])
                : Dots.ofAll(Arrays.copyOf(dots, count), Arrays.copyOf(contents, count));
    }

    /** Reads what a dot says, and notes the dot. */
    private Content readContent(String type, Shape shape, long wireDot) {
        shown.add(wireDot, wireDot);
        if (namesOnly) {
            return Presence.HERE;
        }
        return switch (shape) {
            case FLAG -> readSwitch();
            case SIBLINGS, STAMPED, GREATEST, LEAST -> readWritten(shape);
            case COUNTER, GROWING_COUNTER ->
                Segments.readSegment(in, Realm.sequenceOf(wireDot), shape == Shape.COUNTER);
            case TEXT -> readSequence(Medium.TEXT);
            case LIST -> readSequence(Medium.LIST);
            case LATTICE -> lattices.read(type, in);
            case SET, GROWING_SET, TWO_PHASE_SET, MAP ->
                throw new IllegalStateException(shape + " has no contents of dots");
        };
    }

    private Written readSwitch() {
        Written written = readWritten(Shape.FLAG);
        byte[] value = written.value();
        if (value.length != 1 || value[0] < 0 || value[0] > 1) {
            throw in.malformed("A flag's write is neither on nor off");
        }
        return written;
    }

    private SequenceContent readSequence(Medium medium) {
        return new SequenceContent(SequenceCodec.readBody(in.readColumn(), replicas.realm(), medium));
    }

    private Written readWritten(Shape shape) {
        Realm realm = replicas.realm();
        HybridTimestamp stamp = stamps.read(in);
        if (shape != Shape.STAMPED && !stamp.equals(HybridTimestamp.ZERO)) {
            throw in.malformed("A write has a stamp where stamps do not count");
        }
        return Written.of(
                realm, stamp, in.readBlock("elementBytes", realm.limits().elementBytes()));
    }
}
