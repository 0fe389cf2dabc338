package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.register.Extreme;
import io.latticework.crdt.internal.wire.Shape;
import java.util.Optional;

/**
 * A register in which the least value wins, by the values' natural order; of values that compare as equal, the one whose
 * bytes are greater.
 *
 * <p><b>Lattice.</b> The values in that order; the join is the least of both, bottom is no value.
 *
 * <p><b>Inside an {@link ORMap}</b> a value that is below all that its author saw replaces them by dot, concurrent ones
 * stay side by side, and the least is shown. Removing the key takes away what the remover saw, which is the only way back.
 * A value that is not below what its author saw writes nothing there, so it does not survive a concurrent removal either.
 *
 * <p><b>Cost.</b> O(1) outside of maps; O(s) inside for s concurrent writes. Comparing decodes both values.
 *
 * <p><b>Garbage.</b> None.
 *
 * @param <V> the values; their order must be the same on all replicas
 * @see MaxRegister
 * @see <a href="https://novaresearch.unl.pt/en/publications/composition-in-state-based-replicated-data-types">Baquero,
 *     Almeida, Cunha, Ferreira: Composition in State-based Replicated Data Types, 2017</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class MinRegister<V extends Comparable<? super V>> extends BuiltIn<Extreme, MinRegister<V>> {
    private final Extremes.Type<V, MinRegister<V>> type;

    private MinRegister(Extremes.Type<V, MinRegister<V>> type, Extreme extreme) {
        super(type, extreme);
        this.type = type;
    }

    /** Returns the register before any write. */
    public static <V extends Comparable<? super V>> MinRegister<V> empty(ValueCodec<V> values) {
        return type(values).empty();
    }

    /** Returns the descriptor of registers of such values. */
    public static <V extends Comparable<? super V>> CrdtType<MinRegister<V>> type(ValueCodec<V> values) {
        return type(Realm.shared(), values);
    }

    /** Returns the descriptor of registers of such values in a realm. */
    public static <V extends Comparable<? super V>> CrdtType<MinRegister<V>> type(Realm realm, ValueCodec<V> values) {
        return new Extremes.Type<>(realm, Shape.LEAST, values, MinRegister::new);
    }

    /** Returns the least value, empty before any write. */
    public Optional<V> value() {
        return type.shown(kernel());
    }

    /**
     * Returns the register lowered to a value; {@code this} if the value is not below what is here.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the value is too large
     */
    public MinRegister<V> lower(Author author, V value) {
        return with(kernel().reach(author, type.bytes(value)));
    }
}
