package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;

/** The descriptor of a user's own type: a name, an empty value and a codec. */
record LatticeType<S extends Crdt<S>>(String name, S empty, ValueCodec<S> codec) implements CrdtType<S> {
    LatticeType {
        name = ValueCodec.requireName(name);
    }

    @Override
    public byte[] canonicalBytes(S state) {
        return codec.encode(state);
    }

    @Override
    public S decode(byte[] bytes) {
        return UserCode.decoded(name, () -> codec.decode(bytes));
    }

    @Override
    public String toJson(S state) {
        return codec.toJson(state);
    }

    @Override
    public S fromJson(Author author, JsonValue json) {
        return codec.fromJson(json);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatticeType<?> that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
