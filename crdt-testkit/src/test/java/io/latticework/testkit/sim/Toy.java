package io.latticework.testkit.sim;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.codec.ValueCodec;
import java.util.function.BinaryOperator;

/** A user's type with a merge that may be wrong: a value, and the kind that knows how to merge it. */
record Toy<V>(V value, Kind<V> kind) implements Crdt<Toy<V>> {
    /** How values of a type are merged and encoded. */
    static final class Kind<V> {
        final CrdtType<Toy<V>> type;
        private final BinaryOperator<V> merge;

        Kind(String name, V empty, ValueCodec<V> codec, BinaryOperator<V> merge) {
            this.merge = merge;
            this.type = CrdtType.of(name, new Toy<>(empty, this), new Wrapping<>(this, codec));
        }
    }

    private record Wrapping<V>(Kind<V> kind, ValueCodec<V> codec) implements ValueCodec<Toy<V>> {
        @Override
        public String name() {
            return codec.name();
        }

        @Override
        public byte[] encode(Toy<V> toy) {
            return codec.encode(toy.value);
        }

        @Override
        public Toy<V> decode(byte[] bytes, int offset, int length) {
            return new Toy<>(codec.decode(bytes, offset, length), kind);
        }
    }

    Toy<V> with(V other) {
        return new Toy<>(other, kind);
    }

    @Override
    public CrdtType<Toy<V>> type() {
        return kind.type;
    }

    @Override
    public Toy<V> merge(Toy<V> other) {
        V merged = kind.merge.apply(value, other.value);
        return merged.equals(value) ? this : with(merged);
    }
}
