package io.latticework.crdt.internal.trie;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One edit of a leaf's arrays: an entry put in, exchanged, or taken out. This is what nearly all writes come down to, so each
 * array is copied in as few moves as there can be, and the table of the keys' ends four places at a time.
 */
final class Splice {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** 1 in each of the four places that a long holds. */
    private static final long EACH = 0x0001_0001_0001_0001L;

    private static final byte[] NO_KEY = {};

    private Splice() {}

    /** Returns hashes and dots with an entry in the place of {@code removed} ones. */
    static long[] words(long[] old, int at, int removed, Entry edit) {
        if (edit.isGone()) {
            long[] words = Arrays.copyOf(old, old.length - 2);
            System.arraycopy(old, 2 * at + 2, words, 2 * at, old.length - 2 * at - 2);
            return words;
        }
        long[] words = removed == 1 ? old.clone() : Arrays.copyOf(old, old.length + 2);
        if (removed == 0) {
            System.arraycopy(old, 2 * at, words, 2 * at + 2, old.length - 2 * at);
        }
        words[2 * at] = edit.hash;
        words[2 * at + 1] = edit.dot;
        return words;
    }

    /** Returns payloads with an entry's in the place of {@code removed} ones. */
    static @Nullable Payload[] payloads(
            @Nullable Payload @Nullable [] old, int count, int at, int removed, Entry edit) {
        int added = edit.isGone() ? 0 : 1;
        @Nullable Payload[] payloads = new Payload[count - removed + added];
        if (old != null) {
            System.arraycopy(old, 0, payloads, 0, at);
            System.arraycopy(old, at + removed, payloads, at + added, count - at - removed);
        }
        if (added == 1) {
            payloads[at] = edit.payload;
        }
        return payloads;
    }

    /** Tells whether the keys of a leaf have a table of short ends before and after a key of some length is put in. */
    static boolean isShort(byte[] keys, int count, int added) {
        return keys.length - Short.BYTES * count + added <= Columns.MAX_SHORT;
    }

    /** Returns keys, whose ends are short, with an entry's in the place of {@code removed} ones. */
    static byte[] keys(Leaf leaf, int at, int removed, Entry edit) {
        byte[] old = leaf.keys;
        byte[] key = edit.isGone() ? NO_KEY : edit.key;
        int added = edit.isGone() ? 0 : 1;
        int oldTable = Short.BYTES * leaf.count;
        int table = oldTable + Short.BYTES * (added - removed);
        int start = leaf.start(at) - oldTable;
        int end = removed == 0 ? start : leaf.endOf(at) - oldTable;
        int shift = key.length - (end - start);
        byte[] keys = new byte[old.length - oldTable + table + shift];
        System.arraycopy(old, 0, keys, 0, Short.BYTES * at);
        if (added == 1) {
            SHORTS.set(keys, Short.BYTES * at, (short) (start + key.length));
        }
        shiftEnds(old, Short.BYTES * (at + removed), oldTable, keys, shift);
        System.arraycopy(old, oldTable, keys, table, start);
        System.arraycopy(key, 0, keys, table + start, key.length);
        System.arraycopy(old, oldTable + end, keys, table + start + key.length, old.length - oldTable - end);
        return keys;
    }

    /** Copies the rest of a table, each end moved; where it comes to lie follows from the lengths of both arrays. */
    private static void shiftEnds(byte[] old, int from, int oldTable, byte[] keys, int shift) {
        int to = from + (keys.length - old.length - shift);
        int place = from;
        for (; place + Long.BYTES <= oldTable; place += Long.BYTES) {
            long four = (long) LONGS.get(old, place);
            // no end rises above 16 bits or sinks below 0, so nothing is carried from one to the next
            LONGS.set(keys, place - from + to, shift >= 0 ? four + shift * EACH : four - -shift * EACH);
        }
        for (; place < oldTable; place += Short.BYTES) {
            short moved = (short) ((short) SHORTS.get(old, place) + shift);
            SHORTS.set(keys, place - from + to, moved);
        }
    }
}
