package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DottedForm;
import io.latticework.crdt.internal.store.Kernel;
import io.latticework.crdt.internal.wire.CausalCodec;
import io.latticework.crdt.internal.wire.Envelope;
import io.latticework.crdt.internal.wire.Shape;

/** The descriptor of a built-in type that has a plain form outside of maps and a dotted one inside. */
abstract class TwoFormType<K extends Kernel<K>, S extends BuiltIn<K, S>> extends DottedType<K, S> {
    TwoFormType(String name, Realm realm) {
        super(name, realm);
    }

    /** Encodes a kernel in the plain form. */
    abstract byte[] writePlain(K kernel);

    /** Decodes a kernel in the plain form. */
    abstract K readPlain(byte[] bytes);

    @Override
    final byte[] write(K kernel, boolean withNames) {
        return kernel instanceof DottedForm<?> dotted
                ? CausalCodec.encode(dotted.causal(), Shape.dotted(name()), withNames)
                : writePlain(kernel);
    }

    @Override
    final Causal causal(K kernel) {
        return DottedForm.causal(kernel);
    }

    @Override
    final K read(byte[] bytes) {
        String dotted = Shape.dotted(name());
        return Envelope.claims(bytes, dotted)
                ? nested(CausalCodec.decode(bytes, realm(), dotted, CausalType.NO_LATTICES))
                : readPlain(bytes);
    }
}
