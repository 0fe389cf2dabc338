package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes to different keys of a map, each made on top of what the map has under its key. They are put into the map as they
 * are: nothing needs to be joined or searched. O(k log n) for k keys.
 */
public final class KeyWrites {
    private final List<Entry> edits;
    private long[] firsts;
    private long[] lasts;
    private int runs;
    private final CausalContext.RunConsumer addRun = this::addRun;

    /**
     * Starts without writes.
     *
     * @param expected how many keys to expect; more are fine
     */
    public KeyWrites(int expected) {
        this.edits = new ArrayList<>(expected);
        this.firsts = new long[Math.max(1, expected)];
        this.lasts = new long[Math.max(1, expected)];
    }

    /**
     * Adds the writes to a key.
     *
     * @param hash what places the key
     * @param before the view of what the map has there
     * @param after this view after the writes
     */
    public void add(long hash, byte[] typedKey, Causal before, Causal after) {
        if (after.store() != before.store()) {
            if (before.store() instanceof Dots old && after.store() instanceof Dots changed) {
                changed.digestAfter(old, after.realm(), hash);
            }
            edits.add(DotMap.entry(hash, typedKey, after.store()));
        }
        after.context().forEachRunBeyond(before.context(), addRun);
    }

    private void addRun(long first, long last) {
        if (runs == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * runs);
            lasts = Arrays.copyOf(lasts, 2 * runs);
        }
        firsts[runs] = first;
        lasts[runs++] = last;
    }

    /** Returns the map after all writes. */
    public Causal applyTo(Causal map) {
        CausalContext seen =
                runs == 0 ? map.context() : map.context().union(CausalContext.ofRuns(map.realm(), firsts, lasts, runs));
        if (edits.isEmpty()) {
            return seen == map.context() ? map : map.with(map.store(), seen);
        }
        DotMap store = (DotMap) map.store();
        Editor editor = new Editor(map.realm());
        DotMap changed =
                DotMap.of(KeyLayout.TYPED_KEY, editor.editUnordered(store == null ? null : store.root(), edits));
        return map.with(changed, seen);
    }
}
