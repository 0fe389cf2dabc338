package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DisjointDeltas;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writes of one batch: what each cell was before, so that all can be sized together and taken back together. */
final class Batch {
    private final Map<Cell, Causal> before = new LinkedHashMap<>();

    /** Notes a cell before it is written. */
    void enters(Cell cell) {
        before.putIfAbsent(cell, cell.value());
    }

    /** Returns what was written, as a delta of the keyspace; {@code null} if nothing was. */
    @Nullable
    Causal delta() {
        if (before.isEmpty()) {
            return null;
        }
        DisjointDeltas deltas =
                new DisjointDeltas(before.keySet().iterator().next().value().realm());
        before.forEach((cell, value) -> deltas.add(cell.since(value)));
        return deltas.join();
    }

    /** Takes all writes back; their dots stay behind as seen and dead. */
    void undo() {
        before.forEach(Cell::restore);
    }
}
