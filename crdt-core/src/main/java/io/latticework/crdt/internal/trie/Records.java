package io.latticework.crdt.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A leaf's entries in one array while it is filled, in ascending order, and payloads where any entry has one. The record of
 * an entry is its hash and its inline dot, of 8 bytes each, and its key: so that whoever finds the one has the others at
 * hand.
 *
 * <p>If all keys have one length, records lie in steps of one width, and that is all. Otherwise the array starts with a
 * table of where each record ends, counted from the end of the table, 4 bytes for each.
 */
final class Records {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bytes of a record before the key. */
    static final int HEAD = 2 * Long.BYTES;

    final byte[] bytes;
    /** How far apart records start, 0 if a table tells. */
    final int step;

    final @Nullable Payload @Nullable [] payloads;
    private final int count;
    private final int table;
    private int size;
    private int end;

    Records(Extent extent) {
        this.count = extent.count();
        this.step = extent.step();
        this.table = table(step, count);
        this.bytes = new byte[Math.addExact(table, extent.bytes())];
        this.payloads = extent.anyPayload() ? new Payload[count] : null;
    }

    /** Takes records that are all there already, with keys of one length. */
    Records(int count, byte[] bytes, int step, @Nullable Payload @Nullable [] payloads) {
        this.count = count;
        this.bytes = bytes;
        this.step = step;
        this.table = 0;
        this.payloads = payloads;
    }

    /** Returns how many bytes the table before so many records takes. */
    static int table(int step, int count) {
        return step > 0 ? 0 : Integer.BYTES * count;
    }

    /** Returns where a record ends, counted from the end of a table. */
    static int end(byte[] bytes, int index) {
        return (int) INTS.get(bytes, Integer.BYTES * index);
    }

    /** Notes where a record ends, counted from the end of a table. */
    static void end(byte[] bytes, int index, int end) {
        INTS.set(bytes, Integer.BYTES * index, end);
    }

    /** Returns the hash of the record that starts at a place of an array. */
    static long hash(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start);
    }

    /** Returns the inline dot of the record that starts at a place of an array. */
    static long dot(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start + Long.BYTES);
    }

    /** Writes a record. */
    static void write(byte[] bytes, int start, Entry entry) {
        writeHead(bytes, start, entry.hash, entry.dot);
        System.arraycopy(entry.key, 0, bytes, start + HEAD, entry.key.length);
    }

    private static void writeHead(byte[] bytes, int start, long hash, long dot) {
        LONGS.set(bytes, start, hash);
        LONGS.set(bytes, start + Long.BYTES, dot);
    }

    int count() {
        return count;
    }

    void add(Entry entry) {
        write(bytes, table + end, entry);
        added(entry.key.length, entry.payload);
    }

    /** Adds an entry of many. */
    void add(Bulk bulk, int place) {
        int start = bulk.start(place);
        int length = bulk.end(place) - start;
        writeHead(bytes, table + end, bulk.hash(place), bulk.dot(place));
        System.arraycopy(bulk.keys(), start, bytes, table + end + HEAD, length);
        added(length, bulk.payload(place));
    }

    private void added(int keyBytes, @Nullable Payload payload) {
        end += HEAD + keyBytes;
        if (step == 0) {
            INTS.set(bytes, Integer.BYTES * size, end);
        }
        if (payloads != null) {
            payloads[size] = payload;
        }
        size++;
    }

    /** Adds entries of a leaf, from..to. */
    void add(Leaf leaf, int from, int to) {
        if (from == to) {
            return;
        }
        int start = leaf.recordStart(from);
        int length = leaf.end(to - 1) - start;
        System.arraycopy(leaf.records, start, bytes, table + end, length);
        if (payloads != null && leaf.payloads != null) {
            System.arraycopy(leaf.payloads, from, payloads, size, to - from);
        }
        for (int i = from; step == 0 && i < to; i++) {
            INTS.set(bytes, Integer.BYTES * (size + i - from), end + leaf.end(i) - start);
        }
        size += to - from;
        end += length;
    }
}
