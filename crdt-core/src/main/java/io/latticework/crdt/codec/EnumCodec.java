package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The UTF-8 of the constant's name, so that constants may be moved, but not renamed. */
final class EnumCodec<E extends Enum<E>> implements ValueCodec<E> {
    private final Map<String, E> constants = new HashMap<>();
    private final String name;
    private final String type;

    EnumCodec(Class<E> type, String name) {
        this.name = ValueCodec.requireName(name);
        this.type = type.getSimpleName();
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.name(), constant);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] encode(E value) {
        return Utf8.encode(value.name());
    }

    @Override
    public E decode(byte[] bytes, int offset, int length) {
        @Nullable E constant = constants.get(Utf8.decode(bytes, offset, length));
        if (constant == null) {
            throw new DecodeException(
                    DecodeException.Reason.MALFORMED,
                    "The bytes name no constant of " + type + "; give new constants to all replicas before use");
        }
        return constant;
    }

    @Override
    public String toJson(E value) {
        return Json.quote(value.name());
    }

    @Override
    public E fromJson(JsonValue json) {
        @Nullable E constant = constants.get(json.asText());
        if (constant == null) {
            throw json.unfit("names no constant of " + type);
        }
        return constant;
    }
}
