package io.latticework.crdt.codec;

/** The UTF-8 of the string, as it is: not normalised, not trimmed. */
final class StringCodec implements ValueCodec<String> {
    static final StringCodec INSTANCE = new StringCodec();

    private StringCodec() {}

    @Override
    public String name() {
        return "string";
    }

    @Override
    public byte[] encode(String value) {
        return Utf8.encode(value);
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        return Utf8.decode(bytes, offset, length);
    }

    @Override
    public String toJson(String value) {
        return Json.quote(value);
    }

    @Override
    public String fromJson(JsonValue json) {
        return json.asText();
    }
}
