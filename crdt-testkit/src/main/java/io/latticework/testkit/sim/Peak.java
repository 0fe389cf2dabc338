package io.latticework.testkit.sim;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.codec.ValueCodec;

/** A user's type as users write it: the greatest number of all. Its merge can be made to throw. */
record Peak(long height) implements Crdt<Peak> {
    static final CrdtType<Peak> TYPE = CrdtType.of("peak", new Peak(0), new Codec());

    Peak raise(long to) {
        return to > height ? new Peak(to) : this;
    }

    @Override
    public CrdtType<Peak> type() {
        return TYPE;
    }

    @Override
    public Peak merge(Peak other) {
        FaultPoint.reach();
        return raise(other.height);
    }

    private record Codec() implements ValueCodec<Peak> {
        @Override
        public String name() {
            return "peak";
        }

        @Override
        public byte[] encode(Peak value) {
            return ValueCodec.longs().encode(value.height);
        }

        @Override
        public Peak decode(byte[] bytes, int offset, int length) {
            return new Peak(ValueCodec.longs().decode(bytes, offset, length));
        }
    }
}
