package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.wire.CausalCodec;
import io.latticework.crdt.internal.wire.Lattices;

/** The descriptor of a built-in type whose values are dot stores with a context, outside of maps and inside. */
abstract class CausalType<S extends BuiltIn<Causal, S>> extends DottedType<Causal, S> {
    /** The users' types of values that have none inside. */
    static final Lattices NO_LATTICES = (type, bytes) -> {
        throw new DecodeException(
                Reason.UNKNOWN_TYPE, "the nested type " + type + " is not known here; give it to ORMap.type");
    };

    CausalType(String name, Realm realm) {
        super(name, realm);
    }

    @Override
    final Causal bottom() {
        return Causal.empty(realm());
    }

    @Override
    final byte[] write(Causal kernel, boolean withNames) {
        return CausalCodec.encode(kernel, name(), withNames);
    }

    @Override
    final Causal read(byte[] bytes) {
        return CausalCodec.decode(bytes, realm(), name(), lattices());
    }

    Lattices lattices() {
        return NO_LATTICES;
    }

    @Override
    final Causal nested(Causal causal) {
        return causal;
    }

    @Override
    final Causal causal(Causal kernel) {
        return kernel;
    }
}
