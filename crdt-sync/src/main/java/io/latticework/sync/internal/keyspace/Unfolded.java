package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.internal.store.Causal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The cells that were written since the last fold. The engine is told of them once, until it folds. */
final class Unfolded {
    private final Queue<Cell> cells = new ConcurrentLinkedQueue<>();
    private final Runnable tellEngine;
    private volatile boolean told;

    Unfolded(Runnable tellEngine) {
        this.tellEngine = tellEngine;
    }

    /** Adds a cell that has become dirty. */
    void add(Cell cell) {
        cells.add(cell);
    }

    /** Returns what the cells wait with, as deltas of the keyspace. */
    List<Causal> deltas() {
        return cells.stream().map(Cell::unfolded).toList();
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** Tells whether the engine knows that there is something to fold. */
    boolean isTold() {
        return told;
    }

    /** Tells the engine, if there is something that it does not know of. */
    void tell() {
        if (!told && !cells.isEmpty()) {
            told = true;
            tellEngine.run();
        }
    }

    /** Tells the engine, even if it knows. */
    void tellAgain() {
        tellEngine.run();
    }

    /** Takes all cells, clean from now on. Nobody writes meanwhile. */
    List<Cell.Written> collect() {
        told = false;
        List<Cell.Written> written = new ArrayList<>();
        for (Cell cell = cells.poll(); cell != null; cell = cells.poll()) {
            Cell.Written each = cell.fold();
            if (each != null) {
                written.add(each);
            }
        }
        return written;
    }
}
