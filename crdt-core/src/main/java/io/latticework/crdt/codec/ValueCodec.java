package io.latticework.crdt.codec;

import io.latticework.crdt.error.JsonException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Canonical bytes for values of one Java type: equal values give equal bytes on every JVM, and different values give
 * different bytes, because elements and keys are compared by their bytes alone.
 *
 * <p>Implementations are stateless and thread-safe.
 *
 * @param <V> the values
 */
public interface ValueCodec<V> {
    /** What the names of codecs of enums start with. */
    String ENUM_PREFIX = "enum.";

    /** What the names of codecs by Jackson start with. */
    String JSON_PREFIX = "json.";

    /** The most characters that the name of a codec takes from that of a class. */
    int MAX_CLASS_NAME = 32;

    /**
     * Returns the codec's stable name, 1 to 64 characters of {@code [a-z0-9._-]}. It is part of the type of every value
     * that uses the codec, so that replicas which disagree on the elements' type never read each other's bytes wrongly.
     */
    String name();

    /**
     * Encodes a value.
     *
     * @return fresh bytes, which the caller may keep
     * @throws io.latticework.crdt.error.EncodeException if the value has no canonical bytes
     */
    byte[] encode(V value);

    /**
     * Decodes a value from part of an array, which it must not keep or change.
     *
     * @throws io.latticework.crdt.error.DecodeException if the bytes are not what {@link #encode} gives for some value
     */
    V decode(byte[] bytes, int offset, int length);

    /** Decodes a value from a whole array. */
    default V decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /** Returns the value as JSON text, for people. By default the JSON string of {@code toString()}. */
    default String toJson(V value) {
        return Json.quote(String.valueOf(value));
    }

    /**
     * Returns the value that {@link #toJson} shows so. By default no JSON is read.
     *
     * @throws io.latticework.crdt.error.JsonException if the JSON shows no value of this codec
     */
    default V fromJson(JsonValue json) {
        throw new JsonException(
                JsonException.Reason.UNSUPPORTED,
                "the codec " + name() + " reads no JSON; implement ValueCodec.fromJson");
    }

    /** Strings as UTF-8, not normalised. A string with an unpaired surrogate is refused. */
    static ValueCodec<String> strings() {
        return StringCodec.INSTANCE;
    }

    /** Longs as zig-zag varints: one byte for -64 to 63, ten at most. */
    static ValueCodec<Long> longs() {
        return LongCodec.INSTANCE;
    }

    /** Ints with the bytes of the same long, five at most. */
    static ValueCodec<Integer> ints() {
        return IntCodec.INSTANCE;
    }

    /** Doubles in 8 bytes. As in {@link Double#equals}, all NaNs are one value and 0.0 and -0.0 are two. */
    static ValueCodec<Double> doubles() {
        return DoubleCodec.INSTANCE;
    }

    /** Booleans in one byte. */
    static ValueCodec<Boolean> booleans() {
        return BooleanCodec.INSTANCE;
    }

    /** Byte arrays as they are, copied both ways. */
    static ValueCodec<byte[]> bytes() {
        return BytesCodec.INSTANCE;
    }

    /** UUIDs in 16 bytes. */
    static ValueCodec<UUID> uuids() {
        return UuidCodec.INSTANCE;
    }

    /** Instants of the full range, to the nanosecond, as two varints: 6 to 10 bytes in our time. */
    static ValueCodec<Instant> instants() {
        return InstantCodec.INSTANCE;
    }

    /** Any JSON document, by its canonical text: members in order, no white space, numbers digit by digit. */
    static ValueCodec<JsonValue> jsonValues() {
        return JsonValueCodec.INSTANCE;
    }

    /**
     * Enum constants by name: constants may be moved, and added once all replicas know them, but not renamed. The codec
     * is called {@code enum.} and the {@linkplain #nameOf name} of the class.
     *
     * @param type the enum
     */
    static <E extends Enum<E>> ValueCodec<E> enums(Class<E> type) {
        return enums(type, nameOf(type));
    }

    /**
     * Enum constants by name, under a name of the type that stays when the class gets another one, or that keeps two
     * classes of one name apart.
     *
     * @param type the enum
     * @param name what comes behind {@code enum.} in the codec's name
     */
    static <E extends Enum<E>> ValueCodec<E> enums(Class<E> type, String name) {
        return new EnumCodec<>(type, ENUM_PREFIX + name);
    }

    /**
     * Returns the codec for a class: the built-in one above if there is one, otherwise {@link #json}.
     *
     * @throws IllegalStateException if the class needs Jackson and that is absent
     */
    static <V> ValueCodec<V> ofClass(Class<V> type) {
        return BuiltInCodecs.of(type);
    }

    /**
     * Any class that Jackson Databind reads and writes, records first of all, as canonical JSON: no white space, members
     * sorted by name, elements of sets sorted. Each value is read back when it is encoded, so that one which would come
     * out different is refused at its writer.
     *
     * <ul>
     *   <li>Equal values must have equal properties. Lists keep their order; sets and maps have none.
     *   <li>Bytes with unknown or missing properties are read, as written by another version of the class. The value
     *       read then has other bytes than those it came from: as an element or key it is a different one.
     *   <li>{@code java.time} and {@code Optional} properties are refused, as is anything else that needs a Jackson
     *       module; {@link #instants} is for instants that stand alone.
     *   <li>Class names as type information ({@code JsonTypeInfo.Id.CLASS}) are refused; logical names are not.
     *   <li>Nesting is bounded to 64 levels, numbers to 1,000 digits before and after the point, documents to 16 MiB.
     * </ul>
     *
     * <p>The codec is called {@code json.} and the {@linkplain #nameOf name} of the class.
     *
     * @throws IllegalStateException if Jackson is absent
     */
    static <V> ValueCodec<V> json(Class<V> type) {
        return json(type, nameOf(type));
    }

    /**
     * {@linkplain #json(Class) Any class}, under a name of the type that stays when the class gets another one, or that
     * keeps two classes of one name apart.
     *
     * @param type the class
     * @param name what comes behind {@code json.} in the codec's name
     * @throws IllegalStateException if Jackson is absent
     */
    static <V> ValueCodec<V> json(Class<V> type, String name) {
        return BuiltInCodecs.json(type, JSON_PREFIX + name);
    }

    /**
     * Returns what the names of codecs have for a class: its simple name in lower case, where every character but {@code
     * a} to {@code z} and digits is a hyphen, cut to 32 characters. The package is left out, so that a class may move.
     */
    static String nameOf(Class<?> type) {
        String name = type.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        return name.substring(0, Math.min(name.length(), MAX_CLASS_NAME));
    }

    /**
     * Checks a name of a codec or type and returns it.
     *
     * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code [a-z0-9._-]}
     */
    static String requireName(String name) {
        boolean fits = name.length() >= 1 && name.length() <= 64;
        if (!fits
                || !name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "A name is 1 to 64 characters of [a-z0-9._-], unlike " + Json.quote(name));
        }
        return name;
    }
}
