package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.register.LastWrite;
import io.latticework.crdt.internal.register.Siblings;
import io.latticework.crdt.internal.register.Slot;
import io.latticework.crdt.internal.register.Stamped;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.PlainCodec;
import io.latticework.crdt.internal.wire.Shape;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Optional;

/**
 * A register in which the last write wins: the greatest by hybrid timestamp, then by replica id, then by the value's
 * bytes. Concurrent writes are lost but for one; use {@link MVRegister} to keep them.
 *
 * <p><b>Lattice.</b> Outside of maps, the writes in that order; the join is the greater, bottom is no write. Inside an
 * {@link ORMap}, writes by dot under the map's context: a write removes the writes that it saw, whatever their stamps,
 * concurrent ones stay side by side, and the greatest is shown. So a clock that ran far ahead does no lasting harm there.
 *
 * <p><b>Cost.</b> O(1) outside of maps; O(s) inside for s concurrent writes.
 *
 * <p><b>Garbage.</b> None.
 *
 * @param <V> the values
 * @see <a href="https://www.rfc-editor.org/rfc/rfc677">Johnson, Thomas: The Maintenance of Duplicate Databases, RFC 677,
 *     1975</a>
 */
@SuppressWarnings("exports") // the kernel is nobody else's to name
public final class LWWRegister<V> extends BuiltIn<Slot, LWWRegister<V>> {
    private final ValueCodec<V> codec;

    private LWWRegister(Type<V> type, Slot slot) {
        super(type, slot);
        this.codec = type.codec;
    }

    /** Returns the register before any write. */
    public static <V> LWWRegister<V> empty(ValueCodec<V> values) {
        return type(values).empty();
    }

    /** Returns the descriptor of registers of such values. */
    public static <V> CrdtType<LWWRegister<V>> type(ValueCodec<V> values) {
        return type(Realm.shared(), values);
    }

    /** Returns the descriptor of registers of such values in a realm. */
    public static <V> CrdtType<LWWRegister<V>> type(Realm realm, ValueCodec<V> values) {
        return new Type<>(realm, values);
    }

    /** Returns the value of the last write, empty before any. */
    public Optional<V> value() {
        Stamped write = kernel().winner();
        return write == null ? Optional.empty() : Optional.of(codec.decode(write.value()));
    }

    /** Returns the stamp of the last write, {@link HybridTimestamp#ZERO} before any. */
    public HybridTimestamp stamp() {
        Stamped write = kernel().winner();
        return write == null ? HybridTimestamp.ZERO : write.stamp();
    }

    /**
     * Returns the register with another value, stamped later than what is here.
     *
     * @throws io.latticework.crdt.error.LimitExceededException if the value is too large
     * @throws io.latticework.crdt.error.ClockExhaustedException if no later stamp is left
     */
    public LWWRegister<V> set(Author author, V value) {
        return with(kernel().set(author, Limits.element(kernel().realm(), codec.encode(value))));
    }

    private static final class Type<V> extends TwoFormType<Slot, LWWRegister<V>> {
        private final ValueCodec<V> codec;

        Type(Realm realm, ValueCodec<V> codec) {
            super(Shape.STAMPED.named(ValueCodec.requireName(codec.name())), realm);
            this.codec = codec;
        }

        @Override
        BuiltInType<Slot, LWWRegister<V>> in(Realm target) {
            return target == realm() ? this : new Type<>(target, codec);
        }

        @Override
        LWWRegister<V> value(Slot kernel) {
            return new LWWRegister<>(this, kernel);
        }

        @Override
        Slot bottom() {
            return LastWrite.empty(realm());
        }

        @Override
        byte[] writePlain(Slot kernel) {
            return PlainCodec.encode((LastWrite) kernel, name());
        }

        @Override
        Slot readPlain(byte[] bytes) {
            return PlainCodec.decodeLastWrite(bytes, realm(), name());
        }

        @Override
        Slot nested(Causal causal) {
            return new Siblings(causal);
        }

        @Override
        LWWRegister<V> write(LWWRegister<V> bottom, Author author, JsonValue json) {
            return json instanceof JsonValue.Null ? bottom : bottom.set(author, codec.fromJson(json));
        }

        @Override
        public String toJson(LWWRegister<V> state) {
            return state.value().map(codec::toJson).orElse("null");
        }
    }
}
