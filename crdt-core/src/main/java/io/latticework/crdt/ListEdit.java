package io.latticework.crdt;

import java.util.List;

/**
 * A change of a list by index: some elements are exchanged for others.
 *
 * @param index where; edits in a list come from left to right, and each is applied to what the one before left
 * @param removed how many elements go
 * @param inserted what comes
 */
public record ListEdit<E>(int index, int removed, List<E> inserted) {
    /** Copies the elements. */
    public ListEdit {
        inserted = List.copyOf(inserted);
    }
}
