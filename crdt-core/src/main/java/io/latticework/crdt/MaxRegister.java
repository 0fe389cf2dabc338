package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.register.Extreme;
import io.latticework.crdt.internal.wire.Shape;
import java.util.Optional;

/**
 * A register in which the greatest value wins, by the values' natural order; of values that compare as equal, the one whose
 * bytes are greater.
 *
 * <p><b>Lattice.</b> The values in that order; the join is the greatest of both, bottom is no value.
 *
 * <p><b>Inside an {@link ORMap}</b> a value that is above all that its author saw replaces them by dot, concurrent ones
 * stay side by side, and the greatest is shown. Removing the key takes away what the remover saw, which is the only way back.
 * A value that is not above what its author saw writes nothing there, so it does not survive a concurrent removal either.
 *
 * <p><b>Cost.</b> O(1) outside of maps; O(s) inside for s concurrent writes. Comparing decodes both values.
 *
 * <p><b>Garbage.</b> None.
 *
 * @param <V> the values; their order must be the same on all replicas
 * @see MinRegister
 * @see <a href="https://novaresearch.unl.pt/en/publications/composition-in-state-based-replicated-data-types">Baquero,
 *     Almeida, Cunha, Ferreira: Composition in State-based Replicated Data Types, 2017</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class MaxRegister<V extends Comparable<? super V>> extends BuiltIn<Extreme, MaxRegister<V>> {
    private final Extremes.Type<V, MaxRegister<V>> type;

    private MaxRegister(Extremes.Type<V, MaxRegister<V>> type, Extreme extreme) {
        super(type, extreme);
        this.type = type;
    }

    /** Returns the register before any write. */
    public static <V extends Comparable<? super V>> MaxRegister<V> empty(ValueCodec<V> values) {
        return type(values).empty();
    }

    /** Returns the descriptor of registers of such values. */
    public static <V extends Comparable<? super V>> CrdtType<MaxRegister<V>> type(ValueCodec<V> values) {
        return type(Realm.shared(), values);
    }

    /** Returns the descriptor of registers of such values in a realm. */
    public static <V extends Comparable<? super V>> CrdtType<MaxRegister<V>> type(Realm realm, ValueCodec<V> values) {
        return new Extremes.Type<>(realm, Shape.GREATEST, values, MaxRegister::new);
    }

    /** Returns the greatest value, empty before any write. */
    public Optional<V> value() {
        return type.shown(kernel());
    }

    /**
     * Returns the register raised to a value; {@code this} if the value is not above what is here.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the value is too large
     */
    public MaxRegister<V> raise(Author author, V value) {
        return with(kernel().reach(author, type.bytes(value)));
    }
}
