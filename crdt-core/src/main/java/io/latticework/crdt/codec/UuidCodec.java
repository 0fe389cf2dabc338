package io.latticework.crdt.codec;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The 16 bytes of RFC 9562, the highest first. */
final class UuidCodec implements ValueCodec<UUID> {
    static final UuidCodec INSTANCE = new UuidCodec();

    private static final int BYTES = 2 * Long.BYTES;

    private UuidCodec() {}

    @Override
    public String name() {
        return "uuid";
    }

    @Override
    public byte[] encode(UUID value) {
        return ByteBuffer.allocate(BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    @Override
    public UUID decode(byte[] bytes, int offset, int length) {
        FixedLength.check(name(), BYTES, length);
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        return new UUID(in.getLong(), in.getLong());
    }

    @Override
    public String toJson(UUID value) {
        return Json.quote(value.toString());
    }

    @Override
    public UUID fromJson(JsonValue json) {
        try {
            UUID uuid = UUID.fromString(json.asText());
            if (uuid.toString().equalsIgnoreCase(json.asText())) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            throw json.unfit("is no UUID");
        }
        throw json.unfit("is no UUID in full length");
    }
}
