package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One key with one type: where local writes go. Reads are wait-free; writes take the cell's lock, because a write that is
 * tried again would leave its dots behind. The engine folds a written cell into the snapshot, and refreshes the cell when
 * the snapshot has news.
 */
public final class Cell {
    private final String key;
    private final byte[] typedKey;
    private final long hash;
    /** By how many keys the cells have more than the snapshot. */
    private final AtomicInteger unfoldedKeys;

    private Causal folded;
    private volatile Causal value;
    private boolean dirty;
    private int unfoldedKey;

    Cell(String key, byte[] typedKey, long hash, Causal nested, AtomicInteger unfoldedKeys) {
        this.key = key;
        this.typedKey = typedKey;
        this.hash = hash;
        this.unfoldedKeys = unfoldedKeys;
        this.folded = nested;
        this.value = nested;
    }

    /** Returns the key. */
    public String key() {
        return key;
    }

    /** Returns what is here now. */
    public Causal value() {
        return value;
    }

    /**
     * Changes the value.
     *
     * @return whether the cell became dirty
     */
    synchronized boolean write(Author author, BiFunction<Author, Causal, Causal> change) {
        RecordingAuthor recording = new RecordingAuthor(author);
        Causal before = value;
        DotStore store = before.store();
        CausalContext context = before.context();
        try {
            Causal after = change.apply(recording, before);
            store = after.store();
            context = after.context();
        } finally {
            CausalContext complete = recording.complete(context);
            if (store != before.store() || !complete.equals(before.context())) {
                value = before.with(store, complete);
            }
        }
        boolean becameDirty = value != before && !dirty;
        dirty |= value != before;
        count();
        return becameDirty;
    }

    /**
     * What a cell was when it was folded the last time, and what it has become.
     *
     * @param cell the cell
     * @param before what the snapshot has of it
     * @param after what it is to have
     */
    record Written(Cell cell, Causal before, Causal after) {
        /** Returns what was written, as a delta of the keyspace. */
        Causal delta() {
            return after.deltaFrom(before).lifted(KeyLayout.TYPED_KEY, cell.hash, cell.typedKey);
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

    /** Returns what was written since a former value, as a delta of the keyspace. */
    Causal since(Causal before) {
        return new Written(this, before, value).delta();
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
        value = dirty ? value.with(value.merge(nested).store(), value.context().union(nested.context())) : nested;
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
