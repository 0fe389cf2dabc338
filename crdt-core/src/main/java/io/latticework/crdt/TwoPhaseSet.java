package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.set.TwoPhase;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A set in which a remove wins for ever: an element that was removed once never comes back, however often and by whomever
 * it is added. For ids that are used up, revoked or banned; use {@link ORSet} where things may return.
 *
 * <p><b>Lattice.</b> Added elements and tombstones, both with their dots, and the context of all dots seen. An entry is in
 * the join if a dot of it is on both sides, or on one side and unseen by the other; nothing but the removal of a key around
 * the set ever takes a tombstone away. An element shows if it is there and its tombstone is not. Bottom is empty and has
 * seen nothing.
 *
 * <p><b>Tombstones</b> are the first 128 bits of the SHA-256 of the encoded element. An element that was never removed is
 * taken for one of n removed ones with odds of n in 2^128: below 3 in 10^30 for a thousand million of them. A hash does not
 * hide what can be guessed: who has the set can try whether a given element was removed.
 *
 * <p><b>Cost</b> for n elements and tombstones and r runs in the context: {@link #contains} O(log n); {@link #add},
 * {@link #remove} O(log n + r); {@link #merge}, {@link #deltaFrom} O(d log n + r) for d differing entries; {@link #size} and
 * {@link #elements} O(n); {@link #digest} O(1).
 *
 * <p><b>Garbage.</b> A tombstone for each element that was ever removed, about 40 bytes of memory, and elements that were
 * added concurrently to their removal. Inside a map all goes with its key, and the set starts afresh.
 *
 * <p>Elements are compared by their encoded bytes, never by {@code equals}.
 *
 * @param <E> the elements
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al.: A comprehensive study of Convergent and Commutative
 *     Replicated Data Types, 2011, section 3.3.2</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class TwoPhaseSet<E> extends BuiltIn<Causal, TwoPhaseSet<E>> implements Iterable<E> {
    private final ValueCodec<E> codec;

    private TwoPhaseSet(Type<E> type, Causal causal) {
        super(type, causal);
        this.codec = type.codec;
    }

    /** Returns the set before any write. */
    public static <E> TwoPhaseSet<E> empty(ValueCodec<E> elements) {
        return type(elements).empty();
    }

    /** Returns the descriptor of sets of such elements. */
    public static <E> CrdtType<TwoPhaseSet<E>> type(ValueCodec<E> elements) {
        return type(Realm.shared(), elements);
    }

    /** Returns the descriptor of sets of such elements in a realm. */
    public static <E> CrdtType<TwoPhaseSet<E>> type(Realm realm, ValueCodec<E> elements) {
        return new Type<>(realm, elements);
    }

    /** Returns the number of elements. O(n). */
    public int size() {
        return TwoPhase.size(kernel());
    }

    /** Tells whether there are no elements. O(n) if there are tombstones. */
    public boolean isEmpty() {
        return !iterator().hasNext();
    }

    /** Tells whether an element is in the set. */
    public boolean contains(E element) {
        return TwoPhase.contains(kernel(), codec.encode(element));
    }

    /** Tells whether an element was removed, so that adding it has no effect any more. */
    public boolean isRemoved(E element) {
        return TwoPhase.isRemoved(kernel(), codec.encode(element));
    }

    /** Returns the elements, in an order that is the same for equal sets of one realm; unmodifiable. O(n). */
    public Set<E> elements() {
        return SetViews.copy(this);
    }

    @Override
    public Iterator<E> iterator() {
        Iterator<byte[]> encoded = TwoPhase.elements(kernel());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return encoded.hasNext();
            }

            @Override
            public E next() {
                return codec.decode(encoded.next());
            }
        };
    }

    /**
     * Returns the set with an element; {@code this} if the element was removed before. That is no error, because the same
     * add has the same effect where its author does not know of the removal yet; {@link #isRemoved} tells.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the element is too large
     */
    public TwoPhaseSet<E> add(Author author, E element) {
        return addAll(author, List.of(element));
    }

    /** Returns the set with those of some elements that were not removed before. O(k log n + r) for k elements. */
    public TwoPhaseSet<E> addAll(Author author, Collection<? extends E> elements) {
        List<byte[]> encoded = new ArrayList<>(elements.size());
        for (E element : elements) {
            encoded.add(Limits.element(kernel().realm(), codec.encode(element)));
        }
        return with(TwoPhase.add(kernel(), author, encoded));
    }

    /** Returns the set without an element, for ever; {@code this} if the element is not in the set. */
    public TwoPhaseSet<E> remove(Author author, E element) {
        return with(TwoPhase.remove(kernel(), author, codec.encode(element)));
    }

    private static final class Type<E> extends CausalType<TwoPhaseSet<E>> {
        private final ValueCodec<E> codec;

        Type(Realm realm, ValueCodec<E> codec) {
            super(Shape.TWO_PHASE_SET.named(ValueCodec.requireName(codec.name())), realm);
            this.codec = codec;
        }

        @Override
        BuiltInType<Causal, TwoPhaseSet<E>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec);
        }

        @Override
        TwoPhaseSet<E> value(Causal kernel) {
            return new TwoPhaseSet<>(this, kernel);
        }

        @Override
        TwoPhaseSet<E> write(TwoPhaseSet<E> bottom, Author author, JsonValue json) {
            return bottom.addAll(author, JsonElements.of(json, codec));
        }

        @Override
        public String toJson(TwoPhaseSet<E> state) {
            return SetViews.json(state, codec);
        }
    }
}
