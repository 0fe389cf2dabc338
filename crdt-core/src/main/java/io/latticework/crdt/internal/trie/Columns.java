package io.latticework.crdt.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of a leaf while they are filled, in ascending order: words (the hash and the inline dot of each entry, side by
 * side), keys, and payloads where any entry has one.
 *
 * <p>The keys' array starts with a table of where each key ends, counted from the end of the table: 2 bytes for each, or 4
 * where the keys take more than 65,535 bytes in all. The array's length tells which.
 */
final class Columns {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final int MAX_SHORT = 0xFFFF;

    final long[] words;
    final byte[] keys;
    final @Nullable Payload @Nullable [] payloads;
    private final int count;
    private final int table;
    private int size;
    private int end;

    Columns(int count, int keyBytes, boolean anyPayload) {
        this.count = count;
        this.table = (keyBytes > MAX_SHORT ? Integer.BYTES : Short.BYTES) * count;
        this.words = new long[2 * count];
        this.keys = new byte[Math.addExact(table, keyBytes)];
        this.payloads = anyPayload ? new Payload[count] : null;
    }

    /** Returns the bytes of the table at the start of so many keys. */
    static int table(byte[] keys, int count) {
        return (keys.length - Short.BYTES * count > MAX_SHORT ? Integer.BYTES : Short.BYTES) * count;
    }

    /** Returns where a key ends, counted from the end of the table. */
    static int end(byte[] keys, int count, int index) {
        return keys.length - Short.BYTES * count > MAX_SHORT
                ? (int) INTS.get(keys, Integer.BYTES * index)
                : (short) SHORTS.get(keys, Short.BYTES * index) & MAX_SHORT;
    }

    int count() {
        return count;
    }

    void add(Entry entry) {
        byte[] key = entry.key;
        words[2 * size] = entry.hash;
        words[2 * size + 1] = entry.dot;
        System.arraycopy(key, 0, keys, table + end, key.length);
        end += key.length;
        setEnd(size, end);
        if (payloads != null) {
            payloads[size] = entry.payload;
        }
        size++;
    }

    /** Adds an entry of many. */
    void add(Bulk bulk, int place) {
        int start = bulk.start(place);
        int length = bulk.end(place) - start;
        words[2 * size] = bulk.hash(place);
        words[2 * size + 1] = bulk.dot(place);
        System.arraycopy(bulk.keys(), start, keys, table + end, length);
        end += length;
        setEnd(size, end);
        if (payloads != null) {
            payloads[size] = bulk.payload(place);
        }
        size++;
    }

    /** Adds entries of a leaf, from..to. */
    void add(Leaf leaf, int from, int to) {
        if (from == to) {
            return;
        }
        int length = to - from;
        System.arraycopy(leaf.words, 2 * from, words, 2 * size, 2 * length);
        int source = leaf.start(from);
        int sourceTable = table(leaf.keys, leaf.count);
        int bytes = end(leaf.keys, leaf.count, to - 1) + sourceTable - source;
        System.arraycopy(leaf.keys, source, keys, table + end, bytes);
        int shift = end - (source - sourceTable);
        if (table == Short.BYTES * count && sourceTable == Short.BYTES * leaf.count) {
            addShortEnds(leaf.keys, from, length, shift);
        } else {
            for (int i = 0; i < length; i++) {
                setEnd(size + i, end(leaf.keys, leaf.count, from + i) + shift);
            }
        }
        if (payloads != null && leaf.payloads != null) {
            System.arraycopy(leaf.payloads, from, payloads, size, length);
        }
        size += length;
        end += bytes;
    }

    private void addShortEnds(byte[] source, int from, int length, int shift) {
        if (shift == 0) {
            System.arraycopy(source, Short.BYTES * from, keys, Short.BYTES * size, Short.BYTES * length);
            return;
        }
        for (int i = 0; i < length; i++) {
            short moved = (short) ((short) SHORTS.get(source, Short.BYTES * (from + i)) + shift);
            SHORTS.set(keys, Short.BYTES * (size + i), moved);
        }
    }

    private void setEnd(int index, int value) {
        if (table == Short.BYTES * count) {
            SHORTS.set(keys, Short.BYTES * index, (short) value);
        } else {
            INTS.set(keys, Integer.BYTES * index, value);
        }
    }
}
