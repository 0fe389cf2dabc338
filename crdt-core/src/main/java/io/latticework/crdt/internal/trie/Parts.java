package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of tries, which share with the whole whatever lies entirely in them: no entry is made an object, few are copied. */
public final class Parts {
    private final Realm realm;
    private final Editor editor;

    /** Returns what takes parts. */
    public Parts(Realm realm) {
        this.realm = realm;
        this.editor = new Editor(realm);
    }

    /** Returns the trie of the entries from..to, counted in their order; {@code null} if there are none. O(log n). */
    public @Nullable Node slice(Node whole, int from, int to) {
        return from >= to ? null : slice(whole, from, to, 0);
    }

    private @Nullable Node slice(Node node, int from, int to, int depth) {
        if (from <= 0 && to >= node.count) {
            return node;
        }
        if (node instanceof Leaf leaf) {
            return leaf.sub(realm, Math.max(from, 0), Math.min(to, leaf.count));
        }
        Branch branch = (Branch) node;
        @Nullable Node[] slots = branch.toSlots();
        int start = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            Node child = slots[slot];
            if (child != null) {
                int end = start + child.count;
                boolean isIn = start < to && from < end;
                slots[slot] = isIn ? slice(child, from - start, to - start, depth + branch.span) : null;
                start = end;
            }
        }
        return editor.assemble(branch.span, slots, depth);
    }

    /**
     * Returns the trie of those entries whose keys another trie has too, and which have at most so many dots; {@code whole}
     * itself if that is all of it. O(n) for those subtrees that both have.
     */
    public @Nullable Node common(Node whole, Node other, int mostDots) {
        return common(whole, 0, new Beside(other, 0), mostDots);
    }

    /** Tells whether a trie has all keys of another one. O(k log n) for its k keys, less where they lie close. */
    public static boolean hasAll(Node node, Node keys) {
        return hasAll(new Beside(node, 0), keys, 0);
    }

    private static boolean hasAll(@Nullable Beside beside, Node keys, int depth) {
        if (beside == null) {
            return false;
        }
        if (keys instanceof Leaf leaf) {
            for (int i = 0; i < leaf.count; i++) {
                if (!beside.has(leaf, i)) {
                    return false;
                }
            }
            return true;
        }
        Branch branch = (Branch) keys;
        for (int slot = 0; slot < branch.slots(); slot++) {
            Node child = branch.child(slot);
            if (child != null && !hasAll(beside.in(slot, branch.span, depth), child, depth + branch.span)) {
                return false;
            }
        }
        return true;
    }

    /** The subtree of the other trie in which all keys of a subtree are, if they are there, and its depth. */
    private record Beside(Node node, int depth) {
        /** Returns where the keys of one slot are, {@code null} if they are not there. */
        @Nullable
        Beside in(int slot, int span, int at) {
            if (!(node instanceof Branch branch) || depth != at || branch.span != span) {
                return this;
            }
            Node child = branch.child(slot);
            return child == null ? null : new Beside(child, depth + span);
        }

        boolean has(Leaf leaf, int index) {
            Node below = node;
            int at = depth;
            while (below instanceof Branch branch) {
                below = branch.child(Node.slot(leaf.hash(index), at, branch.span));
                at += branch.span;
            }
            return below instanceof Leaf found && found.indexOf(leaf, index, at) >= 0;
        }
    }

    private @Nullable Node common(Node node, int depth, Beside beside, int mostDots) {
        if (node instanceof Leaf leaf) {
            return common(leaf, depth, beside, mostDots);
        }
        Branch branch = (Branch) node;
        @Nullable Node[] slots = branch.toSlots();
        boolean changed = false;
        for (int slot = 0; slot < slots.length; slot++) {
            Node child = slots[slot];
            Beside there = child == null ? null : beside.in(slot, branch.span, depth);
            slots[slot] = child == null || there == null ? null : common(child, depth + branch.span, there, mostDots);
            changed |= slots[slot] != child;
        }
        return changed ? editor.assemble(branch.span, slots, depth) : branch;
    }

    private @Nullable Node common(Leaf leaf, int depth, Beside beside, int mostDots) {
        List<Entry> gone = new ArrayList<>();
        for (int i = 0; i < leaf.count; i++) {
            if (leaf.dotsOf(i) > mostDots || !beside.has(leaf, i)) {
                Entry entry = leaf.entry(i);
                gone.add(Entry.gone(entry.hash, entry.key));
            }
        }
        return gone.isEmpty() ? leaf : editor.edit(leaf, gone, depth);
    }
}
