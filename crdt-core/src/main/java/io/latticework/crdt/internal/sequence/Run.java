package io.latticework.crdt.internal.sequence;

/**
 * Elements on their way, not yet in a document: a {@link Span} whose least element names its parent, and what the elements
 * say, left to right, if they are alive.
 *
 * @param id the least id
 * @param meta length and flags, as in {@link Span}
 * @param parent the parent of the least element, {@link Ids#ROOT} for none
 * @param payload what the elements say; empty if they are dead
 */
record Run(long id, int meta, long parent, Payload payload) {
    static final Run[] NONE = new Run[0];

    int length() {
        return Span.length(meta);
    }

    /** Tells whether the parent is the id before. */
    boolean followsParent() {
        return parent != Ids.ROOT && parent == id - Ids.ONE;
    }

    boolean isDead() {
        return Span.isDead(meta);
    }

    /** Returns the part with the ids from one distance of the least to another. */
    Run part(int from, int to) {
        if (from == 0 && to == length()) {
            return this;
        }
        boolean reversed = Span.isReversed(meta);
        int left = reversed ? length() - to : from;
        int right = reversed ? length() - from : to;
        long least = id + from * Ids.ONE;
        return new Run(
                least,
                Span.partMeta(meta, left, right),
                from == 0 ? parent : least - Ids.ONE,
                isDead() ? payload : payload.slice(left, right));
    }

    /** Returns this run with what its elements say. */
    Run saying(Payload said) {
        return said.length() == 0 ? this : new Run(id, meta, parent, said);
    }

    Run killed() {
        return isDead() ? this : new Run(id, meta | Span.DEAD, parent, payload.none());
    }

    Run translated(Writers to, Writers from) {
        return to == from ? this : new Run(to.translate(id, from), meta, to.translate(parent, from), payload);
    }
}
