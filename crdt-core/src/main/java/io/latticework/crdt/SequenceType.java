package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.sequence.Medium;
import io.latticework.crdt.internal.sequence.Sequence;
import io.latticework.crdt.internal.wire.SequenceCodec;

/** The descriptor of a sequence, which inside of maps lives under birth dots. */
abstract class SequenceType<S extends BuiltIn<Sequence, S>> extends BuiltInType<Sequence, S> {
    private final Medium medium;

    SequenceType(String name, Realm realm, Medium medium) {
        super(name, realm);
        this.medium = medium;
    }

    @Override
    final Sequence bottom() {
        return Sequence.empty(realm(), medium);
    }

    @Override
    final byte[] write(Sequence kernel, boolean withNames) {
        return SequenceCodec.encode(kernel, name());
    }

    @Override
    final Sequence read(byte[] bytes) {
        return SequenceCodec.decode(bytes, realm(), name(), medium);
    }
}
