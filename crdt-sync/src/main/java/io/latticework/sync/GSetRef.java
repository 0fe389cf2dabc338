package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.GSet;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A shared set that only grows.
 *
 * @param <E> the elements
 */
public final class GSetRef<E> extends Ref<GSet<E>> {
    GSetRef(Replica replica, KeyAccess<GSet<E>> access) {
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
}
