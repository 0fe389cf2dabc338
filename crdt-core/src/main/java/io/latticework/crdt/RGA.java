package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;
import io.latticework.crdt.internal.wire.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A list that several people edit at once. What is inserted between two elements stays between them; elements that are
 * inserted one after the other at the same place at the same time do not mix; what one removes is gone.
 *
 * <p><b>Lattice.</b> As that of {@link RGAText}, with encoded elements in the place of characters. An element may be there
 * any number of times. Setting an element removes it and inserts another: two that are set at the same time both stay.
 *
 * <p><b>Cost</b> for n elements in r runs: a change, {@link #get} and finding a place O(log r); {@link #merge} and
 * {@link #deltaFrom} O(d log r) for d runs that differ; {@link #values} O(n).
 *
 * <p><b>Garbage.</b> Removed elements leave their ids, a few bytes for each run of them, until {@link #compact}.
 *
 * <p>Elements are immutable, with canonical bytes by their codec.
 *
 * @param <E> the elements
 * @see <a href="https://doi.org/10.1016/j.jpdc.2010.12.006">Roh et al.: Replicated abstract data types: Building blocks
 *     for collaborative applications, 2011</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class RGA<E> extends BuiltIn<Sequence, RGA<E>> implements Iterable<E> {
    private final ValueCodec<E> codec;

    private RGA(Type<E> type, Sequence sequence) {
        super(type, sequence);
        this.codec = type.codec;
    }

    /** Returns the list before any write. */
    public static <E> RGA<E> empty(ValueCodec<E> elements) {
        return type(elements).empty();
    }

    /** Returns the descriptor of such lists in the process's default realm. */
    public static <E> CrdtType<RGA<E>> type(ValueCodec<E> elements) {
        return type(Realm.shared(), elements);
    }

    /** Returns the descriptor of such lists in a realm. */
    public static <E> CrdtType<RGA<E>> type(Realm realm, ValueCodec<E> elements) {
        return new Type<>(realm, elements);
    }

    /** Returns the number of elements. */
    public int size() {
        return kernel().length();
    }

    /** Tells whether there is no element. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Returns an element.
     *
     * @throws IndexOutOfBoundsException if the index is not within the list
     */
    public E get(int index) {
        return codec.decode(kernel().item(Objects.checkIndex(index, size())));
    }

    /**
     * Returns the elements from one index to another, in an unmodifiable list.
     *
     * @throws IndexOutOfBoundsException if the range is not within the list
     */
    public List<E> slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return List.copyOf(values(from, to - from));
    }

    /** Returns all elements, in an unmodifiable list. O(n). */
    public List<E> values() {
        List<E> values = new ArrayList<>(size());
        kernel().forEachItem(bytes -> values.add(codec.decode(bytes)));
        return List.copyOf(values);
    }

    @Override
    public Iterator<E> iterator() {
        return values().iterator();
    }

    /**
     * Returns the list with an element inserted.
     *
     * @throws IndexOutOfBoundsException if the index is not 0 to {@link #size}
     * @throws io.latticework.crdt.error.LimitExceededException if the element is too large
     */
    public RGA<E> insert(Author author, int index, E element) {
        return insertAll(author, index, List.of(element));
    }

    /** Returns the list with several elements inserted, which stay together. */
    public RGA<E> insertAll(Author author, int index, List<E> elements) {
        List<byte[]> encoded = elements.stream()
                .map(element -> Limits.element(kernel().realm(), codec.encode(element)))
                .toList();
        return with(kernel().insert(author, index, encoded));
    }

    /** Returns the list with an element at its end. */
    public RGA<E> append(Author author, E element) {
        return insert(author, size(), element);
    }

    /**
     * Returns the list with another element in the place of one.
     *
     * @throws IndexOutOfBoundsException if the index is not within the list
     */
    public RGA<E> set(Author author, int index, E element) {
        return insert(author, index, element).remove(index + 1);
    }

    /**
     * Returns the list without an element.
     *
     * @throws IndexOutOfBoundsException if the index is not within the list
     */
    public RGA<E> remove(int index) {
        return remove(index, index + 1);
    }

    /**
     * Returns the list without the elements from one index to another.
     *
     * @throws IndexOutOfBoundsException if the range is not within the list
     */
    public RGA<E> remove(int from, int to) {
        return with(kernel().delete(from, to));
    }

    /** Returns the list after several changes, of which each sees what the one before left. */
    public RGA<E> edit(Author author, Consumer<ListEditor<E>> changes) {
        ListEditor<E> editor = new ListEditor<>(this, author);
        changes.accept(editor);
        return editor.list();
    }

    /**
     * Returns a place that stays where it is while others edit.
     *
     * @throws IndexOutOfBoundsException if the index is not 0 to {@link #size}
     */
    public Position position(int index, Position.Side side) {
        return Position.at(kernel(), Objects.checkIndex(index, size() + 1), side);
    }

    /** Returns where a position is now, {@link Position#UNKNOWN} if its element is not here. */
    public int indexOf(Position position) {
        return position.indexIn(kernel());
    }

    /** Returns how this version differs from another: edits that turn the other into this one. O(d log r). */
    public List<ListEdit<E>> editsSince(RGA<E> before) {
        return kernel().splicesSince(before.kernel()).stream()
                .map(each -> new ListEdit<>(each.index(), each.deleted(), values(each.index(), each.inserted())))
                .toList();
    }

    private List<E> values(int from, int length) {
        List<E> values = new ArrayList<>(length);
        for (int i = from; i < from + length; i++) {
            values.add(get(i));
        }
        return values;
    }

    /**
     * Returns the list without removed elements to which nobody can refer any more. See {@link RGAText#compact}.
     *
     * @param stable a state that every replica is known to have
     */
    public RGA<E> compact(RGA<E> stable) {
        return with(kernel().compact(stable.kernel()));
    }

    private static final class Type<E> extends SequenceType<RGA<E>> {
        private final ValueCodec<E> codec;

        Type(Realm realm, ValueCodec<E> codec) {
            super(Shape.LIST.named(ValueCodec.requireName(codec.name())), realm, Medium.LIST);
            this.codec = codec;
        }

        @Override
        BuiltInType<Sequence, RGA<E>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec);
        }

        @Override
        RGA<E> value(Sequence kernel) {
            return new RGA<>(this, kernel);
        }

        @Override
        RGA<E> write(RGA<E> bottom, Author author, JsonValue json) {
            return bottom.insertAll(author, 0, JsonElements.of(json, codec));
        }

        @Override
        public String toJson(RGA<E> state) {
            return state.values().stream().map(codec::toJson).collect(Collectors.joining(",", "[", "]"));
        }
    }
}
