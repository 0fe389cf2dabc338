package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import java.util.List;

/**
 * Several changes of a list in one go, see {@link RGA#edit}. Each sees what the one before left. Not thread-safe, and of no
 * use after the function that it was handed to has returned.
 *
 * @param <E> the elements
 */
public final class ListEditor<E> {
    private final Author author;
    private RGA<E> list;

    ListEditor(RGA<E> list, Author author) {
        this.list = list;
        this.author = author;
    }

    /** Returns the list as it is now, with all changes so far. */
    public RGA<E> list() {
        return list;
    }

    /** Returns the number of elements. */
    public int size() {
        return list.size();
    }

    /** Inserts an element at an index; throws as {@link RGA#insert} does. */
    public void insert(int index, E element) {
        list = list.insert(author, index, element);
    }

    /** Inserts several elements, which stay together. */
    public void insertAll(int index, List<E> elements) {
        list = list.insertAll(author, index, elements);
    }

    /** Inserts an element at the end. */
    public void append(E element) {
        list = list.append(author, element);
    }

    /** Puts another element in the place of one. */
    public void set(int index, E element) {
        list = list.set(author, index, element);
    }

    /** Removes an element. */
    public void remove(int index) {
        list = list.remove(index);
    }

    /** Removes the elements from one index to another. */
    public void remove(int from, int to) {
        list = list.remove(from, to);
    }

    /** Makes a change that {@link RGA#editsSince} told of. */
    public void apply(ListEdit<E> edit) {
        remove(edit.index(), edit.index() + edit.removed());
        insertAll(edit.index(), edit.inserted());
    }
}
