package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.set.Elements;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.wire.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set in which an add wins over a concurrent remove: a remove takes away exactly the adds that it saw.
 *
 * <p><b>Lattice.</b> Elements with the dots of their adds, and the context of all dots seen; a state is greater if it
 * has seen more. An element is in the join if a dot of it is on both sides, or on one side and unseen by the other.
 * Bottom is the empty set that has seen nothing.
 *
 * <p><b>Cost</b> for n elements and r runs in the context: {@link #contains} O(log n); {@link #add}, {@link #remove} O(log
 * n + r); {@link #merge}, {@link #deltaFrom} O(d log n + r) for d differing elements; {@link #size} and
 * {@link #digest} O(1).
 *
 * <p><b>Garbage.</b> None: removed elements leave no tombstones. The context keeps 16 bytes for each replica.
 *
 * <p>Elements are compared by their encoded bytes, never by {@code equals}.
 *
 * @param <E> the elements
 * @see <a href="https://arxiv.org/abs/1210.3368">Bieniusa et al.: An Optimized Conflict-free Replicated Set, 2012</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class ORSet<E> extends BuiltIn<Causal, ORSet<E>> implements Iterable<E> {
    private final ValueCodec<E> codec;

    private ORSet(Type<E> type, Causal causal) {
        super(type, causal);
        this.codec = type.codec;
    }

    /** Returns the set before any write. */
    public static <E> ORSet<E> empty(ValueCodec<E> elements) {
        return type(elements).empty();
    }

    /** Returns the descriptor of sets of such elements. */
    public static <E> CrdtType<ORSet<E>> type(ValueCodec<E> elements) {
        return type(Realm.shared(), elements);
    }

    /** Returns the descriptor of sets of such elements in a realm. */
    public static <E> CrdtType<ORSet<E>> type(Realm realm, ValueCodec<E> elements) {
        return new Type<>(realm, elements);
    }

    /** Returns the number of elements. */
    public int size() {
        Node root = root();
        return root == null ? 0 : root.count();
    }

    /** Tells whether there are no elements. */
    public boolean isEmpty() {
        return root() == null;
    }

    /** Tells whether an element is in the set. */
    public boolean contains(E element) {
        return Elements.PLAIN.contains(kernel(), codec.encode(element));
    }

    /** Returns the elements, in an order that is the same for equal sets of one realm; unmodifiable. O(n). */
    public Set<E> elements() {
        return SetViews.copy(this);
    }

    @Override
    public Iterator<E> iterator() {
        return SetViews.iterator(root(), codec);
    }

    /**
     * Returns the set with an element, which now survives every remove that did not see this add.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the element is too large
     */
    public ORSet<E> add(Author author, E element) {
        return with(Elements.PLAIN.add(kernel(), author, key(element)));
    }

    /** Returns the set with all of some elements. O(k log n + r) for k elements. */
    public ORSet<E> addAll(Author author, Collection<? extends E> elements) {
        List<byte[]> keys = new ArrayList<>(elements.size());
        for (E element : elements) {
            keys.add(key(element));
        }
        return keys.isEmpty() ? this : with(Elements.PLAIN.add(kernel(), author, keys));
    }

    /** Returns the set without an element; {@code this} if it is not there. */
    public ORSet<E> remove(Author author, E element) {
        return with(Elements.PLAIN.remove(kernel(), author, codec.encode(element)));
    }

    /** Returns the set without any of the elements that are in it now; {@code this} if there are none. */
    public ORSet<E> clear(Author author) {
        return isEmpty() ? this : with(kernel().after(null, kernel().mint(author)));
    }

    private byte[] key(E element) {
        return Limits.element(kernel().realm(), codec.encode(element));
    }

    private @Nullable Node root() {
        return Elements.root(kernel());
    }

    private static final class Type<E> extends CausalType<ORSet<E>> {
        private final ValueCodec<E> codec;

        Type(Realm realm, ValueCodec<E> codec) {
            super(Shape.SET.named(ValueCodec.requireName(codec.name())), realm);
            this.codec = codec;
        }

        @Override
        BuiltInType<Causal, ORSet<E>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec);
        }

        @Override
        ORSet<E> value(Causal kernel) {
            return new ORSet<>(this, kernel);
        }

        @Override
        ORSet<E> write(ORSet<E> bottom, Author author, JsonValue json) {
            return bottom.addAll(author, JsonElements.of(json, codec));
        }

        @Override
        public String toJson(ORSet<E> state) {
            return SetViews.json(state, codec);
        }
    }
}
