package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.KeyWrites;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One key with one type: where local writes go. Reads are wait-free; writes take the cell's lock, because a write that is
 * tried again would leave its dots behind. The engine folds a written cell into the snapshot, and refreshes the cell when
 * the snapshot has news.
 */
public final class Cell {
    private final KeyType at;
    private final byte[] typedKey;
    private final long hash;
    /** By how many keys the cells have more than the snapshot. */
    private final AtomicInteger unfoldedKeys;

    private Causal folded;
    private volatile Causal value;
    private boolean dirty;
    private int unfoldedKey;

    Cell(KeyType at, byte[] typedKey, long hash, Causal nested, AtomicInteger unfoldedKeys) {
        this.at = at;
        this.typedKey = typedKey;
        this.hash = hash;
        this.unfoldedKeys = unfoldedKeys;
        this.folded = nested;
        this.value = nested;
    }

    /** Returns the key and the type. */
    KeyType at() {
        return at;
    }

    /** Returns what is here now. */
    public Causal value() {
        return value;
    }

    /**
     * Changes the value, and queues the cell if there is something to fold that was not before. The dots of a change that
     * throws are seen and dead.
     */
    synchronized void write(Author author, BiFunction<Author, Causal, Causal> change, Unfolded unfolded) {
        RecordingAuthor recording = new RecordingAuthor(author);
        Causal before = value;
        Causal after = before;
        try {
            after = change.apply(recording, before);
        } finally {
            CausalContext complete = recording.complete(after.context());
            if (after.store() != before.store() || !complete.equals(before.context())) {
                boolean isWhole = complete == after.context() && !after.isDelta();
                value = isWhole ? after : before.with(after.store(), complete);
                count();
                if (!dirty) {
                    dirty = true;
                    unfolded.add(this);
                }
            }
        }
    }

    /**
     * What a cell was when it was folded the last time, and what it has become.
     *
     * @param cell the cell
     * @param before what the snapshot has of it
     * @param after what it is to have
     */
    record Written(Cell cell, Causal before, Causal after) {
        void addTo(KeyWrites writes) {
            writes.add(cell.hash, cell.typedKey, before, after);
        }

        /** The snapshot did not come to have it. */
        void takeBack(Unfolded unfolded) {
            cell.unfold(before, unfolded);
        }
    }

    private synchronized void unfold(Causal before, Unfolded unfolded) {
        folded = before;
        count();
        if (!dirty) {
            dirty = true;
            unfolded.add(this);
        }
    }

    /** Returns what was written since the last time, {@code null} if nothing was; the cell is clean afterwards. */
    synchronized @Nullable Written fold() {
        if (!dirty) {
            return null;
        }
        dirty = false;
        Written written = new Written(this, folded, value);
        folded = value;
        count();
        return written;
    }

    /** Returns what waits to be folded, as a delta of the keyspace. */
    synchronized Causal unfolded() {
        return since(folded);
    }

    /** Returns what was written since a former value, as a delta of the keyspace. */
    Causal since(Causal before) {
        return value.deltaFrom(before).lifted(KeyLayout.TYPED_KEY, hash, typedKey);
    }

    /** Takes back what was written since a former value; what came from peers since then stays. */
    synchronized void restore(Causal before) {
        value = value.with(before.merge(folded).store(), value.context());
        count();
    }

    private void count() {
        int now = (value.store() == null ? 0 : 1) - (folded.store() == null ? 0 : 1);
        if (now != unfoldedKey) {
            unfoldedKeys.addAndGet(now - unfoldedKey);
            unfoldedKey = now;
        }
    }

    /** Takes in what the snapshot has here; what is not folded yet stays on top. */
    synchronized void refresh(Causal nested) {
        if (dirty) {
            boolean isKnown = nested.store() == folded.store();
            DotStore store = isKnown ? value.store() : value.merge(nested).store();
            value = value.with(store, value.context().union(nested.context()));
        } else {
            value = nested;
        }
        folded = nested;
        count();
    }

    byte[] typedKey() {
        return typedKey;
    }

    long hash() {
        return hash;
    }
}
