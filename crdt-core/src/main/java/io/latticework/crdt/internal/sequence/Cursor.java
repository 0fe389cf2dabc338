package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Where elements are deleted that somebody else deletes, who may go on with those before them.
 *
 * @param index the number of living elements before
 * @param next how many before them may be next
 */
record Cursor(int index, long next) {
    /** Tells whether nothing is known of some ids in a row. */
    static boolean areNew(Core core, long id, int length) {
        return Ids.counter(id) > core.most()
                || core.index().label(id) == Block.ABSENT && core.index().sameFor(id, length) == length;
    }

    /**
     * Returns the place of living elements side by side with ids in a row, {@code null} if they are not so: their index, and
     * how many elements before them, alive and side by side, have the ids before theirs.
     */
    static @Nullable Cursor of(Core core, long first, int length) {
        long label = core.index().label(first);
        if (label <= Block.DROPPED) {
            return null;
        }
        Path path = new Path(core.root());
        int offset = path.toElement(core.root(), label, first);
        int ahead = (int) Ids.counter(first - path.id());
        if (Span.isDead(path.meta()) || ahead + length > Span.length(path.meta())) {
            return null;
        }
        return Span.isReversed(path.meta())
                ? new Cursor(path.unitsBefore(offset - length + 1), 0)
                : new Cursor(path.unitsBefore(offset), offset);
    }
}
