package io.latticework.sync.internal.keyspace;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.store.Stores;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What keys were before a join and what they are after it, each key once. */
final class KeyChanges {
    private final Causal before;
    private final Causal after;
    private final String origin;
    private final Map<KeyType, KeyChange> changes = new LinkedHashMap<>();

    KeyChanges(Causal before, Causal after, String origin) {
        this.before = before;
        this.after = after;
        this.origin = origin;
    }

    /** Returns what local writes change. */
    static List<KeyChange> of(Causal next, List<Cell.Written> written, String origin) {
        List<KeyChange> changes = new ArrayList<>();
        for (Cell.Written each : written) {
            Causal after = next.nested(each.after().store());
            if (!Stores.areOne(next.realm(), each.before().store(), after.store())) {
                changes.add(new KeyChange(each.cell().at(), each.before(), after, origin));
            }
        }
        return changes;
    }

    /** Returns the view of what a keyspace has under a key. */
    static Causal nested(Causal root, long hash, byte[] typedKey) {
        DotMap store = (DotMap) root.store();
        return root.nested(store == null ? null : store.find(hash, typedKey));
    }

    /**
     * Adds those keys that a delta touches and that have changed.
     *
     * @param all if not, only keys with cells are looked at, of which there may be far fewer
     */
    KeyChanges compare(Causal delta, Map<KeyType, Cell> cells, boolean all) {
        for (DotStore touched : Arrays.asList(delta.store(), delta.names())) {
            if (touched instanceof DotMap map) {
                compare(map.root(), cells, all);
            }
        }
        return this;
    }

    private void compare(Node touched, Map<KeyType, Cell> cells, boolean all) {
        if (all || touched.count() <= cells.size()) {
            touched.forEach(entry -> compare(at(entry), entry.hash(), entry.key()));
            return;
        }
        for (Cell cell : cells.values()) {
            if (touched.contains(cell.hash(), cell.typedKey())) {
                compare(cell.at(), cell.hash(), cell.typedKey());
            }
        }
    }

    private static KeyType at(Entry entry) {
        String key = new String(KeyLayout.keyOf(entry.key()), StandardCharsets.UTF_8);
        return new KeyType(key, KeyLayout.typeOf(entry.key()));
    }

    private void compare(KeyType at, long hash, byte[] typedKey) {
        Causal old = nested(before, hash, typedKey);
        Causal changed = nested(after, hash, typedKey);
        if (!Stores.areOne(after.realm(), old.store(), changed.store())) {
            changes.put(at, new KeyChange(at, old, changed, origin));
        }
    }

    /** Returns the keys that have changed, in the order in which they were added first. */
    List<KeyChange> toList() {
        return List.copyOf(changes.values());
    }
}
