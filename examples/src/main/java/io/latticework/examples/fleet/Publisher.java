package io.latticework.examples.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.causal.Author;
import io.latticework.examples.peer.Kind;
import io.latticework.sync.FlagRef;
import io.latticework.sync.Ref;
import io.latticework.sync.Replica;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes one machine's inventory into the shared keys {@code host/NAME} and below it. Only what has changed is written, so
 * a quiet machine sends nothing. Values of other machines are theirs to write, but for the maintenance flag, which
 * anybody may set.
 */
final class Publisher {
    private final Inventory inventory;
    private final Ref<ORMap<String>> machine;
    private final Ref<ORSet<JsonNode>> processes;
    private final Ref<GCounter> boots;
    private final Ref<GCounter> writes;
    private final FlagRef maintenance;

    Publisher(Replica replica, Inventory inventory) {
        String key = "host/" + replica.id().name();
        this.inventory = inventory;
        this.machine = replica.ref(key, Kind.ORMAP.type());
        this.processes = replica.ref(key + "/processes", Kind.ORSET.type());
        this.boots = replica.ref(key + "/boots", Kind.GCOUNTER.type());
        this.writes = replica.ref(key + "/writes", Kind.GCOUNTER.type());
        this.maintenance = replica.flag(key + "/maintenance");
    }

    /** Counts a start. The flag is for people: it is written here only if nobody has, so that it is there to be seen. */
    void boot() {
        boots.update((author, counter) -> counter.increment(author));
        if (!maintenance.exists()) {
            maintenance.disable();
        }
    }

    /** Writes what has changed since the last time. */
    void refresh() {
        ObjectNode now = inventory.machine();
        Set<JsonNode> running = inventory.processes();
        ORMap<String> machineBefore = machine.state();
        ORSet<JsonNode> processesBefore = processes.state();
        machine.update((author, map) -> updated(author, map, now));
        processes.update((author, set) -> updated(author, set, running));
        if (machine.state() != machineBefore || processes.state() != processesBefore) {
            writes.update((author, counter) -> counter.increment(author));
        }
    }

    private static ORMap<String> updated(Author author, ORMap<String> map, ObjectNode now) {
        ORMap<String> updated = map;
        for (String name : map.keys()) {
            if (!now.has(name)) {
                updated = updated.remove(author, name);
            }
        }
        for (String name : Inventory.names(now)) {
            updated = updated(author, updated, name, now.get(name));
        }
        return updated;
    }

    private static ORMap<String> updated(Author author, ORMap<String> map, String name, JsonNode now) {
        if (now instanceof ObjectNode object) {
            return map.update(author, name, Kind.ORMAP.type(), inner -> updated(author, inner, object));
        }
        if (now.isArray()) {
            Set<JsonNode> elements = new HashSet<>();
            now.forEach(elements::add);
            return map.update(author, name, Kind.ORSET.type(), set -> updated(author, set, elements));
        }
        return map.update(
                author,
                name,
                Kind.LWW.type(),
                register -> register.value().filter(now::equals).isPresent() ? register : register.set(author, now));
    }

    private static ORSet<JsonNode> updated(Author author, ORSet<JsonNode> set, Set<JsonNode> now) {
        ORSet<JsonNode> updated = set;
        for (JsonNode element : set) {
            if (!now.contains(element)) {
                updated = updated.remove(author, element);
            }
        }
        List<JsonNode> added = new ArrayList<>(now);
        added.removeIf(set::contains);
        return updated.addAll(author, added);
    }
}
