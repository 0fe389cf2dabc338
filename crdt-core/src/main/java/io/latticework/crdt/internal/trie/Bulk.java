package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.sort.Radix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Many entries on their way into a trie, in any order. They are kept in columns, their keys in one array that somebody
 * else fills, and each key is copied once, into its leaf.
 */
public final class Bulk implements Source {
    private static final int FEW = 1 << 12;

    /** Above this bit hashes are sorted by digits; of few entries chance leaves hardly any that are equal there. */
    private static final int SORTED_FROM_OF_FEW = 48;

    private static final int SORTED_FROM = 42;

    private int[] starts;
    private int[] ends;
    private long[] hashes;
    private long[] dots;
    private @Nullable Payload @Nullable [] payloads;
    private int size;

    private byte[] keys = {};
    private int[] order = {};
    private long[] sortedHashes = {};

    /**
     * Starts without entries.
     *
     * @param expected how many entries to expect; more are fine
     */
    public Bulk(int expected) {
        this.starts = new int[expected];
        this.ends = new int[expected];
        this.hashes = new long[expected];
        this.dots = new long[expected];
    }

    /**
     * Adds an entry.
     *
     * @param start where its key starts in the bytes of all keys
     * @param end where its key ends there
     * @param dot the inline dot, 0 if there is none
     */
    public void add(int start, int end, long hash, long dot, @Nullable Payload payload) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = start;
        ends[size] = end;
        hashes[size] = hash;
        dots[size] = dot;
        if (payload != null) {
            payloads = payloads == null ? new Payload[starts.length] : payloads;
            payloads[size] = payload;
        }
        size++;
    }

    private void grow() {
        int capacity = size + Math.max(size, 16);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        dots = Arrays.copyOf(dots, capacity);
        payloads = payloads == null ? null : Arrays.copyOf(payloads, capacity);
    }

    /**
     * Sorts the entries.
     *
     * @param bytes the bytes of all keys
     * @return whether each key comes once
     */
    public boolean sort(byte[] bytes) {
        keys = bytes;
        int from = size < FEW ? SORTED_FROM_OF_FEW : SORTED_FROM;
        order = Radix.order(hashes, size, from);
        int start = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || hashes[order[i]] >>> from != hashes[order[start]] >>> from) {
                if (i - start > 1 && !sort(start, i)) {
                    return false;
                }
                start = i;
            }
        }
        sortedHashes = new long[size];
        for (int i = 0; i < size; i++) {
            sortedHashes[i] = hashes[order[i]];
        }
        return true;
    }

    /** Sorts a part, and tells whether its keys differ. Who knows the seed can make this part long: no quadratic sorts. */
    private boolean sort(int from, int to) {
        Integer[] part = new Integer[to - from];
        Arrays.setAll(part, i -> order[from + i]);
        Arrays.sort(part, this::compare);
        boolean differ = true;
        for (int i = 0; i < part.length; i++) {
            order[from + i] = part[i];
            differ &= i == 0 || compare(part[i - 1], part[i]) < 0;
        }
        return differ;
    }

    private int compare(int left, int right) {
        int byHash = Long.compareUnsigned(hashes[left], hashes[right]);
        return byHash != 0
                ? byHash
                : Arrays.compareUnsigned(keys, starts[left], ends[left], keys, starts[right], ends[right]);
    }

    /** Returns the trie of the entries, which are sorted and have different keys; {@code null} if there are none. O(n). */
    public @Nullable Node build(Realm realm) {
        return new Editor(realm).build(this, size);
    }

    byte[] keys() {
        return keys;
    }

    @Override
    public long hash(int place) {
        return sortedHashes[place];
    }

    int start(int place) {
        return starts[order[place]];
    }

    int end(int place) {
        return ends[order[place]];
    }

    long dot(int place) {
        return dots[order[place]];
    }

    @Nullable
    Payload payload(int place) {
        return payloads == null ? null : payloads[order[place]];
    }

    @Override
    public Leaf leaf(Realm realm, int from, int to) {
        Extent extent = new Extent();
        for (int i = from; i < to; i++) {
            extent.add(end(i) - start(i), payload(i) != null);
        }
        Records records = new Records(extent);
        for (int i = from; i < to; i++) {
            records.add(this, i);
        }
        return Leaf.summed(realm, records);
    }
}
