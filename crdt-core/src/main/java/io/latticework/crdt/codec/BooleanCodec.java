package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;

/** One byte, 0 or 1. */
final class BooleanCodec implements ValueCodec<Boolean> {
    static final BooleanCodec INSTANCE = new BooleanCodec();

    private BooleanCodec() {}

    @Override
    public String name() {
        return "boolean";
    }

    @Override
    public byte[] encode(Boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }

    @Override
    public Boolean decode(byte[] bytes, int offset, int length) {
        FixedLength.check(name(), 1, length);
        if ((bytes[offset] & 0xFE) != 0) {
            throw new DecodeException(DecodeException.Reason.MALFORMED, "A boolean is 0 or 1, not " + bytes[offset]);
        }
        return bytes[offset] == 1;
    }

    @Override
    public String toJson(Boolean value) {
        return Boolean.toString(value);
    }

    @Override
    public Boolean fromJson(JsonValue json) {
        return json.asBoolean();
    }
}
