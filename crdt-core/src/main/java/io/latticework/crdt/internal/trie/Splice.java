package io.latticework.crdt.internal.trie;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One edit of a leaf's arrays: an entry put in, exchanged, or taken out. This is what nearly all writes come down to, so each
 * array is copied in as few moves as there can be.
 */
final class Splice {
    private Splice() {}

    /**
     * Returns the records with an entry in the place of {@code removed} ones. Where keys differ in length none goes without
     * one in its place, and where they do not the entry's is no exception.
     */
    static byte[] records(Leaf leaf, int at, int removed, Entry edit) {
        if (removed == 1 && !edit.isGone()) {
            byte[] records = leaf.records.clone();
            Records.write(records, leaf.recordStart(at), edit);
            return records;
        }
        return leaf.step == 0 ? uneven(leaf, at, edit) : even(leaf, at, edit);
    }

    private static byte[] even(Leaf leaf, int at, Entry edit) {
        byte[] old = leaf.records;
        int start = leaf.step * at;
        if (edit.isGone()) {
            byte[] records = Arrays.copyOf(old, old.length - leaf.step);
            System.arraycopy(old, start + leaf.step, records, start, records.length - start);
            return records;
        }
        byte[] records = Arrays.copyOf(old, old.length + leaf.step);
        System.arraycopy(old, start, records, start + leaf.step, old.length - start);
        Records.write(records, start, edit);
        return records;
    }

    private static byte[] uneven(Leaf leaf, int at, Entry edit) {
        byte[] old = leaf.records;
        int table = Records.table(0, leaf.count);
        int added = Records.HEAD + edit.key.length;
        int start = at == leaf.count ? old.length - table : leaf.recordStart(at) - table;
        byte[] records = new byte[Math.addExact(old.length, added + Integer.BYTES)];
        int newTable = table + Integer.BYTES;
        for (int i = 0; i <= leaf.count; i++) {
            int end = i < at ? Records.end(old, i) : i == at ? start + added : Records.end(old, i - 1) + added;
            Records.end(records, i, end);
        }
        System.arraycopy(old, table, records, newTable, start);
        Records.write(records, newTable + start, edit);
        System.arraycopy(old, table + start, records, newTable + start + added, old.length - table - start);
        return records;
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
}
