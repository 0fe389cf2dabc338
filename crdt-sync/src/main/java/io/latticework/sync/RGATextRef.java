package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.Position;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.TextEdit;
import io.latticework.crdt.TextEditor;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A shared text that several people edit at once. Indexes count UTF-16 units of the text as it is at the moment of the call;
 * where others edit too, work on one text by {@link #edit}, or keep places as a {@link Position}.
 *
 * <p>Deleted characters leave their ids, about two bytes for each run of them. {@link RGAText#compact} forgets them below a
 * state that all replicas are known to have; a replica does not know of such a state by itself yet.
 */
public final class RGATextRef extends Ref<RGAText> {
    RGATextRef(Replica replica, KeyAccess<RGAText> access) {
        super(replica, access);
    }

    /** Returns the text as it is now. O(n). */
    public String text() {
        return state().text();
    }

    /** Returns the number of UTF-16 units. */
    public int length() {
        return state().length();
    }

    /**
     * Returns part of the text.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     */
    public String slice(int from, int to) {
        return state().slice(from, to);
    }

    /** Inserts text at an index; throws as {@link RGAText#insert} does. */
    public void insert(int index, String more) {
        update((author, text) -> text.insert(author, index, more));
    }

    /** Inserts text, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> insert(int index, String more, WriteConcern concern) {
        return update((author, text) -> text.insert(author, index, more), concern);
    }

    /**
     * Inserts text at a place that was kept.
     *
     * @throws IllegalStateException if what the position is tied to is not in the text
     */
    public void insert(Position position, String more) {
        update((author, text) -> text.insert(author, RGARef.requireKnown(text.indexOf(position)), more));
    }

    /** Inserts text at the end. */
    public void append(String more) {
        update((author, text) -> text.append(author, more));
    }

    /** Deletes from one index to another; throws as {@link RGAText#delete} does. */
    public void delete(int from, int to) {
        update((author, text) -> text.delete(from, to));
    }

    /** Deletes from one index to another, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> delete(int from, int to, WriteConcern concern) {
        return update((author, text) -> text.delete(from, to), concern);
    }

    /** Puts another text in the place of that from one index to another. */
    public void replace(int from, int to, String with) {
        update((author, text) -> text.replace(author, from, to, with));
    }

    /** Makes several changes as one write, on one text: nobody else's edits come between. */
    public void edit(Consumer<TextEditor> changes) {
        update((author, text) -> text.edit(author, changes));
    }

    /** Makes several changes as one write, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> edit(Consumer<TextEditor> changes, WriteConcern concern) {
        return update((author, text) -> text.edit(author, changes), concern);
    }

    /** Returns a place that stays where it is while others edit: a cursor. */
    public Position position(int index, Position.Side side) {
        return state().position(index, side);
    }

    /** Returns where a position is now, {@link Position#UNKNOWN} if its element is not here. */
    public int indexOf(Position position) {
        return state().indexOf(position);
    }

    /**
     * Listens to changes as edits by index, local ones too. Whoever applies them, one after the other, to a text that was
     * empty when the subscription began has the text as it is. As with {@link #onChange}, edits that come too fast are
     * drawn together.
     */
    @CanIgnoreReturnValue
    public Subscription onEdits(Consumer<List<TextEdit>> listener) {
        return onChange(new Consumer<Change<RGAText>>() {
            private RGAText told = type().empty();

            @Override
            public void accept(Change<RGAText> change) {
                List<TextEdit> edits = change.value().editsSince(told);
                told = change.value();
                if (!edits.isEmpty()) {
                    listener.accept(edits);
                }
            }
        });
    }
}
