package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.sequence.Batch;
import java.util.Objects;

/**
 * Several changes of a text in one go, see {@link RGAText#edit}. Each sees what the one before left. Not thread-safe, and of
 * no use after the function that it was handed to has returned.
 */
public final class TextEditor {
    private final RGAText before;
    private final Batch batch;

    TextEditor(RGAText text, Author author) {
        this.before = text;
        this.batch = new Batch(text.kernel(), author);
    }

    /** Returns the text as it is now, with all changes so far. */
    public RGAText text() {
        return before.with(batch.sequence());
    }

    /** Returns the number of UTF-16 units. */
    public int length() {
        return batch.length();
    }

    /** Inserts text at an index; throws as {@link RGAText#insert} does. */
    public void insert(int index, String more) {
        batch.insert(index, more);
    }

    /** Inserts text at the end. */
    public void append(String more) {
        batch.insert(batch.length(), more);
    }

    /** Deletes from one index to another; throws as {@link RGAText#delete} does. */
    public void delete(int from, int to) {
        batch.delete(from, to);
    }

    /** Puts another text in the place of that from one index to another. */
    public void replace(int from, int to, String with) {
        Objects.checkFromToIndex(from, to, batch.length());
        if (!with.isEmpty()) {
            batch.insert(from, with);
        }
        if (from < to) {
            batch.delete(from + with.length(), to + with.length());
        }
    }

    /** Makes a change that {@link RGAText#editsSince} told of. */
    public void apply(TextEdit edit) {
        replace(edit.index(), edit.index() + edit.deleted(), edit.inserted());
    }
}
