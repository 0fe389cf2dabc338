package io.latticework.crdt.internal.trie;

import java.util.Arrays;

/**
 * Sorts entries. As keyed hashes are spread evenly, their first bits tell almost exactly where each belongs, which is several
 * times faster than comparing; what falls together is compared.
 */
public final class EntryOrder {
    /** Below, comparing is as fast. */
    private static final int FEW = 64;

    /** From here on a bucket is sorted in O(k log k): somebody knows the seed and made keys that fall together. */
    private static final int CROWDED = 24;

    private static final int MAX_BITS = 20;

    private EntryOrder() {}

    /** Returns some entries in ascending order, equal ones in the order in which they came; the array is used up. */
    public static Entry[] sort(Entry[] entries) {
        if (entries.length < FEW) {
            Arrays.sort(entries);
            return entries;
        }
        int bits = Math.min(MAX_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(entries.length - 1));
        int[] ends = new int[1 << bits];
        Entry[] sorted = spread(entries, ends, Node.HASH_BITS - bits);
        int start = 0;
        for (int end : ends) {
            if (end - start > CROWDED) {
                Arrays.sort(sorted, start, end);
            } else if (end - start > 1) {
                insert(sorted, start, end);
            }
            start = end;
        }
        return sorted;
    }

    /** Returns the entries by the first bits of their hashes, and where the entries of each value of these bits end. */
    private static Entry[] spread(Entry[] entries, int[] ends, int shift) {
        for (Entry entry : entries) {
            ends[(int) (entry.hash >>> shift)]++;
        }
        int start = 0;
        for (int i = 0; i < ends.length; i++) {
            int count = ends[i];
            ends[i] = start;
            start += count;
        }
        Entry[] sorted = new Entry[entries.length];
        for (Entry entry : entries) {
            sorted[ends[(int) (entry.hash >>> shift)]++] = entry;
        }
        return sorted;
    }

    private static void insert(Entry[] entries, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            Entry entry = entries[i];
            int at = i;
            while (at > from && entries[at - 1].compareTo(entry) > 0) {
                entries[at] = entries[at - 1];
                at--;
            }
            entries[at] = entry;
        }
    }
}
