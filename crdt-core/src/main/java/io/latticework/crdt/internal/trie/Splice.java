package io.latticework.crdt.internal.trie;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One edit of a leaf's arrays: an entry put in, exchanged, or taken out. This is what nearly all writes come down to, so each
 * array is copied in as few moves as there can be.
 */
final class Splice {
    private Splice() {}

    /** Returns the records of keys of one length with an entry, whose key has it too, in the place of {@code removed} ones. */
    static byte[] records(Leaf leaf, int at, int removed, Entry edit) {
        byte[] old = leaf.records;
        int start = leaf.step * at;
        if (edit.isGone()) {
            byte[] records = Arrays.copyOf(old, old.length - leaf.step);
            System.arraycopy(old, start + leaf.step, records, start, records.length - start);
            return records;
        }
        byte[] records = removed == 1 ? old.clone() : Arrays.copyOf(old, old.length + leaf.step);
        if (removed == 0) {
            System.arraycopy(old, start, records, start + leaf.step, old.length - start);
        }
        Records.write(records, start, edit);
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
