package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few entries side by side in flat arrays, as {@link Columns} fills them: hashes with inline dots, packed keys, and
 * payloads where any entry has one. A lookup touches two arrays, an edit copies them.
 */
final class Leaf extends Node implements Source {
    final long[] words;
    final byte[] keys;
    final @Nullable Payload @Nullable [] payloads;

    Leaf(Columns columns, long dots, long laneA, long laneB) {
        super(columns.count(), dots, laneA, laneB);
        this.words = columns.words;
        this.keys = columns.keys;
        this.payloads = columns.payloads;
    }

    private Leaf(long[] words, byte[] keys, @Nullable Payload @Nullable [] payloads, Sums sums) {
        super(words.length / 2, sums.dots, sums.laneA, sums.laneB);
        this.words = words;
        this.keys = keys;
        this.payloads = payloads;
    }

    private record Sums(long dots, long laneA, long laneB) {}

    /** Returns the leaf of filled columns, whose sums are taken here. */
    static Leaf summed(Realm realm, Columns columns) {
        long dots = 0;
        long a = 0;
        long b = 0;
        for (int i = 0; i < columns.count(); i++) {
            long hash = columns.words[2 * i];
            long dot = columns.words[2 * i + 1];
            Payload payload = columns.payloads == null ? null : columns.payloads[i];
            dots += payload == null ? 1 : payload.dots();
            a += Entry.laneA(realm, hash, dot, payload);
            b += Entry.laneB(realm, hash, dot, payload);
        }
        return new Leaf(columns, dots, a, b);
    }

    /** Returns the leaf of all entries of some leaves, one after the other. */
    static Leaf concat(List<Leaf> leaves) {
        int count = 0;
        int keyBytes = 0;
        boolean anyPayload = false;
        long dots = 0;
        long a = 0;
        long b = 0;
        for (Leaf leaf : leaves) {
            count += leaf.count;
            keyBytes += leaf.keyBytes();
            anyPayload |= leaf.payloads != null;
            dots += leaf.dots;
            a += leaf.laneA;
            b += leaf.laneB;
        }
        Columns columns = new Columns(count, keyBytes, anyPayload);
        for (Leaf leaf : leaves) {
            columns.add(leaf, 0, leaf.count);
        }
        return new Leaf(columns, dots, a, b);
    }

    private int keyBytes() {
        return keys.length - Columns.table(keys, count);
    }

    /** Returns the entries whose places are from..to, {@code null} if there are none. */
    @Nullable
    Leaf sub(Realm realm, int from, int to) {
        return from == to ? null : leaf(realm, from, to);
    }

    @Override
    public Leaf leaf(Realm realm, int from, int to) {
        if (to - from == count) {
            return this;
        }
        return summed(realm, columns(from, to));
    }

    private Columns columns(int from, int to) {
        Columns columns =
                new Columns(to - from, endOf(to - 1) - start(from), payloads != null && anyPayload(from, to, -1));
        columns.add(this, from, to);
        return columns;
    }

    /** Returns the part from..to; all other entries are in some nodes, {@code null} among them for none. */
    Leaf rest(int from, int to, @Nullable Node[] others) {
        long restDots = dots;
        long a = laneA;
        long b = laneB;
        for (Node other : others) {
            restDots -= other == null ? 0 : other.dots;
            a -= other == null ? 0 : other.laneA;
            b -= other == null ? 0 : other.laneB;
        }
        return new Leaf(columns(from, to), restDots, a, b);
    }

    /**
     * Returns this leaf after one edit at a place: {@code replaced} is 1 if the edit's key is there, else 0. The digest
     * changes by the difference alone. The result may have one entry more than a leaf keeps.
     */
    @Nullable
    Leaf with(Realm realm, Entry edit, int at, int replaced) {
        int added = edit.isGone() ? 0 : 1;
        int size = count - replaced + added;
        if (size == 0) {
            return null;
        }
        long newDots = dots;
        long a = laneA;
        long b = laneB;
        if (added == 1) {
            newDots += edit.dots();
            a += edit.laneA(realm);
            b += edit.laneB(realm);
        }
        if (replaced == 1) {
            newDots -= dotsOf(at);
            a -= laneA(realm, at);
            b -= laneB(realm, at);
        }
        boolean anyPayload = edit.payload != null || payloads != null && anyPayload(0, count, replaced == 1 ? at : -1);
        if (!Splice.isShort(keys, count, edit.key.length)) {
            return new Leaf(columns(edit, at, replaced, anyPayload), newDots, a, b);
        }
        return spliced(edit, at, replaced, anyPayload, new Sums(newDots, a, b));
    }

