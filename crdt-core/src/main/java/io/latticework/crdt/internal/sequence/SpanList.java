package io.latticework.crdt.internal.sequence;

import java.util.Arrays;

/** Spans in the order of the document, on their way into leaves or bytes. Neighbours that make one run become one span. */
final class SpanList {
    private long[] ids;
    private int[] metas;
    private int size;

    SpanList(int capacity) {
        ids = new long[capacity];
        metas = new int[capacity];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Takes the spans of a leaf, as they are. */
    void copyOf(Leaf leaf) {
        size = 0;
        addAll(leaf, 0, leaf.size());
    }

    /** Exchanges some spans for those of another list, as they are. */
    void replace(int from, int to, SpanList with) {
        int grown = with.size - to + from;
        if (grown > 0) {
            reserve(grown);
        }
        System.arraycopy(ids, to, ids, to + grown, size - to);
        System.arraycopy(metas, to, metas, to + grown, size - to);
        System.arraycopy(with.ids, 0, ids, from, with.size);
        System.arraycopy(with.metas, 0, metas, from, with.size);
        size += grown;
    }

    /** Inserts a span, which becomes one with a neighbour that it makes one run with. */
    void insert(int at, long id, int meta) {
        if (at > 0 && joined(at - 1, id, meta) || at < size && precedes(at, id, meta)) {
            return;
        }
        open(at);
        ids[at] = id;
        metas[at] = meta;
    }

    /** Parts a span in two, of which the first has a given length. */
    void part(int index, int offset) {
        long id = ids[index];
        int meta = metas[index];
        open(index);
        ids[index] = Span.partId(id, meta, 0, offset);
        metas[index] = Span.partMeta(meta, 0, offset);
        ids[index + 1] = Span.partId(id, meta, offset, Span.length(meta));
        metas[index + 1] = Span.partMeta(meta, offset, Span.length(meta));
    }

    /** Makes room for one more span. */
    private void open(int at) {
        reserve(1);
        System.arraycopy(ids, at, ids, at + 1, size - at);
        System.arraycopy(metas, at, metas, at + 1, size - at);
        size++;
    }

    /** Keeps so many spans. */
    void truncate(int most) {
        size = most;
    }

    long id(int index) {
        return ids[index];
    }

    int meta(int index) {
        return metas[index];
    }

    long[] ids() {
        return ids;
    }

    int[] metas() {
        return metas;
    }

    void add(long id, int meta) {
        if (size > 0 && joined(size - 1, id, meta)) {
            return;
        }
        reserve(1);
        ids[size] = id;
        metas[size++] = meta;
    }

    private boolean joined(int last, long id, int meta) {
        int length = Span.length(metas[last]) + Span.length(meta);
        if (length > Span.MAX_LENGTH) {
            return false;
        }
        if (Span.linkedUp(ids[last], metas[last], id, meta)) {
            metas[last] = Span.meta(length, Span.flags(metas[last]));
            return true;
        }
        if (Span.linkedDown(ids[last], metas[last], id, meta)) {
            metas[last] = Span.meta(length, Span.flags(meta) | Span.REVERSED);
            ids[last] = id;
            return true;
        }
        return false;
    }

    /** Joins a span that makes one run downwards with the one at its place. */
    private boolean precedes(int at, long id, int meta) {
        int length = Span.length(metas[at]) + Span.length(meta);
        boolean linked = length <= Span.MAX_LENGTH && Span.linkedDown(id, meta, ids[at], metas[at]);
        if (linked) {
            metas[at] = Span.meta(length, Span.flags(metas[at]) | Span.REVERSED);
        }
        return linked;
    }

    /** Adds the part of a span from one place to another; nothing if it is empty. */
    void addPart(long id, int meta, int from, int to) {
        if (from < to) {
            add(Span.partId(id, meta, from, to), Span.partMeta(meta, from, to));
        }
    }

    /** Adds the spans of a leaf from one place to another. */
    void addAll(Leaf leaf, int from, int to) {
        addAll(leaf.ids, leaf.metas, from, to);
    }

    /** Adds the spans of another list from one place to another. */
    void addAll(SpanList list, int from, int to) {
        addAll(list.ids, list.metas, from, to);
    }

    private void addAll(long[] moreIds, int[] moreMetas, int from, int to) {
        int at = from;
        if (at < to && size > 0) {
            add(moreIds[at], moreMetas[at++]);
        }
        int rest = to - at;
        if (rest > 0) {
            reserve(rest);
            System.arraycopy(moreIds, at, ids, size, rest);
            System.arraycopy(moreMetas, at, metas, size, rest);
            size += rest;
        }
    }

    private void reserve(int more) {
        if (size + more > ids.length) {
            ids = Arrays.copyOf(ids, (size + more) * 2);
            metas = Arrays.copyOf(metas, (size + more) * 2);
        }
    }
}
