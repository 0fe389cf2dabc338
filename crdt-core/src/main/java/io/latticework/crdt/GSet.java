package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.set.DottedMembers;
import io.latticework.crdt.internal.set.Elements;
import io.latticework.crdt.internal.set.Members;
import io.latticework.crdt.internal.set.PlainMembers;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.wire.PlainCodec;
import io.latticework.crdt.internal.wire.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A set that only grows: what was added by anybody stays.
 *
 * <p><b>Lattice.</b> Sets of elements; the join is the union, bottom the empty set. Outside of maps there is nothing else,
 * neither dots nor a context.
 *
 * <p><b>Inside an {@link ORMap}</b> each add has a dot, as in an {@link ORSet}, so that removing the key takes away exactly
 * the adds that the remover saw.
 *
 * <p><b>Cost</b> for n elements, and r runs in the context of a map: {@link #contains} O(log n); {@link #add} O(log n),
 * inside O(log n + r); {@link #merge}, {@link #deltaFrom} O(d log n) for d differing elements, inside O(d log n + r);
 * {@link #size} and {@link #digest} O(1).
 *
 * <p><b>Garbage.</b> All elements stay for ever; inside a map, until the key is removed.
 *
 * <p>Elements are compared by their encoded bytes, never by {@code equals}.
 *
 * @param <E> the elements
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al.: A comprehensive study of Convergent and Commutative
 *     Replicated Data Types, 2011, section 3.3.1</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class GSet<E> extends BuiltIn<Members, GSet<E>> implements Iterable<E> {
    private final ValueCodec<E> codec;

    private GSet(Type<E> type, Members members) {
        super(type, members);
        this.codec = type.codec;
    }

    /** Returns the set before any write. */
    public static <E> GSet<E> empty(ValueCodec<E> elements) {
        return type(elements).empty();
    }

    /** Returns the descriptor of sets of such elements. */
    public static <E> CrdtType<GSet<E>> type(ValueCodec<E> elements) {
        return type(Realm.shared(), elements);
    }

    /** Returns the descriptor of sets of such elements in a realm. */
    public static <E> CrdtType<GSet<E>> type(Realm realm, ValueCodec<E> elements) {
        return new Type<>(realm, elements);
    }

    /** Returns the number of elements. */
    public int size() {
        Node root = kernel().root();
        return root == null ? 0 : root.count();
    }

    /** Tells whether there are no elements. */
    public boolean isEmpty() {
        return kernel().root() == null;
    }

    /** Tells whether an element is in the set. */
    public boolean contains(E element) {
        return Elements.PLAIN.contains(kernel().realm(), kernel().root(), codec.encode(element));
    }

    /** Returns the elements, in an order that is the same for equal sets of one realm; unmodifiable. O(n). */
    public Set<E> elements() {
        return SetViews.copy(this);
    }

    @Override
    public Iterator<E> iterator() {
        return SetViews.iterator(kernel().root(), codec);
    }

    /**
     * Returns the set with an element. Outside of maps, {@code this} if it is there already; inside, the add counts anew,
     * and survives a removal of the key that did not see it.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the element is too large
     */
    public GSet<E> add(Author author, E element) {
        return addAll(author, List.of(element));
    }

    /** Returns the set with all of some elements. O(k log n + r) for k elements. */
    public GSet<E> addAll(Author author, Collection<? extends E> elements) {
        List<byte[]> encoded = new ArrayList<>(elements.size());
        for (E element : elements) {
            encoded.add(Limits.element(kernel().realm(), codec.encode(element)));
        }
        return with(kernel().add(author, encoded));
    }

    private static final class Type<E> extends TwoFormType<Members, GSet<E>> {
        private final ValueCodec<E> codec;

        Type(Realm realm, ValueCodec<E> codec) {
            super(Shape.GROWING_SET.named(ValueCodec.requireName(codec.name())), realm);
            this.codec = codec;
        }

        @Override
        BuiltInType<Members, GSet<E>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec);
        }

        @Override
        GSet<E> value(Members kernel) {
            return new GSet<>(this, kernel);
        }

        @Override
        Members bottom() {
            return PlainMembers.empty(realm());
        }

        @Override
        byte[] writePlain(Members kernel) {
            return PlainCodec.encode((PlainMembers) kernel, name());
        }

        @Override
        Members readPlain(byte[] bytes) {
            return PlainCodec.decodeMembers(bytes, realm(), name());
        }

        @Override
        Members nested(Causal causal) {
            return new DottedMembers(causal);
        }

        @Override
        GSet<E> write(GSet<E> bottom, Author author, JsonValue json) {
            return bottom.addAll(author, JsonElements.of(json, codec));
        }

        @Override
        public String toJson(GSet<E> state) {
            return SetViews.json(state, codec);
        }
    }
}
