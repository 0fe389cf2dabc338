package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.sync.Replica;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The operations that only look. */
final class Reads {
    private final Replica replica;
    private final Values values;

    Reads(Replica replica, Values values) {
        this.replica = replica;
        this.values = values;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "get", Operation.now(this::get),
                "size", Operation.now(this::size),
                "keys", request -> replica.snapshot().thenApply(map -> keys(request, map)),
                "digest", request -> replica.snapshot().thenApply(map -> digest(request, map)),
                "dump", request -> replica.snapshot().thenApply(Reads::dump));
    }

    private ObjectNode get(Request request) {
        Place place = request.place();
        Kind<?> kind = values.require(place);
        return typed(kind).putRawValue("value", Lines.raw(json(place, kind)));
    }

    private <S extends Crdt<S>> String json(Place place, Kind<S> kind) {
        return kind.type().toJson(values.state(place, kind));
    }

    private ObjectNode size(Request request) {
        Place place = request.place();
        Kind<?> kind = values.require(place);
        return typed(kind).put("size", size(place, kind));
    }

    private <S extends Crdt<S>> int size(Place place, Kind<S> kind) {
        return kind.size(values.state(place, kind));
    }

    private static ObjectNode typed(Kind<?> kind) {
        return Lines.object().put("type", kind.word());
    }

    private static ObjectNode keys(Request request, ORMap<String> map) {
        String prefix = request.optionalText("prefix").orElse("");
        Set<String> keys = new TreeSet<>(map.keys());
        keys.removeIf(key -> !key.startsWith(prefix));
        return Lines.object().set("keys", Lines.array(keys));
    }

    private static ObjectNode digest(Request request, ORMap<String> map) {
        if (!request.has("key")) {
            return Lines.object()
                    .put("digest", map.digest().toString())
                    .put("keys", map.keys().size());
        }
        String key = request.key();
        StringBuilder digests = new StringBuilder();
        for (String name : map.types(key)) {
            Kind.named(name).ifPresent(kind -> digests.append(digest(map, key, kind.type())));
        }
        if (digests.isEmpty()) {
            throw new Refusal(Reason.NO_SUCH_KEY, "There is no key " + key);
        }
        return Lines.object().put("digest", digests.toString()).put("keys", 1);
    }

    private static <S extends Crdt<S>> String digest(ORMap<String> map, String key, CrdtType<S> type) {
        return map.get(key, type).digest().toString();
    }

    private static ObjectNode dump(ORMap<String> map) {
        ObjectNode state = Lines.object();
        for (String key : new TreeSet<>(map.keys())) {
            List<String> types = map.types(key);
            Optional<Kind<?>> kind = Kind.named(types.get(0));
            ObjectNode shown =
                    state.putObject(key).put("type", kind.map(Kind::word).orElse(types.get(0)));
            kind.ifPresent(known -> shown.putRawValue("value", Lines.raw(json(map, key, known.type()))));
            if (types.size() > 1) {
                shown.set("types", Lines.array(types));
            }
        }
        return Lines.object().set("state", state);
    }

    private static <S extends Crdt<S>> String json(ORMap<String> map, String key, CrdtType<S> type) {
        return type.toJson(map.get(key, type));
    }
}
