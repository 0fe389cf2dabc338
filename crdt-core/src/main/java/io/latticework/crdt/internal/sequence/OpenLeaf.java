package io.latticework.crdt.internal.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A leaf of text under change: spans and units stand in arrays with room for more. It has a place, where it is changed next.
 * Not thread-safe.
 */
final class OpenLeaf extends OpenNode {
    private static final int SPARE_SPANS = 4;
    private static final int SPARE_UNITS = 64;
    private static final byte[] NO_BYTES = {};
    private static final char[] NO_CHARS = {};

    private final SpanList spans = new SpanList(Leaf.MAX_SPANS + SPARE_SPANS);
    /** What this was made from, if it is not changed yet. */
    private @Nullable Leaf unchanged;

    private long label;
    /** One of the two is in use. */
    private byte[] latin = NO_BYTES;

    private char[] wide = NO_CHARS;
    private boolean isWide;
    private int length;

    private int span;
    private int offset;

    private OpenLeaf(long label, boolean isWide) {
        this.label = label;
        this.isWide = isWide;
    }

    static OpenLeaf of(Leaf leaf) {
        Chars chars = (Chars) leaf.payload;
        OpenLeaf open = new OpenLeaf(leaf.label, !chars.isLatin());
        open.unchanged = leaf;
        open.spans.copyOf(leaf);
        open.reserve(leaf.visible + SPARE_UNITS);
        open.put(0, chars);
        open.length = leaf.visible;
        return open;
    }

    int size() {
        return spans.size();
    }

    long[] ids() {
        return spans.ids();
    }

    int[] metas() {
        return spans.metas();
    }

    /** Returns the number of living elements. */
    int length() {
        return length;
    }

    long label() {
        return label;
    }

    void setLabel(long other) {
        label = other;
    }

    /** Returns the span of the place. */
    int span() {
        return span;
    }

    /** Returns how many elements of the span are left of the place. */
    int offset() {
        return offset;
    }

    /** Goes before the living element at an index. */
    void seek(int unit) {
        int[] metas = spans.metas();
        int at = 0;
        int rest = unit;
        int alive = Span.alive(metas[0]);
        while (rest >= alive) {
            rest -= alive;
            alive = Span.alive(metas[++at]);
        }
        span = at;
        offset = rest;
    }

    /** Goes behind the living element at an index. */
    void seekBehind(int unit) {
        seek(unit);
        offset++;
    }

    /** Goes before all elements. */
    void seekStart() {
        span = 0;
        offset = 0;
    }

    /** Tells whether the place is at the leaf's end, or before its last span. */
    boolean isAtEnd() {
        return span + 2 >= spans.size();
    }

    /** Inserts new elements at the place, which has so many living ones before. */
    void insert(int unit, long id, int meta, Chars said) {
        unchanged = null;
        if (offset > 0 && offset < Span.length(spans.meta(span))) {
            spans.part(span, offset);
        }
        spans.insert(offset > 0 ? span + 1 : span, id, meta);
        int more = said.length();
        if (!isWide && !said.isLatin()) {
            widen();
        }
        reserve(length + more);
        System.arraycopy(units(), unit, units(), unit + more, length - unit);
        put(unit, said);
        length += more;
    }

    /** Kills living elements, of which the place is before the first. */
    void kill(int from, int to, SpanList between, Draft draft) {
        unchanged = null;
        int begin = Math.max(0, span - 1);
        between.clear();
        between.addAll(spans, begin, span);
        int rest = to - from;
        while (rest > 0) {
            rest -= killPart(rest, between, draft);
            offset = 0;
            span++;
        }
        int end = Math.min(spans.size(), span + 1);
        between.addAll(spans, span, end);
        spans.replace(begin, end, between);
        System.arraycopy(units(), to, units(), from, length - to);
        length -= to - from;
    }

    /** Kills at most so many elements of the span, on its way among others, and returns how many. */
    private int killPart(int most, SpanList between, Draft draft) {
        long id = spans.id(span);
        int meta = spans.meta(span);
        int end = Math.min(Span.alive(meta), offset + most);
        if (offset >= end) {
            between.add(id, meta);
            return 0;
        }
        between.addPart(id, meta, 0, offset);
        between.addPart(id, meta | Span.DEAD, offset, end);
        between.addPart(id, meta, end, Span.length(meta));
        draft.note(Span.partId(id, meta, offset, end), end - offset, IndexLog.KILLED);
        return end - offset;
    }

    /** Tells whether this is too much for a leaf. */
    boolean isOverfull() {
        return spans.size() > Leaf.MAX_SPANS || length > Chars.LEAF_LENGTH;
    }

    /**
     * Leaves in here as much as {@link Leaf#cut} would, and returns the rest.
     *
     * @param full whether this will be full, as where nothing will be inserted between
     */
    OpenLeaf splitOff(boolean full) {
        int most = Leaf.mostUnits(full, Chars.LEAF_LENGTH);
        int target = Leaf.target(full);
        int units = 0;
        int at = 0;
        while (at < target && units + Span.alive(spans.meta(at)) <= most) {
            units += Span.alive(spans.meta(at++));
        }
        if (at < target && units < most) {
            spans.part(at++, most - units);
            units = most;
        }
        OpenLeaf rest = new OpenLeaf(label, isWide);
        rest.spans.addAll(spans, at, spans.size());
        spans.truncate(at);
        rest.reserve(length - units + SPARE_UNITS);
        System.arraycopy(units(), units, rest.units(), 0, length - units);
        rest.length = length - units;
        length = units;
        return rest;
    }

    /** Returns the array in use. */
    private Object units() {
        return isWide ? wide : latin;
    }

    private void put(int at, Chars chars) {
        if (isWide) {
            chars.copyTo(wide, at);
        } else {
            chars.copyTo(latin, at);
        }
    }

    private void reserve(int most) {
        if (most > (isWide ? wide.length : latin.length)) {
            int room = Math.max(most, length * 2);
            if (isWide) {
                wide = Arrays.copyOf(wide, room);
            } else {
                latin = Arrays.copyOf(latin, room);
            }
        }
    }

    private void widen() {
        Chars narrow = Chars.ofLatin(latin, 0, length);
        isWide = true;
        latin = NO_BYTES;
        reserve(length);
        put(0, narrow);
    }

    @Override
    Leaf close(Draft draft) {
        Leaf same = unchanged;
        if (same != null) {
            return same;
        }
        Chars payload = isWide ? Chars.of(wide, 0, length) : Chars.ofLatin(latin, 0, length);
        return Leaf.of(spans, payload, label);
    }
}
