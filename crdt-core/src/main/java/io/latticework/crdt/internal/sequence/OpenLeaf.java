package io.latticework.crdt.internal.sequence;

/**
 * A leaf of text while several runs go into it, so that it and the nodes above it are copied once and not for each run.
 * What it cannot decide by itself it leaves to its {@link Draft}. Not thread-safe.
 */
final class OpenLeaf {
    private static final int UNKNOWN = -1;
    private static final char[] NONE = {};

    private final Draft draft;
    private final Path path;
    private final SpanList spans = new SpanList(Leaf.MAX_SPANS + 2);
    private final SpanList between = new SpanList(8);
    private final byte[] latin = new byte[Chars.LEAF_LENGTH];
    /** In use where one byte is too few for a unit. */
    private char[] wide = NONE;

    private boolean isWide;
    private int start;
    private int length;
    private int span;
    private int offset;
    private boolean left;
    private boolean isOpen;
    private boolean isChanged;

    OpenLeaf(Draft draft) {
        this.draft = draft;
        this.path = new Path(draft.root());
    }

    /** Opens the leaf with a living element, unless it is open; false if it is not text. */
    boolean opensAt(int index) {
        if (isOpen && index >= start && index < start + length) {
            return true;
        }
        close();
        if (index >= draft.root().visible) {
            return false;
        }
        int offset = path.toUnit(draft.root(), index);
        Leaf leaf = path.leaf();
        start = index - leaf.unitsBefore(path.span(), offset);
        length = leaf.visible;
        if (!(leaf.payload instanceof Chars chars)) {
            return false;
        }
        spans.copyOf(leaf);
        isWide = !chars.isLatin();
        copyTo(chars, 0);
        isOpen = true;
        return true;
    }

    /** Returns the array in use. */
    private Object units() {
        return isWide ? wide : latin;
    }

    private void copyTo(Chars chars, int at) {
        if (!isWide) {
            chars.copyTo(latin, at);
            return;
        }
        if (wide.length == 0) {
            wide = new char[Chars.LEAF_LENGTH];
        }
        chars.copyTo(wide, at);
    }

    /** Puts the leaf back into the tree. */
    void close() {
        if (isChanged) {
            Chars payload = isWide ? Chars.of(wide, 0, length) : Chars.ofLatin(latin, 0, length);
            draft.put(path, path.leaf().with(spans, payload));
        }
        isOpen = false;
        isChanged = false;
    }

    /**
     * Inserts elements behind a living one of this leaf.
     *
     * @return false, and nothing is changed, if more than this leaf is needed for it
     */
    boolean insert(int at, long id, Chars said) {
        int more = said.length();
        boolean fits = length + more <= Chars.LEAF_LENGTH && locate(at);
        if (!fits || !insert(id, Span.meta(more, left ? Span.LEFT : 0))) {
            return false;
        }
        if (!isWide && !said.isLatin()) {
            isWide = true;
            copyTo(Chars.ofLatin(latin, 0, length), 0);
        }
        System.arraycopy(units(), at - start, units(), at - start + more, length - at + start);
        copyTo(said, at - start);
        length += more;
        isChanged = true;
        draft.note(id, more, path.leaf().label);
        draft.saw(id, more);
        return true;
    }

    /** Finds the place of new elements as {@link Placement#between} does; false if it cannot be told here. */
    private boolean locate(int at) {
        span = 0;
        offset = at - start;
        left = false;
        while (offset > Span.alive(spans.meta(span))) {
            offset -= Span.alive(spans.meta(span++));
        }
        int meta = spans.meta(span);
        if (offset < Span.length(meta)) {
            left = !Span.isReversed(meta);
        } else if (at < draft.root().visible + length - path.leaf().visible) {
            int next = nextIfBelow(Span.idAt(spans.id(span), meta, offset - 1));
            left = next > span;
            offset = left ? 0 : offset;
            span = Math.max(span, next);
            return next != UNKNOWN;
        }
        return true;
    }

    private boolean insert(long id, int meta) {
        int from = Math.max(0, span - 1);
        int to = Math.min(spans.size(), span + 2);
        between.clear();
        addAll(from, span);
        between.addPart(spans.id(span), spans.meta(span), 0, offset);
        between.add(id, meta);
        between.addPart(spans.id(span), spans.meta(span), offset, Span.length(spans.meta(span)));
        addAll(span + 1, to);
        if (spans.size() - to + from + between.size() > Leaf.MAX_SPANS) {
            return false;
        }
        spans.replace(from, to, between);
        return true;
    }

    private void addAll(int from, int to) {
        for (int i = from; i < to; i++) {
            between.add(spans.id(i), spans.meta(i));
        }
    }

    /**
     * Returns the span of the next living element if that is below the last element of the located span on the right, that itself if
     * it is not, {@link #UNKNOWN} if it cannot be told here. See {@link Placement}.
     */
    private int nextIfBelow(long before) {
        int next = span + 1;
        while (next < spans.size() && Span.isDead(spans.meta(next))) {
            next++;
        }
        int at = next;
        int steps = 0;
        while (at < spans.size() && steps < Placement.PATIENCE) {
            long id = spans.id(at);
            if (draft.writers().compare(id, before) < 0) {
                return span;
            }
            boolean left = Span.isLeft(spans.meta(at));
            do {
                int last = at;
                at += left ? 1 : -1;
                if (at == span) {
                    return next;
                }
                steps += at < spans.size() && isLinked(left, last, at) ? 0 : 1;
            } while (at < spans.size() && draft.writers().compare(spans.id(at), id) > 0 && steps < Placement.PATIENCE);
        }
        return at < spans.size() ? span : UNKNOWN;
    }

    private boolean isLinked(boolean right, int span, int next) {
        return Span.linked(right, spans.id(span), spans.meta(span), spans.id(next), spans.meta(next));
    }

    /**
     * Kills living elements.
     *
     * @return false, and nothing is changed, if more than this leaf is needed for it
     */
    boolean delete(int from, int to) {
        if (to > start + length || spans.size() + 2 > Leaf.MAX_SPANS) {
            return false;
        }
        span = 0;
        int first = from - start;
        while (first >= Span.alive(spans.meta(span))) {
            first -= Span.alive(spans.meta(span++));
        }
        int begin = Math.max(0, span - 1);
        between.clear();
        addAll(begin, span);
        int rest = to - from;
        while (rest > 0) {
            rest -= kill(first, rest);
            first = 0;
            span++;
        }
        int end = Math.min(spans.size(), span + 1);
        addAll(span, end);
        spans.replace(begin, end, between);
        System.arraycopy(units(), to - start, units(), from - start, length - to + start);
        length -= to - from;
        isChanged = true;
        return true;
    }

    /** Kills at most so many elements of the span, on its way among others, and returns how many. */
    private int kill(int first, int most) {
        long id = spans.id(span);
        int meta = spans.meta(span);
        int end = Math.min(Span.alive(meta), first + most);
        if (first >= end) {
            between.add(id, meta);
            return 0;
        }
        between.addPart(id, meta, 0, first);
        between.addPart(id, meta | Span.DEAD, first, end);
        between.addPart(id, meta, end, Span.length(meta));
        draft.note(Span.partId(id, meta, first, end), end - first, IndexLog.KILLED);
        return end - first;
    }
}
