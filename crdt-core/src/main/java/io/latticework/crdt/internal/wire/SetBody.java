package io.latticework.crdt.internal.wire;

import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.sort.Radix;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Presence;
import io.latticework.crdt.internal.trie.Bulk;
import io.latticework.crdt.internal.trie.Scan;
import java.util.Arrays;
import java.util.HashMap;
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

    /**
     * Writes a set.
     *
     * @param shown is given all dots
     */
    static void write(ByteWriter out, Replicas replicas, DotMap set, WireRuns shown) {
        int count = set.root().count();
        long[] least = new long[count];
        int[] lengths = new int[count];
        Map<Integer, long[]> several = new HashMap<>();
        Scan scan = new Scan(set.root());
        for (int i = 0; scan.next(); i++) {
            if (scan.payload() instanceof Dots dots) {
                several.put(i, wireDots(replicas, dots));
                least[i] = several.get(i)[0];
            } else {
                least[i] = replicas.toWire(scan.dot());
            }
            lengths[i] = scan.end() - scan.start();
        }
        int[] order = Radix.order(least, count, 0);
        out.writeVarint(count);
        WireRuns runs = WireRuns.of(least, order);
        runs.writeTo(out);
        shown.addAll(runs);
        writeFurtherDots(out, replicas, order, several);
        several.values().forEach(dots -> shown.addAll(dots, 1));
        writeLengths(out, order, lengths);
        writeElements(out, set, order, lengths);
    }

    private static long[] wireDots(Replicas replicas, Dots store) {
        long[] dots = new long[store.size()];
        for (int i = 0; i < dots.length; i++) {
            dots[i] = replicas.toWire(store.dot(i));
        }
        Arrays.sort(dots);
        return dots;
    }

    private static void writeFurtherDots(ByteWriter out, Replicas replicas, int[] order, Map<Integer, long[]> several) {
        out.writeVarint(several.size());
        int previous = -1;
        for (int i = 0; i < order.length && !several.isEmpty(); i++) {
            long[] dots = several.get(order[i]);
            if (dots != null) {
                out.writeVarint(i - previous - 1L).writeVarint(dots.length - 2L);
                for (int j = 1; j < dots.length; j++) {
                    replicas.writeDot(out, dots[j]);
                }
                previous = i;
            }
        }
    }

    private static void writeLengths(ByteWriter out, int[] order, int[] lengths) {
        int start = 0;
        for (int i = 1; i <= order.length; i++) {
            int length = lengths[order[start]];
            if (i == order.length || lengths[order[i]] != length) {
                out.writeVarint(length).writeVarint(i - start - 1L);
                start = i;
            }
        }
    }

    /** Writes each element to its place in the order of dots, while going through them in the order of the trie. */
    private static void writeElements(ByteWriter out, DotMap set, int[] order, int[] lengths) {
        int[] places = lengths; // of each element its place from here on
        int total = 0;
        for (int at : order) {
            int length = lengths[at];
            places[at] = total;
            total = Math.addExact(total, length);
        }
        int start = out.room(total);
        Scan scan = new Scan(set.root());
        for (int i = 0; scan.next(); i++) {
            out.set(start + places[i], scan.keys(), scan.start(), scan.end() - scan.start());
        }
    }

    /**
     * Reads a set.
     *
     * @param layout what elements are made of
     * @param longest the most bytes that an element may have
     * @param shown is given all dots
     */
    static @Nullable DotMap read(ByteReader in, Replicas replicas, KeyLayout layout, int longest, WireRuns shown) {
        int count = in.readCount(1);
        WireRuns runs = WireRuns.read(in, replicas);
        if (runs.dots() != count) {
            throw in.malformed(count + " elements have " + runs.dots() + " least dots");
        }
        shown.addAll(runs);
        long[] least = runs.toArray(count);
        Map<Integer, Dots> further = readFurtherDots(in, replicas, least, shown);
        int[] ends = readLengths(in, count, longest);
        int start = in.skip(count == 0 ? 0 : ends[count - 1]);
        Bulk entries = new Bulk(count);
        for (int i = 0; i < count; i++) {
            int from = start + (i == 0 ? 0 : ends[i - 1]);
            int to = start + ends[i];
            long hash = layout == KeyLayout.ELEMENT
                    ? replicas.realm().hashKey(in.array(), from, to - from)
                    : layout.hash(replicas.realm(), Arrays.copyOfRange(in.array(), from, to));
            Dots several = further.isEmpty() ? null : further.get(i);
            entries.add(from, to, hash, several == null ? replicas.fromWire(least[i]) : 0, several);
        }
        return toMap(in, replicas, layout, entries, in.array());
    }

    /** Returns all dots of the elements that have several. */
    private static Map<Integer, Dots> readFurtherDots(ByteReader in, Replicas replicas, long[] least, WireRuns shown) {
        int elements = in.readCount(4);
        Map<Integer, Dots> further = new HashMap<>();
        long at = -1;
        for (int i = 0; i < elements; i++) {
            at += in.readVarint(least.length) + 1;
            if (at >= least.length) {
                throw in.malformed("More dots are given for an element that is not there");
            }
            further.put((int) at, readDots(in, replicas, least[(int) at], shown));
        }
        return further;
    }

    private static Dots readDots(ByteReader in, Replicas replicas, long least, WireRuns shown) {
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
            shown.add(wireDot, wireDot);
            dots[i] = replicas.fromWire(wireDot);
            previous = wireDot;
        }
        return Dots.ofAll(dots, contents);
    }

    /** Returns where each element ends, counted from the start of the first. */
    private static int[] readLengths(ByteReader in, int count, int limit) {
        int[] ends = new int[count];
        long[] ofLength = new long[SHORT];
        int known = 0;
        long total = 0;
        while (known < count) {
            int length = in.readLength("elementBytes", limit);
            int repeats = (int) in.readVarint(count - known - 1L) + 1;
            if (total + (long) length * repeats > in.remaining()) {
                throw in.malformed("The elements are longer than the bytes that are left");
            }
            if (length < SHORT && (ofLength[length] += repeats) > 1L << 8 * length) {
                throw in.malformed("More elements are " + length + " bytes long than can differ");
            }
            for (int i = 0; i < repeats; i++) {
                total += length;
                ends[known++] = (int) total;
            }
        }
        return ends;
    }

    /** Builds a map of entries in any order; no key may come twice. */
    static @Nullable DotMap toMap(ByteReader in, Replicas replicas, KeyLayout layout, Bulk entries, byte[] keys) {
        if (!entries.sort(keys)) {
            throw in.malformed("A key comes twice");
        }
        return DotMap.of(layout, entries.build(replicas.realm()));
    }
}
