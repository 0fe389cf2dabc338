package io.latticework.crdt;

import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Codecs to show values by whose own codec is not at hand, but only its name: a built-in one itself; for enums their names,
 * for JSON codecs the JSON, for all others the bytes.
 */
final class ShownCodecs {
    private static final Map<String, ValueCodec<?>> BUILT_IN = List.of(
                    ValueCodec.strings(),
                    ValueCodec.longs(),
                    ValueCodec.ints(),
                    ValueCodec.doubles(),
                    ValueCodec.booleans(),
                    ValueCodec.bytes(),
                    ValueCodec.uuids(),
                    ValueCodec.instants(),
                    ValueCodec.jsonValues())
            .stream()
            .collect(Collectors.toUnmodifiableMap(ValueCodec::name, Function.identity()));

    private ShownCodecs() {}

    /** Returns a codec of a name. */
    static ValueCodec<?> of(String name) {
        ValueCodec<?> builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn;
        }
        if (name.startsWith(ValueCodec.ENUM_PREFIX)) {
            return new Named<>(name, ValueCodec.strings());
        }
        return name.startsWith(ValueCodec.JSON_PREFIX) ? new JsonText(name) : new Named<>(name, ValueCodec.bytes());
    }

    /** Another codec under the name of the one that is not at hand. */
    private record Named<V>(String name, ValueCodec<V> codec) implements ValueCodec<V> {
        @Override
        public byte[] encode(V value) {
            return codec.encode(value);
        }

        @Override
        public V decode(byte[] bytes, int offset, int length) {
            return codec.decode(bytes, offset, length);
        }

        @Override
        public String toJson(V value) {
            return codec.toJson(value);
        }

        @Override
        public V fromJson(JsonValue json) {
            return codec.fromJson(json);
        }
    }

    /** What a JSON codec writes: the bytes are the text. */
    private record JsonText(String name) implements ValueCodec<String> {
        @Override
        public byte[] encode(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes, int offset, int length) {
            return new String(bytes, offset, length, StandardCharsets.UTF_8);
        }

        @Override
        public String toJson(String text) {
            return text;
        }

        @Override
        public String fromJson(JsonValue json) {
            return json.toJson();
        }
    }
}
