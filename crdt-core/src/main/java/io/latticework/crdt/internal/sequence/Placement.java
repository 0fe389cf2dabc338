package io.latticework.crdt.internal.sequence;

/**
 * Where elements go in the document. It is the order in which a tree is walked: left children, the element, right
 * children. Right children descend by id, as in an RGA, left children ascend, so that the newest is nearest its parent;
 * then runs that are typed at the same place at once do not mix, whether forwards or backwards.
 *
 * <p>Ids grow from parent to child. So between a child and its parent there are only larger ids, and parents need not be
 * kept: that of a right child is the nearest element before it with a smaller id, that of a left child the nearest
 * after it.
 *
 * @see <a href="https://doi.org/10.1016/j.jpdc.2010.12.006">Roh et al.: Replicated abstract data types: Building blocks
 *     for collaborative applications, 2011</a>
 * @see <a href="https://arxiv.org/abs/2305.00583">Weidner, Kleppmann: The Art of the Fugue, 2023</a>
 */
final class Placement {
    /**
     * After so many runs a writer no longer looks for the better of two correct places. What makes one run counts once, also
     * where leaves part it: the place is the same whatever tree it is looked for in.
     */
    static final int PATIENCE = 64;

    private final Writers writers;
    private final Node root;
    private final Path path;
    private int offset;

    Placement(Writers writers, Node root) {
        this.writers = writers;
        this.root = root;
        this.path = new Path(root);
    }

    /** Returns the place as a path to a span, together with {@link #offset}. */
    Path path() {
        return path;
    }

    /** Returns how many elements of the span are to the left. */
    int offset() {
        return offset;
    }

    /**
     * Finds the place of a new element, whose id is above all others, between two living ones.
     *
     * @param index the number of living elements to the left
     * @return whether it is the left child of the living element after it; otherwise it is the right child of the one
     *     before
     */
    boolean between(int index) {
        if (index == 0) {
            return first();
        }
        offset = path.toUnit(root, index - 1) + 1;
        long before = Span.idAt(path.id(), path.meta(), offset - 1);
        if (offset < Span.length(path.meta())) {
            return !Span.isReversed(path.meta());
        }
        if (index == root.visible || !descends(before)) {
            return false;
        }
        offset = path.toUnit(root, index);
        return true;
    }

    private boolean first() {
        if (root.visible == 0) {
            path.toStart(root);
            offset = 0;
            return false;
        }
        offset = path.toUnit(root, 0);
        return true;
    }

    /** Returns a run as a child, whose ids are above all others, behind so many living elements of a sequence. */
    static Run child(Core core, int index, long id, Payload payload) {
        boolean left = new Placement(core.writers(), core.root()).between(index);
        long parent = Ids.ROOT;
        if (left || index > 0) {
            Path path = new Path(core.root());
            int offset = path.toUnit(core.root(), left ? index : index - 1);
            parent = Span.idAt(path.id(), path.meta(), offset);
        }
        return new Run(id, Span.meta(payload.length(), left ? Span.LEFT : 0), parent, payload);
    }

    /**
     * Tells whether the next living element is below a given one, which the path is at, on the right. It climbs from the
     * one to its parents, a span at a time. The path is left where it was.
     */
    private boolean descends(long before) {
        Leaf leaf = path.leaf();
        int next = path.span() + 1;
        if (next < leaf.size() && !Span.isDead(leaf.metas[next])) {
            boolean later = writers.compare(leaf.ids[next], before) > 0;
            if (!later || !Span.isLeft(leaf.metas[next])) {
                return later;
            }
        }
        return climbs(before);
    }

    private boolean climbs(long before) {
        Path climb = new Path(path);
        do {
            if (!climb.next()) {
                return false;
            }
        } while (Span.isDead(climb.meta()));
        for (int steps = 0; steps < PATIENCE; ) {
            long id = climb.id();
            if (writers.compare(id, before) < 0) {
                return false;
            }
            boolean left = Span.isLeft(climb.meta());
            do {
                long lastId = climb.id();
                int lastMeta = climb.meta();
                if (!(left ? climb.next() : climb.previous())) {
                    return false;
                }
                if (!left && Span.contains(climb.id(), climb.meta(), before)) {
                    return true;
                }
                steps += Span.linked(left, lastId, lastMeta, climb.id(), climb.meta()) ? 0 : 1;
            } while (writers.compare(climb.id(), id) > 0 && steps < PATIENCE);
        }
        return false;
    }

