package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.TwoPhaseSet;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A shared set in which a remove wins for ever.
 *
 * @param <E> the elements
 */
public final class TwoPhaseSetRef<E> extends Ref<TwoPhaseSet<E>> {
    TwoPhaseSetRef(Replica replica, KeyAccess<TwoPhaseSet<E>> access) {
        super(replica, access);
    }

    /** Returns the elements as they are now. O(n). */
    public Set<E> elements() {
        return state().elements();
    }

    /** Returns the number of elements. O(n). */
    public int size() {
        return state().size();
    }

    /** Tells whether an element is in the set. */
    public boolean contains(E element) {
        return state().contains(element);
    }

    /** Tells whether an element was removed, so that adding it has no effect any more. */
    public boolean isRemoved(E element) {
        return state().isRemoved(element);
    }

    /** Adds an element, unless it was removed before. */
    public void add(E element) {
        update((author, set) -> set.add(author, element));
    }

    /** Adds an element, unless it was removed before, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> add(E element, WriteConcern concern) {
        return update((author, set) -> set.add(author, element), concern);
    }

    /** Adds those of some elements that were not removed before. */
    public void addAll(Collection<? extends E> elements) {
        update((author, set) -> set.addAll(author, elements));
    }

    /** Removes an element for ever, if it is seen here. */
    public void remove(E element) {
        update((author, set) -> set.remove(author, element));
    }

    /** Removes an element for ever, if it is seen here, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> remove(E element, WriteConcern concern) {
        return update((author, set) -> set.remove(author, element), concern);
    }
}
