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
        if (size > 0 && joined(id, meta)) {
            return;
        }
        reserve(1);
        ids[size] = id;
        metas[size++] = meta;
    }

    private boolean joined(long id, int meta) {
        int last = size - 1;
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

    /** Adds the part of a span from one place to another; nothing if it is empty. */
    void addPart(long id, int meta, int from, int to) {
        if (from < to) {
            add(Span.partId(id, meta, from, to), Span.partMeta(meta, from, to));
        }
    }

    /** Adds the spans of a leaf from one place to another. */
    void addAll(Leaf leaf, int from, int to) {
        int at = from;
        if (at < to && size > 0) {
            add(leaf.ids[at], leaf.metas[at++]);
        }
        int rest = to - at;
        if (rest > 0) {
            reserve(rest);
            System.arraycopy(leaf.ids, at, ids, size, rest);
            System.arraycopy(leaf.metas, at, metas, size, rest);
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
