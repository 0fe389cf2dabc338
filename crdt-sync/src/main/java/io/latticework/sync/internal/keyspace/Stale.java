package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.internal.store.Causal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cells that could not take in what the snapshot has, because a user's merge has thrown, or there was no memory. Nothing of
 * them may be folded before they have: what is folded takes the place of what the snapshot has. Not thread-safe.
 */
final class Stale {
    private final Set<Cell> cells = new LinkedHashSet<>();
    private @Nullable Throwable cause;

    /** Lets a cell take in what the snapshot has; if that throws, it is tried again. */
    void refresh(Cell cell, Causal nested) {
        try {
            cell.refresh(nested);
        } catch (RuntimeException | Error e) {
            cells.add(cell);
            cause = e;
        }
    }

    /** Tries again; throws if it fails again. */
    void retry(Consumer<Cell> refresh) {
        for (Cell cell : List.copyOf(cells)) {
            refresh.accept(cell);
            cells.remove(cell);
        }
    }

    /** Tries again, and throws what kept a cell from it before, so that somebody hears of it. */
    void settle(Consumer<Cell> refresh) {
        Throwable before = cause;
        cause = null;
        retry(refresh);
        if (before instanceof Error error) {
            throw error;
        } else if (before instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
