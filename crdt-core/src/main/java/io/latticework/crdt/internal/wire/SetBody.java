package io.latticework.crdt.internal.wire;

import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Presence;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set's elements in columns, ordered by their least dots: the order that a replica added them in costs next to nothing,
 * where the order of the hashes would cost a sequence number each. The columns are the count, the least dots as runs, the
 * further dots of the few elements that have more, the elements' lengths as runs, and their bytes.
 */
final class SetBody {
    /** From this length on, elements may differ however many there are; fewer would cost more memory than bytes. */
    private static final int SHORT = 3;

    private SetBody() {}

    /** An element and its wire dots, ascending. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Element(byte[] key, long[] dots) {}

    static void write(ByteWriter out, Replicas replicas, DotMap set) {
        List<Element> elements = new ArrayList<>(set.root().count());
        set.root().forEach(entry -> elements.add(element(replicas, entry)));
        elements.sort((left, right) -> Long.compare(left.dots[0], right.dots[0]));
        out.writeVarint(elements.size());
        WireRuns.of(elements.stream().mapToLong(element -> element.dots[0]).toArray())
                .writeTo(out);
        writeFurtherDots(out, replicas, elements);
        writeLengths(out, elements);
        for (Element element : elements) {
            out.write(element.key);
        }
    }

    private static Element element(Replicas replicas, Entry entry) {
        if (entry.payload() == null) {
            return new Element(entry.key(), new long[] {replicas.toWire(entry.dot())});
        }
        Dots store = (Dots) DotMap.store(entry);
        long[] dots = new long[store.size()];
        for (int i = 0; i < dots.length; i++) {
            dots[i] = replicas.toWire(store.dot(i));
        }
        Arrays.sort(dots);
        return new Element(entry.key(), dots);
    }

    private static void writeFurtherDots(ByteWriter out, Replicas replicas, List<Element> elements) {
        out.writeVarint(
                elements.stream().filter(element -> element.dots.length > 1).count());
        int previous = -1;
        for (int i = 0; i < elements.size(); i++) {
            long[] dots = elements.get(i).dots;
            if (dots.length > 1) {
                out.writeVarint(i - previous - 1L).writeVarint(dots.length - 2L);
                for (int j = 1; j < dots.length; j++) {
                    replicas.writeDot(out, dots[j]);
                }
                previous = i;
            }
        }
    }

    private static void writeLengths(ByteWriter out, List<Element> elements) {
        int start = 0;
        for (int i = 1; i <= elements.size(); i++) {
            int length = elements.get(start).key.length;
            if (i == elements.size() || elements.get(i).key.length != length) {
                out.writeVarint(length).writeVarint(i - start - 1L);
                start = i;
            }
        }
    }

    /**
     * Reads a set.
     *
     * @param layout what elements are made of
     * @param longest the most bytes that an element may have
     */
    static @Nullable DotMap read(ByteReader in, Replicas replicas, KeyLayout layout, int longest) {
        int count = in.readCount(1);
        WireRuns runs = WireRuns.read(in, replicas);
        if (runs.dots() != count) {
            throw in.malformed(count + " elements have " + runs.dots() + " least dots");
        }
        long[] least = runs.toArray(count);
        Map<Integer, Dots> further = readFurtherDots(in, replicas, least);
        int[] lengths = readLengths(in, count, longest);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] key = in.read(lengths[i]);
            long hash = layout.hash(replicas.realm(), key);
            Dots several = further.get(i);
            entries.add(
                    several == null
                            ? Entry.of(hash, key, replicas.fromWire(least[i]))
                            : DotMap.entry(hash, key, several));
        }
        return toMap(in, replicas, layout, entries);
    }

    /** Returns all dots of the elements that have several. */
    private static Map<Integer, Dots> readFurtherDots(ByteReader in, Replicas replicas, long[] least) {
        int elements = in.readCount(4);
        Map<Integer, Dots> further = new HashMap<>();
        long at = -1;
        for (int i = 0; i < elements; i++) {
            at += in.readVarint(least.length) + 1;
            if (at >= least.length) {
                throw in.malformed("More dots are given for an element that is not there");
            }
            further.put((int) at, readDots(in, replicas, least[(int) at]));
        }
        return further;
    }

    private static Dots readDots(ByteReader in, Replicas replicas, long least) {
        int more = (int) in.readVarint(in.remaining() / 2) + 1;
        long[] dots = new long[more + 1];
        Content[] contents = new Content[more + 1];
        Arrays.fill(contents, Presence.HERE);
        long previous = least;
        dots[0] = replicas.fromWire(least);
        for (int i = 1; i <= more; i++) {
            long wireDot = replicas.readDot(in);
            if (wireDot <= previous) {
                throw in.malformed("The dots of an element are not in ascending order");
            }
            dots[i] = replicas.fromWire(wireDot);
            previous = wireDot;
        }
        return Dots.ofAll(dots, contents);
    }

    private static int[] readLengths(ByteReader in, int count, int limit) {
        int[] lengths = new int[count];
        long[] ofLength = new long[SHORT];
        int known = 0;
        long total = 0;
        while (known < count) {
            long length = in.readVarint();
            if (length < 0 || length > limit) {
                throw new LimitExceededException("elementBytes", limit, length < 0 ? Long.MAX_VALUE : length);
            }
            int repeats = (int) in.readVarint(count - known - 1L) + 1;
            total += length * repeats;
            if (total > in.remaining()) {
                throw in.malformed("The elements are longer than the bytes that are left");
            }
            if (length < SHORT && (ofLength[(int) length] += repeats) > 1L << 8 * length) {
                throw in.malformed("More elements are " + length + " bytes long than can differ");
            }
            Arrays.fill(lengths, known, known + repeats, (int) length);
            known += repeats;
        }
        return lengths;
    }

    /** Builds a map of entries in any order; no key may come twice. */
    static @Nullable DotMap toMap(ByteReader in, Replicas replicas, KeyLayout layout, List<Entry> entries) {
        Collections.sort(entries);
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).compareTo(entries.get(i)) == 0) {
                throw in.malformed("A key comes twice");
            }
        }
        return DotMap.of(layout, new Editor(replicas.realm()).build(entries));
    }
}
