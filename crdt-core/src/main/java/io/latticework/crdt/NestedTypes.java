package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.wire.Lattices;
import io.latticework.crdt.internal.wire.Shape;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The nested types that are known by name: built-in ones over built-in codecs, and the users' types of a map. */
final class NestedTypes implements Lattices {
    private static final Map<String, ValueCodec<?>> CODECS = new HashMap<>();

    static {
        for (ValueCodec<?> codec : List.of(
                ValueCodec.strings(),
                ValueCodec.longs(),
                ValueCodec.ints(),
                ValueCodec.doubles(),
                ValueCodec.booleans(),
                ValueCodec.bytes(),
                ValueCodec.uuids(),
                ValueCodec.instants())) {
            CODECS.put(codec.name(), codec);
        }
    }

    /** The codecs of values that have an order of their own. */
    private static final Set<String> ORDERED = Set.of(
            ValueCodec.strings().name(),
            ValueCodec.longs().name(),
            ValueCodec.ints().name(),
            ValueCodec.doubles().name(),
            ValueCodec.booleans().name(),
            ValueCodec.uuids().name(),
            ValueCodec.instants().name());

    /** Returns a codec to show values by: of unknown ones, the bytes. */
    private static ValueCodec<?> codec(String name) {
        if (name.startsWith(ValueCodec.ENUM_PREFIX)) {
            return ValueCodec.strings();
        }
        return name.startsWith(ValueCodec.JSON_PREFIX) ? new JsonText() : CODECS.getOrDefault(name, ValueCodec.bytes());
    }

    /** Shows what a JSON codec wrote: the bytes are the text. */
    private record JsonText() implements ValueCodec<String> {
        @Override
        public String name() {
            return ValueCodec.JSON_PREFIX;
        }

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
    }

    private final Map<String, CrdtType<?>> lattices = new HashMap<>();

    NestedTypes(List<CrdtType<?>> types) {
        for (CrdtType<?> type : types) {
            if (!(type instanceof BuiltInType<?, ?>)) {
                lattices.put(Shape.LATTICE_PREFIX + type.name(), type);
            }
        }
    }

    List<CrdtType<?>> lattices() {
        return List.copyOf(lattices.values());
    }

    @Override
    public Content read(String name, byte[] bytes) {
        CrdtType<?> type = lattices.get(name);
        if (type == null) {
            throw new DecodeException(
                    Reason.UNKNOWN_TYPE, "the nested type " + name + " is not known here; give it to ORMap.type");
        }
        return content(type, bytes);
    }

    private static <S extends Crdt<S>> Content content(CrdtType<S> type, byte[] bytes) {
        try {
            return new LatticeContent<>(type, type.decode(bytes));
        } catch (CrdtException e) {
            throw e;
        } catch (RuntimeException e) { // a user's codec may fail on foreign bytes as it likes
            throw new DecodeException(Reason.MALFORMED, "the codec of " + type.name() + " failed: " + e, e);
        }
    }

    /**
     * Returns a type to show nested values by: the built-in type of a full name, {@code null} if there is none. Elements
     * of an unknown codec show as bytes.
     */
    @Nullable
    CrdtType<?> builtIn(Realm realm, String name) {
        if (name.equals(Shape.COUNTER.kind())) {
            return PNCounter.type(realm);
        }
        if (name.equals(Shape.GROWING_COUNTER.kind())) {
            return GCounter.type(realm);
        }
        if (name.equals(Shape.FLAG.kind())) {
            return EWFlag.type(realm);
        }
        int parameters = name.indexOf('<');
        if (parameters < 0) {
            return null;
        }
        String kind = name.substring(0, parameters);
        String codec = name.substring(parameters + 1, name.length() - 1);
        boolean extreme = kind.equals(Shape.GREATEST.kind()) || kind.equals(Shape.LEAST.kind());
        return extreme ? extreme(realm, kind, codec) : builtIn(realm, kind, codec(codec));
    }

    /** Where the order of the values is not known here, the concurrent ones are shown side by side. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // codecs of these names are of values that compare
    private static CrdtType<?> extreme(Realm realm, String kind, String name) {
        ValueCodec codec = codec(name);
        if (!ORDERED.contains(name)) {
            return MVRegister.type(realm, codec);
        }
        return kind.equals(Shape.LEAST.kind()) ? MinRegister.type(realm, codec) : MaxRegister.type(realm, codec);
    }

    private @Nullable <V> CrdtType<?> builtIn(Realm realm, String kind, ValueCodec<V> codec) {
        Map<String, Function<ValueCodec<V>, CrdtType<?>>> kinds = Map.of(
                Shape.SET.kind(), elements -> ORSet.type(realm, elements),
                Shape.GROWING_SET.kind(), elements -> GSet.type(realm, elements),
                Shape.TWO_PHASE_SET.kind(), elements -> TwoPhaseSet.type(realm, elements),
                Shape.SIBLINGS.kind(), values -> MVRegister.type(realm, values),
                Shape.STAMPED.kind(), values -> LWWRegister.type(realm, values),
                Shape.MAP.kind(), keys -> ORMap.type(realm, keys, lattices()));
        Function<ValueCodec<V>, CrdtType<?>> type = kinds.get(kind);
        return type == null ? null : type.apply(codec);
    }
}
