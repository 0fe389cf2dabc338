package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Kernel;
import io.latticework.crdt.internal.wire.CausalCodec;
import io.latticework.crdt.internal.wire.Envelope;
import io.latticework.crdt.internal.wire.Shape;

/** The descriptor of a built-in type that has a plain form outside of maps and a dotted one inside. */
abstract class TwoFormType<K extends Kernel<K>, S extends BuiltIn<K, S>> extends BuiltInType<K, S> {
    TwoFormType(String name, Realm realm) {
        super(name, realm);
    }

    /** Tells whether a kernel is in the plain form. */
    abstract boolean isPlain(K kernel);

    /** Encodes a kernel in the plain form. */
    abstract byte[] writePlain(K kernel);

    /** Decodes a kernel in the plain form. */
    abstract K readPlain(byte[] bytes);

    @Override
    final byte[] write(K kernel, boolean withNames) {
        return isPlain(kernel)
                ? writePlain(kernel)
                : CausalCodec.encode(causal(kernel), Shape.dotted(name()), withNames);
    }

    @Override
    final K read(byte[] bytes) {
        String dotted = Shape.dotted(name());
        return Envelope.claims(bytes, dotted)
                ? nested(CausalCodec.decode(bytes, realm(), dotted, CausalType.NO_LATTICES))
                : readPlain(bytes);
    }
}
