package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.ORSet;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A shared set in which an add wins over a concurrent remove.
 *
 * @param <E> the elements
 */
public final class ORSetRef<E> extends Ref<ORSet<E>> {
    ORSetRef(Replica replica, KeyAccess<ORSet<E>> access) {
        super(replica, access);
    }

    /** Returns the elements as they are now. O(n). */
    public Set<E> elements() {
        return state().elements();
    }

    /** Returns the number of elements. */
    public int size() {
        return state().size();
    }

    /** Tells whether an element is in the set. */
    public boolean contains(E element) {
        return state().contains(element);
    }

    /** Adds an element. */
    public void add(E element) {
        update((author, set) -> set.add(author, element));
    }

    /** Adds an element, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> add(E element, WriteConcern concern) {
        return update((author, set) -> set.add(author, element), concern);
    }

    /** Adds some elements. */
    public void addAll(Collection<? extends E> elements) {
        update((author, set) -> set.addAll(author, elements));
    }

    /** Removes an element as it is seen here. */
    public void remove(E element) {
        update((author, set) -> set.remove(author, element));
    }

    /** Removes an element, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> remove(E element, WriteConcern concern) {
        return update((author, set) -> set.remove(author, element), concern);
    }

    /** Removes all elements that are seen here. */
    public void clear() {
        update((author, set) -> set.clear(author));
    }
}
