package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.trie.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a root store: below a path of keys, all entries whose hashes start with some bits. Ranges of a fixed width do
 * not depend on the shape of anybody's trie, so that two replicas can compare them, over the keys and on inside one huge
 * key.
 *
 * @param path the entries' keys from the root down, each with its hash
 * @param prefix the first bits of the hashes, the rest 0
 * @param bits how many, 0 to 64
 */
public record Range(List<Step> path, long prefix, int bits) {
    /** Everything. */
    public static final Range ALL = new Range(List.of(), 0, 0);

    /** The bits that one more level has. */
    public static final int LEVEL_BITS = 4;

    /**
     * One key of a path.
     *
     * @param hash the hash that places the entry
     * @param key the entry's key, not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared as part of no collection
    public record Step(long hash, byte[] key) {}

    /** Returns a part of this range. */
    public Range child(int slot) {
        int childBits = bits + LEVEL_BITS;
        return new Range(path, prefix | (long) slot << (Long.SIZE - childBits), childBits);
    }

    /** Returns everything below an entry of this range. */
    public Range below(Entry entry) {
        List<Step> longer = new ArrayList<>(path);
        longer.add(new Step(entry.hash(), entry.key()));
        return new Range(longer, 0, 0);
    }

    /** Returns how many entries a store has here and the sums of their digests. */
    public Prefix.Summary summary(Realm realm, @Nullable DotStore root) {
        Node node = node(root);
        return node == null ? new Prefix.Summary(0, 0, 0) : Prefix.summary(realm, node, prefix, bits);
    }

    /** Returns the entries that a store has here. */
    public List<Entry> entries(@Nullable DotStore root) {
        List<Entry> entries = new ArrayList<>();
        Node node = node(root);
        if (node != null) {
            node.forEach(prefix, bits, entries::add);
        }
        return entries;
    }

    private @Nullable Node node(@Nullable DotStore root) {
        DotStore store = root;
        for (Step step : path) {
            store = store instanceof DotMap map ? map.find(step.hash, step.key) : null;
        }
        return store instanceof DotMap map ? map.root() : null;
    }

    /** Returns what a store has here, as a store from the root down. */
    public @Nullable DotStore part(Realm realm, @Nullable DotStore root) {
        return root == null ? null : part(realm, root, 0);
    }

    private @Nullable DotStore part(Realm realm, DotStore store, int level) {
        if (!(store instanceof DotMap map)) {
            return null;
        }
        List<Entry> kept = new ArrayList<>();
        if (level == path.size()) {
            map.root().forEach(prefix, bits, kept::add);
        } else {
            Step step = path.get(level);
            DotStore inner = map.find(step.hash, step.key);
            DotStore part = inner == null ? null : part(realm, inner, level + 1);
            if (part != null) {
                kept.add(DotMap.entry(step.hash, step.key, part));
            }
        }
        return DotMap.of(map.layout(), realm, kept);
    }

    /** Returns a store without what it has here. */
    public @Nullable DotStore without(Realm realm, @Nullable DotStore root) {
        return root == null ? null : without(realm, root, 0);
    }

    private @Nullable DotStore without(Realm realm, DotStore store, int level) {
        if (!(store instanceof DotMap map)) {
            return store;
        }
        List<Entry> edits = new ArrayList<>();
        if (level == path.size()) {
            map.root().forEach(prefix, bits, entry -> edits.add(Entry.gone(entry.hash(), entry.key())));
        } else {
            Step step = path.get(level);
            DotStore inner = map.find(step.hash, step.key);
            if (inner != null) {
                edits.add(DotMap.entry(step.hash, step.key, without(realm, inner, level + 1)));
            }
        }
        return DotMap.of(map.layout(), new Editor(realm).edit(map.root(), edits));
    }
}
