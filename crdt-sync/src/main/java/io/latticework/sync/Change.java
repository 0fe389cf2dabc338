package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.error.MergeException;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.keyspace.KeyChange;

/**
 * A change of a key.
 *
 * @param key the key
 * @param type the name of the value's type
 * @param before the value before, the empty one if there was none, or several states that did not merge
 * @param value the value now, the empty one if the key was removed
 * @param removed whether the key is not there any more
 * @param origin the name of the replica that the change came from; empty for the value that was there already
 * @param <S> the values
 */
public record Change<S extends Crdt<S>>(String key, String type, S before, S value, boolean removed, String origin) {
    static <S extends Crdt<S>> Change<S> of(KeyChange change, CrdtType<S> type) {
        S before = before(change, type);
        S after = view(type, change.after());
        boolean removed = change.after().store() == null;
        return new Change<>(change.at().key(), type.name(), before, after, removed, change.origin());
    }

    /** Whoever listens is told of a value that merges again, after one that did not. */
    private static <S extends Crdt<S>> S before(KeyChange change, CrdtType<S> type) {
        try {
            return view(type, change.before());
        } catch (MergeException e) {
            return type.empty();
        }
    }

    @SuppressWarnings("unchecked") // the nest is the type's
    private static <S extends Crdt<S>> S view(CrdtType<S> type, Causal nested) {
        return (S) Bridge.get().nest(type).view(nested);
    }

    /**
     * Returns what changed: the smallest delta that makes {@link #value} of {@link #before}. It has what is new, and names
     * what is gone. Costs in proportion to the difference.
     */
    public S delta() {
        return value.deltaFrom(before);
    }
}
