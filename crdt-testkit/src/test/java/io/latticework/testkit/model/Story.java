package io.latticework.testkit.model;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells events one by one, each on top of what its writer had seen. */
final class Story {
    private final Map<String, AuthorLog> logs = new HashMap<>();
    private int stamps;

    Set<Event> write(String author, Effect effect, Set<Event> seen) {
        HybridTimestamp stamp = HybridTimestamp.of(0, ++stamps);
        Event event = log(author).write(effect, stamp, seen);
        return Event.union(seen, Set.of(event));
    }

    /** Notes that what an author wrote has left it. */
    void expose(String author) {
        log(author).expose();
    }

    private AuthorLog log(String author) {
        return logs.computeIfAbsent(author, name -> AuthorLog.of(ReplicaId.of(name, 1)));
    }

    /** Writes with the stamp of the event before. */
    Set<Event> writeAtOnce(String author, Effect effect, Set<Event> seen) {
        stamps--;
        return write(author, effect, seen);
    }
}
