package io.latticework.crdt;

import io.latticework.crdt.codec.Json;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders a map as a JSON object: keys sorted by their text, for each the value of the type whose name comes first. */
final class MapJson {
    private MapJson() {}

    static <K> String of(Causal map, ValueCodec<K> keys, NestedTypes types) {
        Map<String, String> members = new TreeMap<>();
        DotMap store = (DotMap) map.store();
        if (store != null) {
            // entries of one key lie side by side, the first type first
            store.root().forEach(entry -> {
                members.computeIfAbsent(
                        name(keys, keys.decode(KeyLayout.keyOf(entry.key()))),
                        absent -> value(map, KeyLayout.typeOf(entry.key()), DotMap.store(entry), types));
            });
        }
        return object(members);
    }

    /** Renders plain values. */
    static <K, V> String of(Map<K, V> map, ValueCodec<K> keys, ValueCodec<V> values) {
        Map<String, String> members = new TreeMap<>();
        map.forEach((key, value) -> members.put(name(keys, key), values.toJson(value)));
        return object(members);
    }

    private static <K> String name(ValueCodec<K> keys, K key) {
        String json = keys.toJson(key);
        return json.startsWith("\"") ? json : Json.quote(json);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Causal map, String name, DotStore store, NestedTypes types) {
        Causal nested = map.nested(store);
        if (store instanceof Dots dots && dots.content(0) instanceof LatticeContent<?> birth) {
            return json(birth.type(), nested);
        }
        CrdtType<?> type = types.builtIn(map.realm(), name);
        return type == null ? Json.quote(name) : json(type, nested);
    }

    private static <S extends Crdt<S>> String json(CrdtType<S> type, Causal nested) {
        return type.toJson(Nests.of(type).view(nested));
    }
}
