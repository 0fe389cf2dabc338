package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deltas of different keys of one map. Their join puts together what they have, in O(k log k) for k entries and runs in
 * all. Joining them one by one is O(k²), because the dots of one key's writes have gaps that only those of others fill.
 */
public final class DisjointDeltas {
    private final Realm realm;
    private final List<long[]> runs = new ArrayList<>();
    private final List<Entry> alive = new ArrayList<>();
    private final List<Entry> named = new ArrayList<>();
    private @Nullable KeyLayout layout;

    /** Starts without deltas. */
    public DisjointDeltas(Realm realm) {
        this.realm = realm;
    }

    /** Adds a delta, which has no key in common with those before. */
    public void add(Causal delta) {
        CausalContext context = delta.context();
        for (int run = 0; run < context.runs(); run++) {
            runs.add(new long[] {context.first(run), context.last(run)});
        }
        add(delta.store(), alive);
        add(delta.names(), named);
    }

    private void add(@Nullable DotStore store, List<Entry> entries) {
        if (store instanceof DotMap map) {
            layout = map.layout();
            map.root().forEach(entries::add);
        }
    }

    /** Returns the join of all deltas, {@code null} if there are none. */
    public @Nullable Causal join() {
        return runs.isEmpty() ? null : Causal.delta(map(alive), CausalContext.ofRuns(realm, runs), map(named));
    }

    private @Nullable DotMap map(List<Entry> entries) {
        if (layout == null || entries.isEmpty()) {
            return null;
        }
        DotMap map = DotMap.of(layout, new Editor(realm).editUnordered(null, entries));
        if (map == null || map.root().count() != entries.size()) {
            throw new IllegalArgumentException("Two of the deltas are of one key");
        }
        return map;
    }
}
