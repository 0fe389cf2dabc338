package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.register.DottedExtreme;
import io.latticework.crdt.internal.register.Extreme;
import io.latticework.crdt.internal.register.PlainExtreme;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.PlainCodec;
import io.latticework.crdt.internal.wire.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the registers of the greatest and of the least value share. */
final class Extremes {
    private Extremes() {}

    /**
     * The descriptor of such a register.
     *
     * @param <V> the values
     */
    static final class Type<V extends Comparable<? super V>, S extends BuiltIn<Extreme, S>>
            extends TwoFormType<Extreme, S> {
        private final Shape shape;
        private final ValueCodec<V> codec;
        private final Comparator<byte[]> order;
        private final BiFunction<Type<V, S>, Extreme, S> value;

        Type(Realm realm, Shape shape, ValueCodec<V> codec, BiFunction<Type<V, S>, Extreme, S> value) {
            super(shape.named(ValueCodec.requireName(codec.name())), realm);
            this.shape = shape;
            this.codec = codec;
            this.value = value;
            Comparator<V> natural = Comparator.naturalOrder();
            Comparator<byte[]> decoded =
                    Comparator.comparing(codec::decode, shape == Shape.LEAST ? natural.reversed() : natural);
            this.order = decoded.thenComparing(Arrays::compareUnsigned);
        }

        /** Returns the value that a register shows. */
        Optional<V> shown(Extreme kernel) {
            return Optional.ofNullable(kernel.furthest()).map(codec::decode);
        }

        /** Returns the bytes of a value that is to be written. */
        byte[] bytes(V written) {
            return Limits.element(realm(), codec.encode(written));
        }

        @Override
        BuiltInType<Extreme, S> in(Realm target) {
            return target == realm() ? this : new Type<>(target, shape, codec, value);
        }

        @Override
        S value(Extreme kernel) {
            return value.apply(this, kernel);
        }

        @Override
        Extreme bottom() {
            return new PlainExtreme(realm(), order, null);
        }

        @Override
        byte[] writePlain(Extreme kernel) {
            return PlainCodec.encode((PlainExtreme) kernel, name());
        }

        /** A merge compares values, so bytes that are none are refused here and not when it is too late. */
        @Override
        Extreme readPlain(byte[] bytes) {
            byte[] read = PlainCodec.decodeValue(bytes, realm(), name());
            if (read == null) {
                return bottom();
            }
            V unused = UserCode.decoded(codec.name(), () -> codec.decode(read));
            return new PlainExtreme(realm(), order, read);
        }

        @Override
        Extreme nested(Causal causal) {
            return new DottedExtreme(causal, order);
        }

        @Override
        S write(S bottom, Author author, JsonValue json) {
            return json instanceof JsonValue.Null
                    ? bottom
                    : bottom.with(bottom.kernel().reach(author, bytes(codec.fromJson(json))));
        }

        @Override
        public String toJson(S state) {
            return shown(state.kernel()).map(codec::toJson).orElse("null");
        }
    }
}
