package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.wire.Lattices;
import io.latticework.crdt.internal.wire.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The nested types that are known by name: built-in ones over built-in codecs, and those given to a map. */
final class NestedTypes implements Lattices {
    /** The codecs of values that have an order of their own. */
    private static final Set<String> ORDERED = Set.of(
            ValueCodec.strings().name(),
            ValueCodec.longs().name(),
            ValueCodec.ints().name(),
            ValueCodec.doubles().name(),
            ValueCodec.booleans().name(),
            ValueCodec.uuids().name(),
            ValueCodec.instants().name());

    /** What the name of a built-in type looks like, which may come from anybody. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,16}(<[a-z0-9._-]{1,64}>)?");

    private final List<CrdtType<?>> given;
    private final Map<String, CrdtType<?>> byName = new HashMap<>();

    NestedTypes(List<CrdtType<?>> types) {
        given = List.copyOf(types);
        for (CrdtType<?> type : given) {
            byName.put(type instanceof BuiltInType<?, ?> ? type.name() : Shape.LATTICE_PREFIX + type.name(), type);
        }
    }

    /** Returns the types that were given: users' own, and built-in ones over users' codecs. */
    List<CrdtType<?>> given() {
        return given;
    }

    /** Returns the type of a full name, {@code null} if it is not known. */
    @Nullable
    CrdtType<?> named(Realm realm, String name) {
        if (name.startsWith(Shape.LATTICE_PREFIX)) {
            return byName.get(name);
        }
        CrdtType<?> type = NAME.matcher(name).matches() ? builtIn(realm, name) : null;
        return type != null && type.name().equals(name) ? type : null;
    }

    @Override
    public Content read(String name, ByteReader in) {
        CrdtType<?> type = byName.get(name);
        if (type == null) {
            throw new DecodeException(
                    Reason.UNKNOWN_TYPE, "the nested type " + name + " is not known here; give it to ORMap.type");
        }
        return content(type, in);
    }

    private static <S extends Crdt<S>> Content content(CrdtType<S> type, ByteReader in) {
        int length = (int) in.readVarint(Integer.MAX_VALUE);
        if (length == 0) {
            return HeldContent.read(type, in);
        }
        byte[] bytes = in.read(length - 1);
        return Birth.<Content>guarded(
                type,
                () -> new LatticeContent<>(type, UserCode.decoded(type.name(), () -> type.decode(bytes))),
                () -> HeldContent.ofBytes(type, bytes));
    }

    /**
     * Returns a type to show nested values by: the built-in type of a full name, {@code null} if there is none. Elements
     * of an unknown codec show as bytes.
     */
    @Nullable
    CrdtType<?> builtIn(Realm realm, String name) {
        if (byName.get(name) instanceof BuiltInType<?, ?> type) {
            return type.in(realm).knowing(given);
        }
        if (name.equals(Shape.COUNTER.kind())) {
            return PNCounter.type(realm);
        }
        if (name.equals(Shape.GROWING_COUNTER.kind())) {
            return GCounter.type(realm);
        }
        if (name.equals(Shape.FLAG.kind())) {
            return EWFlag.type(realm);
        }
        if (name.equals(Shape.TEXT.kind())) {
            return RGAText.type(realm);
        }
        int parameters = name.indexOf('<');
        if (parameters < 0) {
            return null;
        }
        String kind = name.substring(0, parameters);
        String codec = name.substring(parameters + 1, name.length() - 1);
        boolean extreme = kind.equals(Shape.GREATEST.kind()) || kind.equals(Shape.LEAST.kind());
        return extreme ? extreme(realm, kind, codec) : builtIn(realm, kind, ShownCodecs.of(codec));
    }

    /** Where the order of the values is not known here, the concurrent ones are shown side by side. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // codecs of these names are of values that compare
    private static CrdtType<?> extreme(Realm realm, String kind, String name) {
        ValueCodec codec = ShownCodecs.of(name);
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
                Shape.LIST.kind(), elements -> RGA.type(realm, elements),
                Shape.SIBLINGS.kind(), values -> MVRegister.type(realm, values),
                Shape.STAMPED.kind(), values -> LWWRegister.type(realm, values),
                Shape.MAP.kind(), keys -> ORMap.type(realm, keys, given));
        Function<ValueCodec<V>, CrdtType<?>> type = kinds.get(kind);
        return type == null ? null : type.apply(codec);
    }
}