    /** Returns the place of elements whose parent is in the document. */
    static Placement of(Run run, Draft draft) {
        Placement place = new Placement(draft.writers(), draft.root());
        if (run.parent() == Ids.ROOT) {
            place.belowRoot(run.id());
        } else {
            place.beside(run.parent(), draft.index().label(run.parent()), Span.isLeft(run.meta()), run.id());
        }
        return place;
    }

    /** Returns the number of living elements before this place. */
    int index() {
        return path.unitsBefore(offset);
    }

    /** Tells whether what is behind this place has smaller ids than a child of what comes here; the path moves. */
    boolean isFreeFor(long child) {
        Leaf leaf = path.leaf();
        if (path.span() < leaf.size() && offset < Span.length(path.meta())) {
            long next = Span.partId(path.id(), path.meta(), offset, Span.length(path.meta()));
            return writers.compare(next, child) < 0;
        }
        return !path.next() || writers.compare(path.id(), child) < 0;
    }

    /** Finds the place of an element below the root. */
    void belowRoot(long id) {
        path.toStart(root);
        offset = 0;
        if (path.leaf().size() > 0 || path.next()) {
            passOnRight(id, false);
        }
    }

    /** Finds the place of an element on one side of its parent, which is in a given leaf. */
    void beside(long parent, long label, boolean left, long id) {
        int at = path.toElement(root, label, parent);
        offset = left ? at : at + 1;
        boolean inside = left ? at > 0 : at + 1 < Span.length(path.meta());
        if (inside) {
            long neighbour = Span.idAt(path.id(), path.meta(), left ? at - 1 : at + 1);
            if (writers.compare(neighbour, id) < 0) {
                return;
            }
            offset = left ? 0 : Span.length(path.meta());
        }
        if (left) {
            passOnLeft(id);
        } else {
            passOnRight(id, true);
        }
    }

    /**
     * Goes right, behind the right siblings with larger ids and all that is below them. The left children of whatever
     * comes next have larger ids too; a span is below a sibling if it is one, or if its parent is below one.
     */
    private void passOnRight(long id, boolean skip) {
        Path ahead = new Path(path);
        long least = Long.MAX_VALUE;
        int steps = 0;
        int passed = -1;
        boolean more = !skip || ahead.next();
        while (more && writers.compare(ahead.id(), id) > 0) {
            if (least == Long.MAX_VALUE || writers.compare(ahead.id(), least) < 0) {
                boolean below = !Span.isLeft(ahead.meta());
                passed = below ? steps : passed;
                least = below ? Long.MAX_VALUE : ahead.id();
            }
            steps++;
            more = ahead.next();
        }
        for (int step = skip ? -1 : 0; step < passed; step++) {
            boolean unused = path.next();
        }
        offset = passed < 0 ? offset : Span.length(path.meta());
    }

    /** Goes left, the mirror image. */
    private void passOnLeft(long id) {
        Path ahead = new Path(path);
        long least = Long.MAX_VALUE;
        int steps = 0;
        int passed = 0;
        while (ahead.previous() && writers.compare(ahead.id(), id) > 0) {
            steps++;
            if (least == Long.MAX_VALUE || writers.compare(ahead.id(), least) < 0) {
                boolean below = Span.isLeft(ahead.meta());
                passed = below ? steps : passed;
                least = below ? Long.MAX_VALUE : ahead.id();
            }
        }
        for (int step = 0; step < passed; step++) {
            boolean unused = path.previous();
        }
        offset = passed == 0 ? offset : 0;
    }

    /** Returns the parent of the least element of the span that a path is at; the path moves. */
    static long parentOf(Path at, Writers writers) {
        long id = at.id();
        boolean left = Span.isLeft(at.meta());
        while (left ? at.nextAtMost(Ids.counter(id)) : at.previousAtMost(Ids.counter(id))) {
            if (writers.compare(at.id(), id) < 0) {
                boolean nearestIsLeast = left ^ Span.isReversed(at.meta());
                return nearestIsLeast ? at.id() : lastBelow(at.id(), Span.length(at.meta()), id, writers);
            }
        }
        return Ids.ROOT;
    }

    /** Returns the largest id of a span that is below another. */
    private static long lastBelow(long id, int length, long bound, Writers writers) {
        long ahead = Ids.counter(bound) - Ids.counter(id);
        if (ahead >= length) {
            return id + (length - 1) * Ids.ONE;
        }
        long same = id + ahead * Ids.ONE;
        return writers.compare(same, bound) < 0 ? same : same - Ids.ONE;
    }
}
