package io.latticework.crdt.codec;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** The bytes themselves, copied on the way in and out. In JSON they are base64. */
final class BytesCodec implements ValueCodec<byte[]> {
    static final BytesCodec INSTANCE = new BytesCodec();

    private BytesCodec() {}

    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public byte[] encode(byte[] value) {
        return value.clone();
    }

    @Override
    public byte[] decode(byte[] bytes, int offset, int length) {
        int from = Objects.checkFromIndexSize(offset, length, bytes.length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    @Override
    public String toJson(byte[] value) {
        return Json.quote(Base64.getEncoder().encodeToString(value));
    }

    @Override
    public byte[] fromJson(JsonValue json) {
        try {
            return Base64.getDecoder().decode(json.asText());
        } catch (IllegalArgumentException e) {
            throw json.unfit("is not Base64");
        }
    }
}
