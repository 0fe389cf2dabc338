package io.latticework.crdt.codec;

/** One folded {@link Varint}: a byte for -64 to 63, two for -8,192 to 8,191, ten at most. */
final class LongCodec implements ValueCodec<Long> {
    static final LongCodec INSTANCE = new LongCodec();

    private LongCodec() {}

    @Override
    public String name() {
        return "long";
    }

    @Override
    public byte[] encode(Long value) {
        return Varint.encode(Varint.fold(value));
    }

    @Override
    public Long decode(byte[] bytes, int offset, int length) {
        return Varint.unfold(Varint.in(bytes, offset, length).nextAndLast());
    }

    @Override
    public String toJson(Long value) {
        return Long.toString(value);
    }

    @Override
    public Long fromJson(JsonValue json) {
        return json.asLong();
    }
}
