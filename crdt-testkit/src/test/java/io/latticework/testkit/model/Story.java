package io.latticework.testkit.model;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Set;

/** Tells events one by one, each on top of what its writer had seen. */
final class Story {
    private int stamps;

    Set<Event> write(String author, Effect effect, Set<Event> seen) {
        HybridTimestamp stamp = HybridTimestamp.of(0, ++stamps);
        Event event = new Event(ReplicaId.of(author, 1), effect, stamp, seen);
        return Event.union(seen, Set.of(event));
    }

    /** Writes with the stamp of the event before. */
    Set<Event> writeAtOnce(String author, Effect effect, Set<Event> seen) {
        stamps--;
        return write(author, effect, seen);
    }
}
