package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 32 spans, and what their living elements say. */
final class Leaf extends Node {
    static final int MAX_SPANS = 32;

    private static final int HALF = MAX_SPANS / 2 + 1;
    private static final int FULL = MAX_SPANS - 4;

    final long[] ids;
    final int[] metas;
    final Payload payload;

    private Leaf(long label, long[] ids, int[] metas, Payload payload, long least) {
        super(payload.length(), least, label, payload.isWide());
        this.ids = ids;
        this.metas = metas;
        this.payload = payload;
    }

    private static long leastOf(long[] ids) {
        long least = Long.MAX_VALUE;
        for (long id : ids) {
            least = Math.min(least, id);
        }
        return Ids.counter(least);
    }

    static Leaf empty(Payload none) {
        return new Leaf(LABEL_STEP, new long[0], new int[0], none, leastOf(new long[0]));
    }

    int size() {
        return ids.length;
    }

    /** Returns the place of the span that has an element, -1 if none has. */
    int find(long element) {
        for (int span = 0; span < ids.length; span++) {
            if (Span.contains(ids[span], metas[span], element)) {
                return span;
            }
        }
        return -1;
    }

    /** Returns how many elements are alive before a place within a span. */
    int unitsBefore(int span, int offset) {
        int units = span < metas.length && !Span.isDead(metas[span]) ? offset : 0;
        for (int i = 0; i < span; i++) {
            units += Span.alive(metas[i]);
        }
        return units;
    }

    /** Tells whether a leaf may have so many spans, and their payload. */
    static boolean fits(int spans, Payload payload) {
        return spans <= MAX_SPANS && payload.length() <= payload.leafLength();
    }

    /** Returns this leaf with some spans exchanged; the others stay apart. */
    Leaf with(int from, int to, SpanList between, Payload changed) {
        int more = between.size();
        int size = ids.length - to + from + more;
        long[] newIds = new long[size];
        int[] newMetas = new int[size];
        System.arraycopy(ids, 0, newIds, 0, from);
        System.arraycopy(metas, 0, newMetas, 0, from);
        long newLeast = least;
        for (int i = 0; i < more; i++) {
            newIds[from + i] = between.id(i);
            newMetas[from + i] = between.meta(i);
            newLeast = Math.min(newLeast, Ids.counter(between.id(i)));
        }
        System.arraycopy(ids, to, newIds, from + more, ids.length - to);
        System.arraycopy(metas, to, newMetas, from + more, ids.length - to);
        return new Leaf(label, newIds, newMetas, changed, newLeast);
    }

    @Override
    boolean isSparse() {
        return ids.length < MAX_SPANS / 4 && visible < payload.leafLength() / 4;
    }

    @Override
    boolean hasRoomFor(Node node) {
        Leaf next = (Leaf) node;
        return ids.length + next.ids.length <= MAX_SPANS / 4 * 3
                && visible + next.visible <= payload.leafLength() / 4 * 3;
    }

    @Override
    Leaf joined(Node node) {
        Leaf next = (Leaf) node;
        SpanList both = new SpanList(ids.length + next.ids.length);
        both.addAll(this, 0, ids.length);
        both.addAll(next, 0, next.ids.length);
        return of(both, payload.replace(visible, visible, next.payload), label);
    }

    /** Returns the same leaf under another label. */
    Leaf labelled(long other) {
        return new Leaf(other, ids, metas, payload, least);
    }

    @Override
    void addLeaves(List<Leaf> leaves) {
        leaves.add(this);
    }

    /**
     * Cuts spans into leaves within their bounds.
     *
     * @param full whether leaves are filled, as where nothing will be inserted between
     * @param label the label of the first leaf; the others get theirs later
     */
    static List<Leaf> cut(SpanList spans, Payload payload, boolean full, long label) {
        int maxUnits = mostUnits(full, payload.leafLength());
        if (fits(spans.size(), payload)) {
            return List.of(of(spans, payload, label));
        }
        int target = target(full);
        List<Leaf> leaves = new ArrayList<>();
        SpanList part = new SpanList(target);
        int start = 0;
        int units = 0;
        for (int i = 0; i < spans.size(); i++) {
            int done = 0;
            int length = Span.length(spans.meta(i));
            while (done < length) {
                int room = Span.isDead(spans.meta(i)) ? length : start + maxUnits - units;
                if (part.size() >= target || room == 0) {
                    leaves.add(of(part, payload.slice(start, units), label));
                    part.clear();
                    start = units;
                    continue;
                }
                int taken = Math.min(length - done, room);
                part.addPart(spans.id(i), spans.meta(i), done, done + taken);
                units += Span.isDead(spans.meta(i)) ? 0 : taken;
                done += taken;
            }
        }
        leaves.add(of(part, payload.slice(start, units), label));
        return leaves;
    }

    /** Returns how many spans a leaf gets where several are cut. */
    static int target(boolean full) {
        return full ? FULL : HALF;
    }

    /** Returns how many living elements a leaf gets at most where several are cut. */
    static int mostUnits(boolean full, int leafLength) {
        return full ? leafLength : leafLength / 2 + 1;
    }

    static Leaf of(SpanList spans, Payload payload, long label) {
        long[] ids = Arrays.copyOf(spans.ids(), spans.size());
        return new Leaf(label, ids, Arrays.copyOf(spans.metas(), spans.size()), payload, leastOf(ids));
    }
}
