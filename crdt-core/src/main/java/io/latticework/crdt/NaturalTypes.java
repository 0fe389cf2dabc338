package io.latticework.crdt;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which type a JSON value in a map becomes if it does not name one: a whole number a {@link PNCounter}, a text, boolean or
 * other number an {@link LWWRegister}, an array an {@link ORSet}, an object an {@link ORMap} with text keys. Null, and empty
 * arrays and objects, become nothing: as anywhere in a map, what is empty is not there.
 */
final class NaturalTypes {
    private NaturalTypes() {}

    /** Returns the type for a value, {@code null} if it becomes nothing. */
    static @Nullable CrdtType<?> of(Realm realm, JsonValue json, NestedTypes types) {
        if (json instanceof JsonValue.Decimal number) {
            return number.isWhole() ? PNCounter.type(realm) : LWWRegister.type(realm, ValueCodec.doubles());
        }
        if (json instanceof JsonValue.Text) {
            return LWWRegister.type(realm, ValueCodec.strings());
        }
        if (json instanceof JsonValue.Bool) {
            return LWWRegister.type(realm, ValueCodec.booleans());
        }
        if (json instanceof JsonValue.Array array && !array.elements().isEmpty()) {
            return ORSet.type(realm, elements(array.elements()));
        }
        if (json instanceof JsonValue.Members object && !object.members().isEmpty()) {
            return ORMap.type(realm, ValueCodec.strings(), types.given());
        }
        return null;
    }

    /** Returns the codec that all elements have in common. */
    private static ValueCodec<?> elements(List<JsonValue> elements) {
        if (all(elements, element -> element instanceof JsonValue.Text)) {
            return ValueCodec.strings();
        }
        if (all(elements, element -> element instanceof JsonValue.Decimal number && number.isWhole())) {
            return ValueCodec.longs();
        }
        if (all(elements, element -> element instanceof JsonValue.Bool)) {
            return ValueCodec.booleans();
        }
        return ValueCodec.jsonValues();
    }

    private static boolean all(List<JsonValue> elements, Predicate<JsonValue> kind) {
        return elements.stream().allMatch(kind);
    }
}
