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
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.time.HybridTimestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stores, each of the shape that its type's name tells, and refuses what no writer writes. */
final class StoreReader {
    private static final int MAX_TYPE_BYTES = 255;
    private static final int BELIEVED = 64;

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
                    names.stream().map(Shape::of).toList());
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
        Shape shape = Shape.of(type);
        if (shape == null) {
            throw new DecodeException(Reason.UNKNOWN_TYPE, "no nested type is called " + type);
        }
        return read(type, shape, 0, beside);
    }

    private @Nullable DotStore read(String type, Shape shape, int depth, @Nullable DotStore beside) {
        return switch (shape) {
            case SET, GROWING_SET -> SetBody.read(in, replicas, KeyLayout.ELEMENT, elementBytes(), shown);
            case TWO_PHASE_SET -> readTwoPhase();
            case MAP -> readMap(depth, beside);
            case FLAG, SIBLINGS, STAMPED, GREATEST, LEAST, COUNTER, GROWING_COUNTER, TEXT, LIST, LATTICE ->
                readDots(type, shape);
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
        Bulk entries = new Bulk(Math.min(count, BELIEVED)); // each level may claim all that is left
        ByteWriter keys = new ByteWriter();
        List<Entry> others = entries(beside);
        int place = -1;
        for (int i = 0; i < count; i++) {
            int ahead = namesOnly ? (int) in.readVarint(others.size() - 1L - place) : 0;
            place += ahead;
            readEntry(entries, keys, depth, ahead == 0 ? null : others.get(place));
        }
        return SetBody.toMap(in, replicas, KeyLayout.TYPED_KEY, entries, keys.array());
    }

    /** Reads an entry of a map, with its key, unless another has the same. */
    private void readEntry(Bulk entries, ByteWriter keys, int depth, @Nullable Entry other) {
        int start = keys.size();
        long hash;
        String type;
        Shape shape;
        if (other == null) {
            int length = in.readLength("elementBytes", elementBytes());
            int from = in.skip(length);
            hash = replicas.realm().hashKey(in.array(), from, length);
            int at = readType();
            keys.writeVarint(length).write(in.array(), from, length).write(types.bytes.get(at));
            type = types.names.get(at);
            shape = types.shapes.get(at);
        } else {
            hash = other.hash();
            keys.write(other.key());
            type = KeyLayout.typeOf(other.key());
            shape = Shape.of(type);
        }
        int end = keys.size();
        DotStore store =
                shape == null ? null : read(type, shape, depth + 1, other == null ? null : DotMap.store(other));
        if (store == null) {
            throw in.malformed("A nested value is empty");
        }
        DotMap.add(entries, start, end, hash, store);
    }

    /** Returns the entries of a map in their order; none if it is no map. */
    static List<Entry> entries(@Nullable DotStore store) {
        List<Entry> entries = new ArrayList<>();
        if (store instanceof DotMap map && map.layout() == KeyLayout.TYPED_KEY) {
            map.root().forEach(entries::add);
        }
        return entries;
    }

    private int readType() {
        long at = in.readVarint();
        if (at < 0 || at >= types.names.size()) {
            throw in.malformed("A nested value has a type that the message does not name");
        }
        return (int) at;
    }

    private Dots readDots(String type, Shape shape) {
        long[] dots = new long[1];
        Content[] contents = new Content[1];
        int count = 0;
        long previous = -1;
        boolean more = true;
        while (more) {
            long place = in.readVarint();
            more = (place & 1) != 0;
            long wireDot = replicas.readDot(in, place >>> 1);
            if (wireDot <= previous) {
                throw in.malformed("Dots are not in ascending order");
            }
            if (count == dots.length) {
                dots = Arrays.copyOf(dots, 2 * count); // as much as was read: no length is believed
                contents = Arrays.copyOf(contents, 2 * count);
            }
            contents[count] = namesOnly ? Presence.HERE : readContent(type, shape, Realm.sequenceOf(wireDot));
            dots[count++] = replicas.fromWire(wireDot);
            shown.add(wireDot, wireDot);
            previous = wireDot;
        }
        return count == 1
                ? Dots.of(dots[0], contents[0])
                : Dots.ofAll(Arrays.copyOf(dots, count), Arrays.copyOf(contents, count));
    }

    private Content readContent(String type, Shape shape, long sequence) {
        return switch (shape) {
            case FLAG -> readSwitch();
            case SIBLINGS, STAMPED, GREATEST, LEAST -> readWritten(shape);
            case COUNTER, GROWING_COUNTER -> Segments.readSegment(in, sequence, shape == Shape.COUNTER);
            case TEXT -> readSequence(Medium.TEXT);
            case LIST -> readSequence(Medium.LIST);
            case LATTICE -> lattices.read(type, in.readBlock("remaining", in.remaining()));
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
