package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.Json;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;
import io.latticework.crdt.internal.wire.Shape;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A text that several people edit at once. What is inserted between two characters stays between them; words that are
 * typed at the same place at the same time come one after the other and never mix, whether they are typed forwards or
 * backwards; what one deletes is gone, also if another edits around it.
 *
 * <p>Indexes count UTF-16 units, as those of {@link String} do. A surrogate pair is never parted.
 *
 * <p><b>Lattice.</b> A set of elements, each with a parent, a side and an id (a Lamport counter and its writer), and the
 * set of those that are deleted; the join is the union of both. The order is that in which the tree of elements is walked.
 * Bottom is the empty text. Each fork of a value counts as a writer of its own, so that forks merge too.
 *
 * <p><b>Cost</b> for n units in r runs: typing on, and deleting on beside what was just deleted, O(1); a change elsewhere,
 * {@link #charAt} and finding a place O(log r); {@link #merge} and {@link #deltaFrom} O(d log r) for d runs that differ;
 * {@link #text} O(n).
 *
 * <p><b>Garbage.</b> Deleted characters leave their ids, about two bytes for each run of them, until {@link #compact}.
 *
 * <p>Inside an {@link ORMap} a text lives under the dot of its first write, and removing the key also takes away what is
 * concurrently written to the text that the remover saw.
 *
 * @see <a href="https://doi.org/10.1016/j.jpdc.2010.12.006">Roh et al.: Replicated abstract data types: Building blocks
 *     for collaborative applications, 2011</a>
 * @see <a href="https://arxiv.org/abs/2305.00583">Weidner, Kleppmann: The Art of the Fugue, 2023</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class RGAText extends BuiltIn<Sequence, RGAText> {
    /** The descriptor of texts in the process's default realm. */
    public static final CrdtType<RGAText> TYPE = type(Realm.shared());

    private RGAText(Type type, Sequence sequence) {
        super(type, sequence);
    }

    /** Returns the text before any write. */
    public static RGAText empty() {
        return TYPE.empty();
    }

    /** Returns the descriptor of texts in a realm. */
    public static CrdtType<RGAText> type(Realm realm) {
        return new Type(realm);
    }

    /** Returns the number of UTF-16 units. */
    public int length() {
        return kernel().length();
    }

    /** Tells whether there is no character. */
    public boolean isEmpty() {
        return length() == 0;
    }

    /** Returns the whole text. O(n). */
    public String text() {
        return kernel().text();
    }

    /**
     * Returns part of the text.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     */
    public String slice(int from, int to) {
        return kernel().text(Objects.checkFromToIndex(from, to, length()), to);
    }

    /**
     * Returns one UTF-16 unit.
     *
     * @throws IndexOutOfBoundsException if the index is not within the text
     */
    public char charAt(int index) {
        return kernel().charAt(Objects.checkIndex(index, length()));
    }

    /**
     * Returns the text with more of it at an index.
     *
     * @throws IndexOutOfBoundsException if the index is not 0 to {@link #length}
     * @throws IllegalArgumentException if the index is between the halves of a surrogate pair, or the text has an unpaired
     *     one
     */
    public RGAText insert(Author author, int index, String text) {
        return with(kernel().insert(author, index, text));
    }

    /** Returns the text with more of it at its end. */
    public RGAText append(Author author, String text) {
        return insert(author, length(), text);
    }

    /**
     * Returns the text without the part from one index to another.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     * @throws IllegalArgumentException if it parts a surrogate pair
     */
    public RGAText delete(int from, int to) {
        return with(kernel().delete(from, to));
    }

    /** Returns the text with another part in the place of that from one index to another. */
    public RGAText replace(Author author, int from, int to, String text) {
        return with(replaced(kernel(), author, from, to, text));
    }

    static Sequence replaced(Sequence sequence, Author author, int from, int to, String text) {
        Objects.checkFromToIndex(from, to, sequence.length());
        Sequence more = text.isEmpty() ? sequence : sequence.insert(author, from, text);
        return from == to ? more : more.delete(from + text.length(), to + text.length());
    }

    /** Returns the text after several changes, of which each sees what the one before left. */
    public RGAText edit(Author author, Consumer<TextEditor> changes) {
        TextEditor editor = new TextEditor(this, author);
        changes.accept(editor);
        return editor.text();
    }

    /**
     * Returns a place that stays where it is while others edit.
     *
     * @throws IndexOutOfBoundsException if the index is not 0 to {@link #length}
     */
    public Position position(int index, Position.Side side) {
        return Position.at(kernel(), Objects.checkIndex(index, length() + 1), side);
    }

    /** Returns where a position is now, {@link Position#UNKNOWN} if its element is not here. */
    public int indexOf(Position position) {
        return position.indexIn(kernel());
    }

    /** Returns how this version differs from another: edits that turn the other into this one. O(d log r). */
    public List<TextEdit> editsSince(RGAText before) {
        return kernel().splicesSince(before.kernel()).stream()
                .map(each ->
                        new TextEdit(each.index(), each.deleted(), slice(each.index(), each.index() + each.inserted())))
                .toList();
    }

    /**
     * Returns the text without deleted characters to which nobody can refer any more: all replicas have seen their
     * deletion, and nothing that stays was written beside them. The value does not change, here or anywhere; replicas
     * that merge the compacted text forget the same. O(n log n).
     *
     * <p>Changes that were made without knowledge of the stable state, and arrive later, may be lost.
     *
     * @param stable a state that every replica is known to have, together with all that any replica wrote before it had
     *     that state
     */
    public RGAText compact(RGAText stable) {
        return with(kernel().compact(stable.kernel()));
    }

    private static final class Type extends SequenceType<RGAText> {
        Type(Realm realm) {
            super(Shape.TEXT.kind(), realm, Medium.TEXT);
        }

        @Override
        BuiltInType<Sequence, RGAText> in(Realm target) {
            return target == realm() ? this : new Type(target);
        }

        @Override
        RGAText value(Sequence kernel) {
            return new RGAText(this, kernel);
        }

        @Override
        RGAText write(RGAText bottom, Author author, JsonValue json) {
            return bottom.append(author, json.asText());
        }

        @Override
        public String toJson(RGAText state) {
            return Json.quote(state.text());
        }
    }
}
