package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few entries side by side, as {@link Records} fills them. A lookup touches one array, an edit copies it; payloads are in
 * another, where any entry has one.
 */
final class Leaf extends Node implements Source {
    final byte[] records;
    /** How far apart records start, 0 if a table tells. */
    final int step;

    final @Nullable Payload @Nullable [] payloads;

    Leaf(Records records, long dots, long laneA, long laneB) {
        this(records.bytes, records.step, records.payloads, records.count(), dots, laneA, laneB);
    }

    // checkstyle:off ParameterNumber because a node is its sums and what is in it
    private Leaf(
            byte[] records,
            int step,
            @Nullable Payload @Nullable [] payloads,
            int count,
            long dots,
            long laneA,
            long laneB) {
        super(count, dots, laneA, laneB);
        this.records = records;
        this.step = step;
        this.payloads = payloads;
    }
    // checkstyle:on ParameterNumber

    /** Returns the leaf of filled records, whose sums are taken here. */
    static Leaf summed(Realm realm, Records records) {
        Leaf unsummed = new Leaf(records, 0, 0, 0);
        long dots = 0;
        long a = 0;
        long b = 0;
        for (int i = 0; i < unsummed.count; i++) {
            dots += unsummed.dotsOf(i);
            a += unsummed.laneA(realm, i);
            b += unsummed.laneB(realm, i);
        }
        return new Leaf(records, dots, a, b);
    }

    /** Returns this leaf with other payloads that hold the same. */
    Leaf with(@Nullable Payload[] same) {
        return new Leaf(records, step, same, count, dots, laneA, laneB);
    }

    /** Returns the leaf of all entries of some leaves, one after the other. */
    static Leaf concat(List<Leaf> leaves) {
        Extent extent = new Extent();
        long dots = 0;
        long a = 0;
        long b = 0;
        for (Leaf leaf : leaves) {
            extent.add(leaf, 0, leaf.count);
            dots += leaf.dots;
            a += leaf.laneA;
            b += leaf.laneB;
        }
        Records records = new Records(extent);
        for (Leaf leaf : leaves) {
            records.add(leaf, 0, leaf.count);
        }
        return new Leaf(records, dots, a, b);
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
        return summed(realm, records(from, to));
    }

    private Records records(int from, int to) {
        if (step > 0) {
            return new Records(
                    to - from,
                    Arrays.copyOfRange(records, step * from, step * to),
                    step,
                    payloads == null || !anyPayload(from, to, -1) ? null : Arrays.copyOfRange(payloads, from, to));
        }
        Extent extent = new Extent();
        extent.add(this, from, to);
        Records part = new Records(extent);
        part.add(this, from, to);
        return part;
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
        return new Leaf(records(from, to), restDots, a, b);
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
        if (step > 0 && added == 1 && replaced == 0 && edit.key.length + Records.HEAD != step
                || step == 0 && added == 0) {
            return new Leaf(records(edit, at, replaced), newDots, a, b);
        }
        byte[] newRecords = Splice.records(this, at, replaced, edit);
        return new Leaf(newRecords, step, payloads(edit, at, replaced), size, newDots, a, b);
    }

    // checkstyle:off ParameterNumber because it takes the sums along
    /**
     * Returns this leaf with edits in the places of entries of the same keys: {@code plan} has the complement of an edit's
     * place where there is one.
     */
    Leaf with(int[] plan, Entry[] edits, long newDots, long newLaneA, long newLaneB) {
        byte[] newRecords = records.clone();
        @Nullable Payload[] loads = payloads == null ? new Payload[count] : payloads.clone();
        boolean anyLoad = false;
        for (int i = 0; i < count; i++) {
            if (plan[i] < 0) {
                Entry edit = edits[~plan[i]];
                Records.write(newRecords, recordStart(i), edit);
                loads[i] = edit.payload;
            }
            anyLoad |= loads[i] != null;
        }
        return new Leaf(newRecords, step, anyLoad ? loads : null, count, newDots, newLaneA, newLaneB);
    }
    // checkstyle:on ParameterNumber

