package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.register.Siblings;
import io.latticework.crdt.internal.register.Stamped;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Written;
import io.latticework.crdt.internal.wire.Shape;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A register that keeps all concurrent values: a write replaces exactly the writes that it saw, and the application
 * decides what to make of the rest.
 *
 * <p><b>Lattice.</b> Writes by dot, and the context of all dots seen. A write is in the join if it is on both sides, or
 * on one side and unseen by the other. Bottom has no value and has seen nothing.
 *
 * <p><b>Cost</b> for s concurrent writes and r runs in the context: all operations O(s + r).
 *
 * <p><b>Garbage.</b> None: replaced values go. The context keeps 16 bytes for each replica.
 *
 * @param <V> the values
 * @see <a href="https://doi.org/10.1145/1294261.1294281">DeCandia et al.: Dynamo, 2007, section 4.4</a>
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al.: A comprehensive study of Convergent and Commutative
 *     Replicated Data Types, 2011, section 3.2.2</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class MVRegister<V> extends BuiltIn<Causal, MVRegister<V>> {
    private final ValueCodec<V> codec;

    private MVRegister(Type<V> type, Causal causal) {
        super(type, causal);
        this.codec = type.codec;
    }

    /** Returns the register before any write. */
    public static <V> MVRegister<V> empty(ValueCodec<V> values) {
        return type(values).empty();
    }

    /** Returns the descriptor of registers of such values. */
    public static <V> CrdtType<MVRegister<V>> type(ValueCodec<V> values) {
        return type(Realm.shared(), values);
    }

    /** Returns the descriptor of registers of such values in a realm. */
    public static <V> CrdtType<MVRegister<V>> type(Realm realm, ValueCodec<V> values) {
        return new Type<>(realm, values);
    }

    /** Returns the values, each once, in the order of their bytes: none before any write, several after concurrent ones. */
    public List<V> values() {
        TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
        for (Stamped write : Siblings.writes(kernel())) {
            distinct.add(write.value());
        }
        return distinct.stream().map(codec::decode).collect(Collectors.toUnmodifiableList());
    }

    /** Tells whether there is no value. */
    public boolean isEmpty() {
        return kernel().store() == null;
    }

    /**
     * Returns the register with one value in place of all that are here.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the value is too large
     */
    public MVRegister<V> set(Author author, V value) {
        return with(Siblings.write(kernel(), author, written(value)));
    }

    /** Returns the register with several values in place of all that are here, as if they were set concurrently. */
    private MVRegister<V> setAll(Author author, List<V> values) {
        Written[] writes = values.stream().map(this::written).toArray(Written[]::new);
        return writes.length == 0 ? this : with(Siblings.writeAll(kernel(), author, writes));
    }

    private Written written(V value) {
        byte[] bytes = Limits.element(kernel().realm(), codec.encode(value));
        return Written.of(kernel().realm(), HybridTimestamp.ZERO, bytes);
    }

    /** Returns the register without the values that are here; {@code this} if there are none. */
    public MVRegister<V> clear(Author author) {
        return isEmpty() ? this : with(kernel().after(null, kernel().mint(author)));
    }

    private static final class Type<V> extends CausalType<MVRegister<V>> {
        private final ValueCodec<V> codec;

        Type(Realm realm, ValueCodec<V> codec) {
            super(Shape.SIBLINGS.named(ValueCodec.requireName(codec.name())), realm);
            this.codec = codec;
        }

        @Override
        BuiltInType<Causal, MVRegister<V>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec);
        }

        @Override
        MVRegister<V> value(Causal kernel) {
            return new MVRegister<>(this, kernel);
        }

        @Override
        MVRegister<V> write(MVRegister<V> bottom, Author author, JsonValue json) {
            return bottom.setAll(author, JsonElements.of(json, codec));
        }

        @Override
        public String toJson(MVRegister<V> state) {
            return state.values().stream().map(codec::toJson).sorted().collect(Collectors.joining(",", "[", "]"));
        }
    }
}
