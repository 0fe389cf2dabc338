package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.Json;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.JsonException;
import io.latticework.crdt.error.JsonException.Reason;
import java.util.Map;

/**
 * Writes the members of a JSON object under the keys of a map. A member tells its type by {@link TypedJson}, or else gets
 * the one that {@link NaturalTypes} has for JSON of its kind.
 */
record MapImport(Author author, NestedTypes types) {
    /** Returns a map after the writes that put the members of an object into it. */
    <K> ORMap<K> write(ORMap<K> map, ValueCodec<K> keys, JsonValue json) {
        ORMap<K> written = map;
        for (Map.Entry<String, JsonValue> member : json.asObject().entrySet()) {
            try {
                written = member(written, key(keys, member.getKey()), member.getValue());
            } catch (JsonException e) {
                throw e.within("." + member.getKey());
            }
        }
        return written;
    }

    /** Returns the key of a name, which is the text of a string, or the JSON text of something else. */
    static <K> K key(ValueCodec<K> keys, String name) {
        JsonValue text = new JsonValue.Text(name);
        try {
            return keys.fromJson(text);
        } catch (JsonException noString) {
            if (noString.reason() == Reason.UNSUPPORTED) {
                throw noString;
            }
        }
        try {
            return keys.fromJson(JsonValue.parse(name));
        } catch (JsonException e) {
            throw new JsonException(e.reason(), Json.quote(name) + " is no key of codec " + keys.name(), e);
        }
    }

    private <K> ORMap<K> member(ORMap<K> map, K key, JsonValue json) {
        if (!TypedJson.isTyped(json)) {
            CrdtType<?> natural = NaturalTypes.of(map.kernel().realm(), json, types);
            return natural == null ? map : put(map, key, natural, json);
        }
        ORMap<K> written = map;
        for (Map.Entry<String, JsonValue> value : json.asObject().entrySet()) {
            String name = TypedJson.typeName(value.getKey());
            CrdtType<?> type = types.named(map.kernel().realm(), name);
            if (type == null) {
                throw new JsonException(
                        Reason.UNKNOWN_TYPE,
                        "the type " + Json.quote(name) + " is not known here; give it to ORMap.type");
            }
            written = put(written, key, type, value.getValue());
        }
        return written;
    }

    private <K, S extends Crdt<S>> ORMap<K> put(ORMap<K> map, K key, CrdtType<S> type, JsonValue json) {
        if (type instanceof BuiltInType<?, ?>) {
            return map.update(author, key, type, bottom -> Nests.written(bottom, author, json));
        }
        S state = type.fromJson(author, json);
        return map.update(author, key, type, bottom -> bottom.merge(state));
    }
}