    private @Nullable Payload @Nullable [] payloads(Entry edit, int at, int replaced) {
        boolean any = edit.payload != null || anyPayload(0, count, replaced == 1 ? at : -1);
        return any ? Splice.payloads(payloads, count, at, replaced, edit) : null;
    }

    private Records records(Entry edit, int at, int replaced) {
        Extent extent = new Extent();
        extent.add(this, 0, at);
        if (!edit.isGone()) {
            extent.add(edit.key.length, edit.payload != null);
        }
        extent.add(this, at + replaced, count);
        Records edited = new Records(extent);
        edited.add(this, 0, at);
        if (!edit.isGone()) {
            edited.add(edit);
        }
        edited.add(this, at + replaced, count);
        return edited;
    }

    private boolean anyPayload(int from, int to, int except) {
        for (int i = from; payloads != null && i < to; i++) {
            if (i != except && payloads[i] != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns where the record at a place starts in {@link #records}. */
    int recordStart(int index) {
        if (step > 0) {
            return step * index;
        }
        return Records.table(step, count) + (index == 0 ? 0 : Records.end(records, index - 1));
    }

    /** Returns where the key at a place starts in {@link #records}. */
    int start(int index) {
        return recordStart(index) + Records.HEAD;
    }

    /** Returns where the record at a place, and the key in it, ends in {@link #records}. */
    int end(int index) {
        return step > 0 ? step * (index + 1) : Records.table(step, count) + Records.end(records, index);
    }

    @Nullable
    Payload payload(int index) {
        return payloads == null ? null : payloads[index];
    }

    @Override
    public long hash(int index) {
        return Records.hash(records, recordStart(index));
    }

    long dot(int index) {
        return Records.dot(records, recordStart(index));
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
        return entry(index, Arrays.copyOfRange(records, start(index), end(index)));
    }

    /** Returns the entry at a place, whose key is given. */
    Entry entry(int index, byte[] key) {
        return Entry.of(hash(index), key, dot(index), payload(index));
    }

    /** Compares the entry at a place with a hash and a key. */
    int compare(int index, long hash, byte[] key) {
        return compare(index, hash, key, 0, key.length);
    }

    private int compare(int index, long hash, byte[] bytes, int from, int to) {
        int start = recordStart(index);
        long mine = Records.hash(records, start);
        return mine != hash
                ? Long.compareUnsigned(mine, hash)
                : Arrays.compareUnsigned(records, start + Records.HEAD, end(index), bytes, from, to);
    }

    /** Compares the entries at two places of two leaves. */
    int compare(int index, Leaf other, int otherIndex) {
        return compare(index, other.hash(otherIndex), other.records, other.start(otherIndex), other.end(otherIndex));
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
        return indexOf(hash, key, 0, key.length, depth);
    }

    /** Returns the place of the key of another leaf's entry, as the other method does. */
    int indexOf(Leaf other, int otherIndex, int depth) {
        return indexOf(other.hash(otherIndex), other.records, other.start(otherIndex), other.end(otherIndex), depth);
    }

    private int indexOf(long hash, byte[] bytes, int from, int to, int depth) {
        if (count > LEAF_CAPACITY) { // equal hashes, made on purpose
            return search(hash, bytes, from, to);
        }
        int place = (int) ((hash << depth >>> Integer.SIZE) * count >>> Integer.SIZE);
        int order = compare(place, hash, bytes, from, to);
        while (order < 0 && ++place < count) {
            order = compare(place, hash, bytes, from, to);
            if (order > 0) {
                return -place - 1;
            }
        }
        while (order > 0 && --place >= 0) {
            order = compare(place, hash, bytes, from, to);
            if (order < 0) {
                return -place - 2;
            }
        }
        return order == 0 ? place : place < 0 ? -1 : -count - 1;
    }

    private int search(long hash, byte[] bytes, int from, int to) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, hash, bytes, from, to);
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
