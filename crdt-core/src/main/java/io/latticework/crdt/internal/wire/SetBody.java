package io.latticework.crdt.internal.wire;

import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Presence;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set's elements in columns, ordered by their least dots: the order that a replica added them in costs next to nothing,
 * where the order of the hashes would cost a sequence number each. The columns are the count, the least dots as runs, the
 * further dots of the few elements that have more, the elements' lengths as runs, and their bytes.
 */
final class SetBody {
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

    static @Nullable DotMap read(ByteReader in, Replicas replicas) {
        int count = in.readCount(1);
        WireRuns least = WireRuns.read(in, replicas);
        if (least.dots() != count) {
            throw in.malformed(count + " elements have " + least.dots() + " least dots");
        }
        long[][] dots = new long[count][];
        int next = 0;
        for (int run = 0; run < least.size(); run++) {
            for (long dot = least.first(run); dot <= least.last(run); dot++) {
                dots[next++] = new long[] {dot};
            }
        }
        readFurtherDots(in, replicas, dots);
        int[] lengths = readLengths(in, count, replicas.realm().limits().elementBytes());
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] key = in.read(lengths[i]);
            entries.add(DotMap.entry(KeyLayout.ELEMENT.hash(replicas.realm(), key), key, store(replicas, dots[i])));
        }
        return toMap(in, replicas, KeyLayout.ELEMENT, entries);
    }

    private static void readFurtherDots(ByteReader in, Replicas replicas, long[][] dots) {
        int elements = in.readCount(4);
        long at = -1;
        for (int i = 0; i < elements; i++) {
            at += in.readVarint(dots.length) + 1;
            if (at >= dots.length) {
                throw in.malformed("More dots are given for an element that is not there");
            }
            long least = dots[(int) at][0];
            int more = (int) in.readVarint(in.remaining() / 2) + 1;
            long[] all = new long[more + 1];
            all[0] = least;
            for (int j = 1; j <= more; j++) {
                all[j] = replicas.readDot(in);
                if (all[j] <= all[j - 1]) {
                    throw in.malformed("The dots of an element are not in ascending order");
                }
            }
            dots[(int) at] = all;
        }
    }

    private static int[] readLengths(ByteReader in, int count, int limit) {
        int[] lengths = new int[count];
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
            Arrays.fill(lengths, known, known + repeats, (int) length);
            known += repeats;
        }
        return lengths;
    }

    private static DotStore store(Replicas replicas, long[] wireDots) {
        Dots store = Dots.of(replicas.fromWire(wireDots[0]));
        for (int i = 1; i < wireDots.length; i++) {
            store = store.with(replicas.fromWire(wireDots[i]), Presence.HERE);
        }
        return store;
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
