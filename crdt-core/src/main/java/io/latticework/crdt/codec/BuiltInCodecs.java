package io.latticework.crdt.codec;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which codec a class gets. */
final class BuiltInCodecs {
    private static final Map<Class<?>, ValueCodec<?>> BY_CLASS = Map.ofEntries(
            Map.entry(String.class, StringCodec.INSTANCE),
            Map.entry(Long.class, LongCodec.INSTANCE),
            Map.entry(long.class, LongCodec.INSTANCE),
            Map.entry(Integer.class, IntCodec.INSTANCE),
            Map.entry(int.class, IntCodec.INSTANCE),
            Map.entry(Double.class, DoubleCodec.INSTANCE),
            Map.entry(double.class, DoubleCodec.INSTANCE),
            Map.entry(Boolean.class, BooleanCodec.INSTANCE),
            Map.entry(boolean.class, BooleanCodec.INSTANCE),
            Map.entry(byte[].class, BytesCodec.INSTANCE),
            Map.entry(UUID.class, UuidCodec.INSTANCE),
            Map.entry(Instant.class, InstantCodec.INSTANCE));

    private BuiltInCodecs() {}

    // The map pairs each class with a codec of its values, which its type cannot say.
    @SuppressWarnings({"unchecked", "rawtypes"})
    static <V> ValueCodec<V> of(Class<V> type) {
        @Nullable ValueCodec<V> builtIn = (ValueCodec<V>) BY_CLASS.get(type);
        if (builtIn != null) {
            return builtIn;
        }
        return type.isEnum() ? ValueCodec.enums((Class) type) : ValueCodec.json(type);
    }

    static <V> ValueCodec<V> json(Class<V> type, String name) {
        try {
            return new JacksonCodec<>(type, name);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Values of " + type.getName()
                            + " need com.fasterxml.jackson.core:jackson-databind on the class path"
                            + " or module path; add it, or write a ValueCodec for them",
                    e);
        }
    }
}
