package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.ListEdit;
import io.latticework.crdt.ListEditor;
import io.latticework.crdt.Position;
import io.latticework.crdt.RGA;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A shared list that several people edit at once. Indexes are those of the list at the moment of the call; where others edit
 * too, work on one list by {@link #edit}, or keep places as a {@link Position}.
 *
 * <p>Removed elements leave their ids. {@link RGA#compact} forgets them below a state that all replicas are known to have; a
 * replica does not know of such a state by itself yet.
 *
 * @param <E> the elements
 */
public final class RGARef<E> extends Ref<RGA<E>> {
    RGARef(Replica replica, KeyAccess<RGA<E>> access) {
        super(replica, access);
    }

    /** Returns an index that was found for a position. */
    static int requireKnown(int index) {
        if (index == Position.UNKNOWN) {
            throw new IllegalStateException("What the position is tied to did not arrive yet, or was forgotten");
        }
        return index;
    }

    /** Returns the elements as they are now. O(n). */
    public List<E> values() {
        return state().values();
    }

    /** Returns the number of elements. */
    public int size() {
        return state().size();
    }

    /**
     * Returns an element.
     *
     * @throws IndexOutOfBoundsException if the index is not within the list
     */
    public E get(int index) {
        return state().get(index);
    }

    /**
     * Returns the elements from one index to another.
     *
     * @throws IndexOutOfBoundsException if the range is not within the list
     */
    public List<E> slice(int from, int to) {
        return state().slice(from, to);
    }

    /** Inserts an element; throws as {@link RGA#insert} does. */
    public void insert(int index, E element) {
        update((author, list) -> list.insert(author, index, element));
    }

    /** Inserts an element, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> insert(int index, E element, WriteConcern concern) {
        return update((author, list) -> list.insert(author, index, element), concern);
    }

    /**
     * Inserts an element at a place that was kept.
     *
     * @throws IllegalStateException if what the position is tied to is not in the list
     */
    public void insert(Position position, E element) {
        update((author, list) -> list.insert(author, requireKnown(list.indexOf(position)), element));
    }

    /** Inserts several elements, which stay together. */
    public void insertAll(int index, List<E> elements) {
        update((author, list) -> list.insertAll(author, index, elements));
    }

    /** Inserts an element at the end. */
    public void append(E element) {
        update((author, list) -> list.append(author, element));
    }

    /** Puts another element in the place of one. */
    public void set(int index, E element) {
        update((author, list) -> list.set(author, index, element));
    }

    /** Removes an element. */
    public void remove(int index) {
        update((author, list) -> list.remove(index));
    }

    /** Removes the elements from one index to another. */
    public void remove(int from, int to) {
        update((author, list) -> list.remove(from, to));
    }

    /** Removes the elements from one index to another, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> remove(int from, int to, WriteConcern concern) {
        return update((author, list) -> list.remove(from, to), concern);
    }

    /** Makes several changes as one write, on one list: nobody else's edits come between. */
    public void edit(Consumer<ListEditor<E>> changes) {
        update((author, list) -> list.edit(author, changes));
    }

    /** Makes several changes as one write, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> edit(Consumer<ListEditor<E>> changes, WriteConcern concern) {
        return update((author, list) -> list.edit(author, changes), concern);
    }

    /** Returns a place that stays where it is while others edit. */
    public Position position(int index, Position.Side side) {
        return state().position(index, side);
    }

    /** Returns where a position is now, {@link Position#UNKNOWN} if its element is not here. */
    public int indexOf(Position position) {
        return state().indexOf(position);
    }

    /**
     * Listens to changes as edits by index, local ones too. Whoever applies them, one after the other, to a list that was
     * empty when the subscription began has the list as it is. As with {@link #onChange}, edits that come too fast are drawn
     * together.
     */
    @CanIgnoreReturnValue
    public Subscription onEdits(Consumer<List<ListEdit<E>>> listener) {
        return onChange(new Consumer<Change<RGA<E>>>() {
            private RGA<E> told = type().empty();

            @Override
            public void accept(Change<RGA<E>> change) {
                List<ListEdit<E>> edits = change.value().editsSince(told);
                told = change.value();
                if (!edits.isEmpty()) {
                    listener.accept(edits);
                }
            }
        });
    }
}
