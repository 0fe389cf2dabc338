package io.latticework.testkit.sim;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.testkit.model.AuthorLog;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.Event;
import io.latticework.testkit.model.NestedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The oracle that knows nothing of merging: a naive list of all that was written, each with what its writer had seen. A
 * write is undone by another one that overrides it and whose writer had seen it; what the rest of them come to, a model
 * says.
 */
final class ModelCheck {
    /** A write of which the model knows. */
    private record Written(Event event, Dot last, CausalContext seen) {
        boolean undoes(Written other) {
            return event.effect().overrides(other.event.effect()) && seen.contains(other.last);
        }
    }

    private final Workload workload;
    private final NestedModel model;
    private final List<Written> written = new ArrayList<>();
    private final Map<ReplicaId, AuthorLog> logs = new HashMap<>();

    private ModelCheck(Workload workload, NestedModel model) {
        this.workload = workload;
        this.model = model;
    }

    static @Nullable ModelCheck of(Workload workload) {
        return workload.model().map(model -> new ModelCheck(workload, model)).orElse(null);
    }

    /** Makes a write and notes what it did. */
    void write(Operation operation, Keyspace keyspace, Runnable action) {
        if (operation.effects().isEmpty()) {
            action.run();
            return;
        }
        CausalContext seen =
                keyspace.snapshot().context().union(keyspace.unfolded().context());
        ReplicaId author = keyspace.author().replica();
        long before = keyspace.author().last();
        action.run();
        long after = keyspace.author().last();
        for (Effect effect : operation.effects()) {
            // no dot, no change; but a counter grows under the dot that it has, until that has left the replica
            if (after > before || effect.is(Effect.Operation.INCREMENT)) {
                Event event = logs.computeIfAbsent(author, AuthorLog::of)
                        .write(effect, keyspace.author().lastStamp(), Set.of());
                written.add(new Written(event, new Dot(author, Math.max(1, after)), seen));
            }
        }
    }

    /** Forgets the writes after the first so many: they were taken back. */
    void takeBack(int size) {
        written.subList(size, written.size()).clear();
    }

    int size() {
        return written.size();
    }

    /** Checks what a node has in the end. */
    void check(String node, ORMap<String> state) {
        List<Event> alive = written.stream()
                .filter(each -> written.stream().noneMatch(other -> other.undoes(each)))
                .map(Written::event)
                .toList();
        Author nobody = Author.of(ReplicaId.of("nobody", 1));
        ORMap<String> modelled = state;
        for (String key : state.keys()) {
            if (!workload.isModelled(key)) {
                modelled = modelled.remove(nobody, key);
            }
        }
        String expected = model.render(alive, 0);
        Violation.unless(
                expected.equals(modelled.toJson()), "model", node + " has " + modelled.toJson() + ", not " + expected);
    }
}
