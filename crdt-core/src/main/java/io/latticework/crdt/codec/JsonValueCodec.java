package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.error.JsonException;

/** The UTF-8 of the canonical text. */
final class JsonValueCodec implements ValueCodec<JsonValue> {
    static final ValueCodec<JsonValue> INSTANCE = new JsonValueCodec();

    private JsonValueCodec() {}

    @Override
    public String name() {
        return "jsonvalue";
    }

    @Override
    public byte[] encode(JsonValue value) {
        return Utf8.encode(value.toJson());
    }

    @Override
    public JsonValue decode(byte[] bytes, int offset, int length) {
        String text = Utf8.decode(bytes, offset, length);
        try {
            JsonValue value = JsonValue.parse(text);
            if (value.toJson().equals(text)) {
                return value;
            }
        } catch (JsonException e) {
            throw new DecodeException(Reason.MALFORMED, "The bytes are no JSON text: " + e.getMessage(), e);
        }
        throw new DecodeException(Reason.MALFORMED, "The bytes are JSON, but not its canonical text");
    }

    @Override
    public String toJson(JsonValue value) {
        return value.toJson();
    }

    @Override
    public JsonValue fromJson(JsonValue json) {
        return json;
    }
}
