package io.latticework.crdt;

import io.latticework.crdt.codec.Json;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.trie.Entry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Renders a map as a JSON object: keys sorted by their text, for each the value of the type whose name comes first. */
final class MapJson {
    private MapJson() {}

    static <K> String of(Causal map, ValueCodec<K> keys, NestedTypes types) {
        Map<String, String> members = new TreeMap<>();
        Rendering rendering = new Rendering(map, types, false);
        // entries of one key lie side by side, the first type first
        forEach(map, entry -> members.computeIfAbsent(name(keys, entry), absent -> rendering.of(entry)));
        return object(members);
    }

    /** Renders all values with the names of their types. */
    static <K> String typed(Causal map, ValueCodec<K> keys, NestedTypes types) {
        Map<String, Map<String, String>> values = new TreeMap<>();
        Rendering rendering = new Rendering(map, types, true);
        forEach(
                map,
                entry -> values.computeIfAbsent(name(keys, entry), absent -> new TreeMap<>())
                        .put(TypedJson.memberName(KeyLayout.typeOf(entry.key())), rendering.of(entry)));
        Map<String, String> members = new TreeMap<>();
        values.forEach((key, byType) -> members.put(key, object(byType)));
        return object(members);
    }

    private static void forEach(Causal map, Consumer<Entry> action) {
        DotMap store = (DotMap) map.store();
        if (store != null) {
            store.root().forEach(action);
        }
    }

    private static <K> String name(ValueCodec<K> keys, Entry entry) {
        return name(keys, keys.decode(KeyLayout.keyOf(entry.key())));
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

    /** How values of one map are rendered. */
    private record Rendering(Causal map, NestedTypes types, boolean typed) {
        String of(Entry entry) {
            String name = KeyLayout.typeOf(entry.key());
            DotStore store = DotMap.store(entry);
            Causal nested = map.nested(store);
            if (store instanceof Dots dots && dots.content(0) instanceof Birth<?> birth) {
                return json(birth.type(), nested);
            }
            CrdtType<?> type = types.builtIn(map.realm(), name);
            return type == null ? Json.quote(name) : json(type, nested);
        }

        private <S extends Crdt<S>> String json(CrdtType<S> type, Causal nested) {
            S value = Nests.of(type).view(nested);
            return typed ? type.toTypedJson(value) : type.toJson(value);
        }
    }
}
