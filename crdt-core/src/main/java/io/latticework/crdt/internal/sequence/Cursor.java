package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Where a run that came from elsewhere may go on: the next element of the run would stand right behind it.
 *
 * @param index the number of living elements before
 * @param nextId the id that the next element would have
 */
record Cursor(int index, long nextId) {
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

    /** Returns the index of the first of living elements side by side with ids in a row, -1 if they are not so. */
    static int indexOf(Core core, long first, int length) {
        long label = core.index().label(first);
        if (label <= Block.DROPPED) {
            return -1;
        }
        Path path = new Path(core.root());
        int offset = path.toElement(core.root(), label, first);
        int ahead = (int) Ids.counter(first - path.id());
        if (Span.isDead(path.meta()) || ahead + length > Span.length(path.meta())) {
            return -1;
        }
        return path.unitsBefore(Span.isReversed(path.meta()) ? offset - length + 1 : offset);
    }
}
