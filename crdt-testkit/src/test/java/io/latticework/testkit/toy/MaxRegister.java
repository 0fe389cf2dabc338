package io.latticework.testkit.toy;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.nio.ByteBuffer;

/** The smallest type of one's own: the greatest number that anybody wrote. It has a merge and a codec, no more. */
public record MaxRegister(long value) implements Crdt<MaxRegister> {
    public static final CrdtType<MaxRegister> TYPE = CrdtType.of("max", new MaxRegister(Long.MIN_VALUE), new Codec());

    public MaxRegister raise(long to) {
        return to > value ? new MaxRegister(to) : this;
    }

    @Override
    public CrdtType<MaxRegister> type() {
        return TYPE;
    }

    @Override
    public MaxRegister merge(MaxRegister other) {
        return raise(other.value);
    }

    private static final class Codec implements ValueCodec<MaxRegister> {
        @Override
        public String name() {
            return "max";
        }

        @Override
        public byte[] encode(MaxRegister max) {
            return ByteBuffer.allocate(Long.BYTES).putLong(max.value).array();
        }

        @Override
        public MaxRegister decode(byte[] bytes, int offset, int length) {
            if (length != Long.BYTES) {
                throw new DecodeException(Reason.MALFORMED, "8 bytes expected, not " + length);
            }
            return new MaxRegister(ByteBuffer.wrap(bytes, offset, length).getLong());
        }

        @Override
        public String toJson(MaxRegister max) {
            return Long.toString(max.value);
        }
    }
}