    private Leaf spliced(Entry edit, int at, int replaced, boolean anyPayload, Sums sums) {
        long[] newWords = Splice.words(words, at, replaced, edit);
        byte[] newKeys = Splice.keys(this, at, replaced, edit);
        return new Leaf(
                newWords, newKeys, anyPayload ? Splice.payloads(payloads, count, at, replaced, edit) : null, sums);
    }

    private Columns columns(Entry edit, int at, int replaced, boolean anyPayload) {
        int added = edit.isGone() ? 0 : 1;
        int removedBytes = replaced == 1 ? endOf(at) - start(at) : 0;
        Columns columns =
                new Columns(count - replaced + added, keyBytes() - removedBytes + added * edit.key.length, anyPayload);
        columns.add(this, 0, at);
        if (added == 1) {
            columns.add(edit);
        }
        columns.add(this, at + replaced, count);
        return columns;
    }

    private boolean anyPayload(int from, int to, int except) {
        for (int i = from; payloads != null && i < to; i++) {
            if (i != except && payloads[i] != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns where the key at a place starts in {@link #keys}. */
    int start(int index) {
        int table = Columns.table(keys, count);
        return index == 0 ? table : table + Columns.end(keys, count, index - 1);
    }

    /** Returns where the key at a place ends in {@link #keys}. */
    int endOf(int index) {
        return Columns.table(keys, count) + Columns.end(keys, count, index);
    }

    @Nullable
    Payload payload(int index) {
        return payloads == null ? null : payloads[index];
    }

    @Override
    public long hash(int index) {
        return words[2 * index];
    }

    long dot(int index) {
        return words[2 * index + 1];
    }

    long dotsOf(int index) {
        Payload payload = payload(index);
        return payload == null ? 1 : payload.dots();
    }

    long laneA(Realm realm, int index) {
        return Entry.laneA(realm, hash(index), dot(index), payload(index));
    }

    long laneB(Realm realm, int index) {
        return Entry.laneB(realm, hash(index), dot(index), payload(index));
    }

    Entry entry(int index) {
        return entry(index, Arrays.copyOfRange(keys, start(index), endOf(index)));
    }

    /** Returns the entry at a place, whose key is given. */
    Entry entry(int index, byte[] key) {
        return Entry.of(hash(index), key, dot(index), payload(index));
    }

    /** Compares the entry at a place with a hash and a key. */
    int compare(int index, long hash, byte[] key) {
        long mine = words[2 * index];
        return mine != hash
                ? Long.compareUnsigned(mine, hash)
                : Arrays.compareUnsigned(keys, start(index), endOf(index), key, 0, key.length);
    }

    /** Compares the entries at two places of two leaves. */
    int compare(int index, Leaf other, int otherIndex) {
        int byHash = Long.compareUnsigned(words[2 * index], other.words[2 * otherIndex]);
        return byHash != 0
                ? byHash
                : Arrays.compareUnsigned(
                        keys, start(index), endOf(index), other.keys, other.start(otherIndex), other.endOf(otherIndex));
    }

    /** Tells whether two entries with one key hold the same. */
    boolean sameContent(int index, Leaf other, int otherIndex, Realm realm) {
        Payload mine = payload(index);
        Payload theirs = other.payload(otherIndex);
        if (dot(index) != other.dot(otherIndex)) {
            return false;
        }
        if (mine == theirs || mine == null || theirs == null) { // mostly the same object, which need not be looked at
            return mine == theirs;
        }
        return mine.same(realm, hash(index), theirs);
    }

    /**
     * Returns the place of a key, or {@code -(insertion place) - 1}. Keyed hashes are spread evenly, so that where one would
     * be if the spread were perfect is a step or two away from where it is.
     *
     * @param depth how many bits all hashes of this leaf have in common
     */
    int indexOf(long hash, byte[] key, int depth) {
        if (count > LEAF_CAPACITY) { // equal hashes, made on purpose
            return search(hash, key);
        }
        int place = (int) ((hash << depth >>> Integer.SIZE) * count >>> Integer.SIZE);
        int order = compare(place, hash, key);
        while (order < 0 && ++place < count) {
            order = compare(place, hash, key);
            if (order > 0) {
                return -place - 1;
            }
        }
        while (order > 0 && --place >= 0) {
            order = compare(place, hash, key);
            if (order < 0) {
                return -place - 2;
            }
        }
        return order == 0 ? place : place < 0 ? -1 : -count - 1;
    }

    private int search(long hash, byte[] key) {
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
