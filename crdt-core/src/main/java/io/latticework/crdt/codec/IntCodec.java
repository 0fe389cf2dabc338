package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;

/** The bytes of the same number as a long, so five at most. */
final class IntCodec implements ValueCodec<Integer> {
    static final IntCodec INSTANCE = new IntCodec();

    private IntCodec() {}

    @Override
    public String name() {
        return "int";
    }

    @Override
    public byte[] encode(Integer value) {
        return Varint.encode(Varint.fold(value));
    }

    @Override
    public Integer decode(byte[] bytes, int offset, int length) {
        long value = Varint.unfold(Varint.in(bytes, offset, length).nextAndLast());
        if ((int) value != value) {
            throw new DecodeException(DecodeException.Reason.MALFORMED, "An int must fit 32 bits, unlike " + value);
        }
        return (int) value;
    }

    @Override
    public String toJson(Integer value) {
        return Integer.toString(value);
    }

    @Override
    public Integer fromJson(JsonValue json) {
        long value = json.asLong();
        if (value != (int) value) {
            throw json.unfit("does not fit into 32 bits");
        }
        return (int) value;
    }
}
