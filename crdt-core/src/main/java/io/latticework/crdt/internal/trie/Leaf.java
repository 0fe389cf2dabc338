package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A few entries side by side in flat arrays: hashes, packed keys, inline dots, and payloads where any entry has one. */
final class Leaf extends Node {
    private final long[] hashes;
    private final byte[] keys;
    private final int[] ends;
    private final long[] inline;
    private final @Nullable Payload @Nullable [] payloads;

    private Leaf(Columns columns, long dots, long laneA, long laneB) {
        super(new Totals(columns.hashes.length, dots, laneA, laneB));
        this.hashes = columns.hashes;
        this.keys = columns.keys;
        this.ends = columns.ends;
        this.inline = columns.inline;
        this.payloads = columns.payloads;
    }

    /** The arrays of a leaf while they are filled. */
    private static final class Columns {
        final long[] hashes;
        final byte[] keys;
        final int[] ends;
        final long[] inline;
        final @Nullable Payload @Nullable [] payloads;

        Columns(int count, int keyBytes, boolean anyPayload) {
            hashes = new long[count];
            keys = new byte[keyBytes];
            ends = new int[count];
            inline = new long[count];
            payloads = anyPayload ? new Payload[count] : null;
        }

        void set(int index, Entry entry) {
            int start = index == 0 ? 0 : ends[index - 1];
            hashes[index] = entry.hash;
            System.arraycopy(entry.key, 0, keys, start, entry.key.length);
            ends[index] = start + entry.key.length;
            inline[index] = entry.dot;
            if (payloads != null) {
                payloads[index] = entry.payload;
            }
        }

        /** Copies entries of a leaf, from..to, to a place here. */
        void copy(Leaf leaf, int from, int to, int target) {
            if (from == to) {
                return;
            }
            int start = target == 0 ? 0 : ends[target - 1];
            int source = leaf.start(from);
            System.arraycopy(leaf.hashes, from, hashes, target, to - from);
            System.arraycopy(leaf.inline, from, inline, target, to - from);
            System.arraycopy(leaf.keys, source, keys, start, leaf.ends[to - 1] - source);
            for (int i = from; i < to; i++) {
                ends[target + i - from] = leaf.ends[i] - source + start;
            }
            if (payloads != null && leaf.payloads != null) {
                System.arraycopy(leaf.payloads, from, payloads, target, to - from);
            }
        }
    }

    /** Returns the leaf of sorted entries, from..to of a list. */
    static Leaf of(Realm realm, List<Entry> entries, int from, int to) {
        int keyBytes = 0;
        boolean anyPayload = false;
        long dots = 0;
        long a = 0;
        long b = 0;
        for (Entry entry : entries.subList(from, to)) {
            keyBytes += entry.key.length;
            anyPayload |= entry.payload != null;
            dots += entry.dots();
            a += entry.laneA(realm);
            b += entry.laneB(realm);
        }
        Columns columns = new Columns(to - from, keyBytes, anyPayload);
        for (int i = from; i < to; i++) {
            columns.set(i - from, entries.get(i));
        }
        return new Leaf(columns, dots, a, b);
    }

    /** Returns the entries whose places are from..to, {@code null} if there are none. */
    @Nullable
    Leaf sub(Realm realm, int from, int to) {
        if (from == to) {
            return null;
        }
        if (to - from == count) {
            return this;
        }
        Columns columns = new Columns(to - from, ends[to - 1] - start(from), payloads != null);
        columns.copy(this, from, to, 0);
        long size = 0;
        long a = 0;
        long b = 0;
        for (int i = from; i < to; i++) {
            size += payloads == null || payloads[i] == null ? 1 : payloads[i].dots();
            a += Entry.laneA(realm, hashes[i], inline[i], payload(i));
            b += Entry.laneB(realm, hashes[i], inline[i], payload(i));
        }
        return new Leaf(columns, size, a, b);
    }

    /**
     * Returns this leaf after one edit at a place: {@code replaced} is 1 if the edit's key is there, else 0. The digest
     * changes by the difference alone.
     */
    @Nullable
    Leaf with(Realm realm, Entry edit, int at, int replaced) {
        int added = edit.isGone() ? 0 : 1;
        int size = count - replaced + added;
        if (size == 0) {
            return null;
        }
        Entry old = replaced == 1 ? entry(at) : null;
        int keyBytes = keys.length - (old == null ? 0 : old.key.length) + added * edit.key.length;
        Columns columns = new Columns(size, keyBytes, edit.payload != null || hasPayloadBut(replaced == 1 ? at : -1));
        columns.copy(this, 0, at, 0);
        if (added == 1) {
            columns.set(at, edit);
        }
        columns.copy(this, at + replaced, count, at + added);
        long newDots = dots - (old == null ? 0 : old.dots()) + (added == 1 ? edit.dots() : 0);
        long a = laneA - (old == null ? 0 : old.laneA(realm)) + (added == 1 ? edit.laneA(realm) : 0);
        long b = laneB - (old == null ? 0 : old.laneB(realm)) + (added == 1 ? edit.laneB(realm) : 0);
        return new Leaf(columns, newDots, a, b);
    }

    private boolean hasPayloadBut(int replaced) {
        for (int i = 0; payloads != null && i < count; i++) {
            if (i != replaced && payloads[i] != null) {
                return true;
            }
        }
        return false;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private @Nullable Payload payload(int index) {
        return payloads == null ? null : payloads[index];
    }

    long hash(int index) {
        return hashes[index];
    }

    Entry entry(int index) {
        byte[] key = Arrays.copyOfRange(keys, start(index), ends[index]);
        return Entry.of(hashes[index], key, inline[index], payload(index));
    }

    /** Compares the entry at a place with a hash and a key. */
    int compare(int index, long hash, byte[] key) {
        int byHash = Long.compareUnsigned(hashes[index], hash);
        return byHash != 0 ? byHash : Arrays.compareUnsigned(keys, start(index), ends[index], key, 0, key.length);
    }

    /** Compares the entries at two places of two leaves. */
    int compare(int index, Leaf other, int otherIndex) {
        int byHash = Long.compareUnsigned(hashes[index], other.hashes[otherIndex]);
        return byHash != 0
                ? byHash
                : Arrays.compareUnsigned(
                        keys, start(index), ends[index], other.keys, other.start(otherIndex), other.ends[otherIndex]);
    }

    /** Tells whether two entries with one key hold the same. */
    boolean sameContent(int index, Leaf other, int otherIndex, Realm realm) {
        Payload mine = payload(index);
        Payload theirs = other.payload(otherIndex);
        if (mine == null || theirs == null) {
            return mine == theirs && inline[index] == other.inline[otherIndex];
        }
        long path = hashes[index];
        return mine == theirs
                || mine.laneA(realm, path) == theirs.laneA(realm, path)
                        && mine.laneB(realm, path) == theirs.laneB(realm, path);
    }

    /** Returns the place of a key, or {@code -(insertion place) - 1}. */
    int indexOf(long hash, byte[] key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, hash, key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Returns the first place at or after {@code from} whose entry is not in a slot or one before it. */
    int endOfSlot(int from, int slot, int depth, int span) {
        int index = from;
        while (index < count && slot(hashes[index], depth, span) <= slot) {
            index++;
        }
        return index;
    }

    @Override
    public void forEach(Consumer<? super Entry> action) {
        for (int i = 0; i < count; i++) {
            action.accept(entry(i));
        }
    }

    @Override
    int nodes() {
        return 1;
    }
}
