package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries in an array, in ascending order: edits as they are, or entries that a {@link Meeting} makes edits of, in their
 * place.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Entries(Entry[] array, @Nullable Meeting meeting) implements Source {
    Entries(Entry[] array) {
        this(array, null);
    }

    /** Returns entries in ascending order; of several with one key the last stays. */
    static Entries sorted(List<Entry> unordered) {
        Entry[] sorted = EntryOrder.sort(unordered.toArray(new Entry[0]));
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 == sorted.length || sorted[i].compareTo(sorted[i + 1]) != 0) {
                sorted[kept++] = sorted[i];
            }
        }
        return new Entries(kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept));
    }

    /** Tells whether the entries from..to all will be there, whatever is there now. */
    boolean present(int from, int to) {
        for (int i = from; i < to; i++) {
            if (meeting != null || array[i].isGone()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the edit at a place, given what is there under its key; {@code null} if all stays as it is. */
    @Nullable
    Entry edit(int index, @Nullable Entry here) {
        return meeting == null ? array[index].revise(here) : meeting.meet(here, array[index]);
    }

    @Override
    public long hash(int index) {
        return array[index].hash;
    }

    @Override
    public Leaf leaf(Realm realm, int from, int to) {
        Extent extent = new Extent();
        for (int i = from; i < to; i++) {
            extent.add(array[i].key.length, array[i].payload != null);
        }
        Records records = new Records(extent);
        for (int i = from; i < to; i++) {
            records.add(array[i]);
        }
        return Leaf.summed(realm, records);
    }
}
