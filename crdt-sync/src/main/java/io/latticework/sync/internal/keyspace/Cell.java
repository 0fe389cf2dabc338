package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
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
    private Causal folded;
    private volatile Causal value;
    private boolean dirty;

    Cell(String key, byte[] typedKey, long hash, Causal nested) {
        this.key = key;
        this.typedKey = typedKey;
        this.hash = hash;
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
        return becameDirty;
    }

    /** Returns what was written since the last time, as a delta of the keyspace; the cell is clean afterwards. */
    synchronized @Nullable Causal fold() {
        if (!dirty) {
            return null;
        }
        dirty = false;
        Causal delta = value.deltaFrom(folded).lifted(KeyLayout.TYPED_KEY, hash, typedKey);
        folded = value;
        return delta;
    }

    /** Takes in what the snapshot has here; what is not folded yet stays on top. */
    synchronized void refresh(Causal nested) {
        value = dirty ? value.with(value.merge(nested).store(), value.context().union(nested.context())) : nested;
        folded = nested;
    }

    byte[] typedKey() {
        return typedKey;
    }

    long hash() {
        return hash;
    }
}
