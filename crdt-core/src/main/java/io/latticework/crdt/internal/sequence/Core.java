package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/** A sequence at rest: the document's tree, the index of its ids, and elements that wait for their parents. Immutable. */
final class Core {
    private final Writers writers;
    private final Node root;
    private final Run[] orphans;
    private final long most;

    private final @Nullable IdIndex base;
    private final @Nullable IndexLog log;

    @LazyInit
    private @Nullable IdIndex index;

    /**
     * Makes a sequence.
     *
     * @param index the index, {@code null} if it is to be made from the tree when it is needed
     * @param orphans elements without a known parent, ascending
     * @param most the largest counter of all ids
     */
    Core(Writers writers, Node root, @Nullable IdIndex index, Run[] orphans, long most) {
        this(writers, root, index, null, orphans, most);
    }

    // checkstyle:off ParameterNumber because this is all that there is of a sequence, kept in one object
    Core(Writers writers, Node root, @Nullable IdIndex base, @Nullable IndexLog log, Run[] orphans, long most) {
        this.writers = writers;
        this.root = root;
        this.base = base;
        this.log = log;
        this.index = log == null ? base : null;
        this.orphans = orphans;
        this.most = most;
    }
    // checkstyle:on ParameterNumber

    static Core empty(Realm realm, Payload none) {
        return new Core(Writers.none(realm), Leaf.empty(none), IdIndex.EMPTY, Run.NONE, 0);
    }

    Writers writers() {
        return writers;
    }

    Node root() {
        return root;
    }

    Run[] orphans() {
        return orphans;
    }

    long most() {
        return most;
    }

    Payload none() {
        Node node = root;
        while (node instanceof Inner inner) {
            node = inner.kids[0];
        }
        return ((Leaf) node).payload.none();
    }

    /** Returns the sequence of the same kind that nobody wrote. */
    Core bottom() {
        return writers.bottom(none());
    }

    boolean isEmpty() {
        return most == 0;
    }

    IdIndex index() {
        IdIndex known = index;
        if (known == null) {
            known = base == null || log == null ? IndexBuilder.of(root, writers.size()) : log.applyTo(base);
            index = known;
        }
        return known;
    }

    /** Gives a draft the index, or what it is to be made from. */
    void begin(Draft draft) {
        IdIndex known = index;
        if (known == null) {
            draft.begin(base, log);
        } else {
            draft.begin(known, null);
        }
    }

    /** Returns the ids in one of the states of {@link Block}, which a document that was read has none of. */
    Ranges ranges(long state) {
        return base == null && index == null ? Ranges.NONE : index().ranges(state);
    }

    /** Returns the same sequence with another table of writers that begins as this one's does. */
    Core with(Writers more) {
        IdIndex known = index;
        if (more == writers) {
            return this;
        }
        return known != null
                ? new Core(more, root, known, orphans, most)
                : new Core(more, root, base, log, orphans, most);
    }

    /** Returns the same sequence with a writer, if it is not in the table. */
    Core with(long dot) {
        return writers.find(dot) >= 0 ? this : with(writers.with(dot));
    }

    Core in(Realm target) {
        return target == writers.realm() ? this : new Core(writers.in(target), root, index().copy(), orphans, most);
    }
}
