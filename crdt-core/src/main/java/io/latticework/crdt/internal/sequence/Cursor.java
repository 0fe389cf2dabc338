package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Where a run that came from elsewhere may go on: the next element of the run would stand right behind it, or the next one
 * to be deleted right before it.
 *
 * @param index the number of living elements before
 * @param next the id that the next element would have; where elements are deleted, how many before them may be next
 */
record Cursor(int index, long next) {
    /** Returns the place behind a run, {@code null} if the next element might stand elsewhere. */
    static @Nullable Cursor behind(Core core, Run run, Writers from) {
        boolean upwards = core.orphans().length == 0
                && !run.isDead()
                && !Span.isReversed(run.meta())
                && run.payload() instanceof Chars;
        if (!upwards) {
            return null;
        }
        long last = core.writers().translate(run.id() + (run.length() - 1) * Ids.ONE, from);
        long label = core.index().label(last);
        if (label <= Block.DROPPED) {
            return null;
        }
        Path path = new Path(core.root());
        int offset = path.toElement(core.root(), label, last) + 1;
        if (Span.isDead(path.meta())) {
            return null;
        }
        int index = path.unitsBefore(offset);
        long next = last + Ids.ONE;
        boolean inside = offset < Span.length(path.meta());
        boolean free = inside
                ? Span.isReversed(path.meta())
                : !path.next() || core.writers().compare(path.id(), next) < 0;
        return free ? new Cursor(index, next) : null;
    }

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
