package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.trie.Prefix;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    /**
     * Returns a store in which of all that is in some ranges only the kept dots stay. O(n log n) for n entries of the ranges.
     */
    public static @Nullable DotStore keep(
            Realm realm, @Nullable DotStore root, Collection<Range> ranges, DotStore.Keeps keeps) {
        Map<List<ByteBuffer>, List<Range>> byPath = new LinkedHashMap<>();
        for (Range range : ranges) {
            List<ByteBuffer> keys =
                    range.path.stream().map(step -> ByteBuffer.wrap(step.key)).toList();
            byPath.computeIfAbsent(keys, absent -> new ArrayList<>()).add(range);
        }
        DotStore kept = root;
        for (List<Range> together : byPath.values()) {
            kept = kept == null ? null : keep(realm, kept, together, 0, keeps);
        }
        return kept;
    }

    private static @Nullable DotStore keep(
            Realm realm, DotStore store, List<Range> together, int level, DotStore.Keeps keeps) {
        if (!(store instanceof DotMap map)) {
            return store;
        }
        List<Entry> edits = new ArrayList<>();
        List<Step> path = together.get(0).path;
        if (level == path.size()) {
            TreeSet<Entry> inside = new TreeSet<>();
            together.forEach(range -> map.root().forEach(range.prefix, range.bits, inside::add));
            inside.forEach(entry -> edits.add(kept(realm, entry, keeps)));
        } else {
            Step step = path.get(level);
            DotStore inner = map.find(step.hash, step.key);
            if (inner != null) {
                edits.add(DotMap.entry(step.hash, step.key, keep(realm, inner, together, level + 1, keeps)));
            }
        }
        return DotMap.of(map.layout(), new Editor(realm).edit(map.root(), edits));
    }

    private static Entry kept(Realm realm, Entry entry, DotStore.Keeps keeps) {
        DotStore store = DotMap.store(entry);
        DotStore kept = store.filter(realm, keeps);
        return kept == store ? entry : DotMap.entry(entry.hash(), entry.key(), kept);
    }
}
