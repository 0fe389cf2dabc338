package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds tries and edits them, always into their canonical shape. An edit of k sorted entries costs O(k log n). Where the
 * count of a subtree crosses a limit of {@link Node}, its nodes are put together anew, and their entries copied as they lie.
 */
public final class Editor {
    private final Realm realm;
    private final @Nullable Visits visits;

    /** Returns an editor that reports the nodes it enters. */
    public Editor(Realm realm, Visits visits) {
        this.realm = realm;
        this.visits = visits;
    }

    /** Returns an editor. */
    public Editor(Realm realm) {
        this.realm = realm;
        this.visits = null;
    }

    private void enter() {
        if (visits != null) {
            visits.enter();
        }
    }

    /** Returns the trie of some entries in ascending order, without duplicates. O(n). */
    public @Nullable Node build(List<Entry> sorted) {
        return build(new Entries(sorted.toArray(new Entry[0])), 0, sorted.size(), 0);
    }

    /** Returns the trie of so many entries. */
    @Nullable
    Node build(Source sorted, int size) {
        return build(sorted, 0, size, 0);
    }

    /** Returns the trie of entries from..to, which have the bits above {@code depth} in common. */
    private @Nullable Node build(Source sorted, int from, int to, int depth) {
        if (from == to) {
            return null;
        }
        int span = Node.span(to - from, depth);
        if (span == 0) {
            return sorted.leaf(realm, from, to);
        }
        @Nullable Node[] slots = new Node[1 << span];
        int start = from;
        for (int slot = 0; slot < slots.length; slot++) {
            int end = sorted.endOfSlot(start, to, slot, depth, span);
            slots[slot] = build(sorted, start, end, depth + span);
            start = end;
        }
        return Branch.of(span, slots);
    }

    /** Returns a trie after one edit; {@code node} itself if it removes what is not there. O(log n). */
    public @Nullable Node edit(@Nullable Node node, Entry edit) {
        return revise(node, edit.hash, edit.key, edit, 0);
    }

    /** Returns a trie after the edit of a key that is made when its entry is found; {@code node} if there is none. O(log n). */
    public @Nullable Node revise(@Nullable Node node, long hash, byte[] key, Revision revision) {
        return revise(node, hash, key, revision, 0);
    }

    /**
     * Returns a trie after the edits that are made of all entries of another one, and of what is there under their keys, in
     * one walk; {@code node} itself if there are none. O(k log n).
     */
    public @Nullable Node meet(@Nullable Node node, Node coming, Meeting meeting) {
        return meet(node, coming, meeting, 0);
    }

    @Nullable
    Node meet(@Nullable Node node, Node coming, Meeting meeting, int depth) {
        Entry[] entries = new Entry[coming.count];
        int[] size = new int[1];
        coming.forEach(entry -> entries[size[0]++] = entry);
        return edit(node, new Entries(entries, meeting), 0, entries.length, depth);
    }

    /** Returns a trie after some edits in ascending order, one a key; {@code node} itself if there are none. */
    public @Nullable Node edit(@Nullable Node node, List<Entry> sorted) {
        return switch (sorted.size()) {
            case 0 -> node;
            case 1 -> edit(node, sorted.get(0));
            default -> edit(node, sorted, 0);
        };
    }

    /**
     * Returns a trie whose entries are changed one by one, to others of the same key or to ones that are gone; {@code node}
     * itself if all stay. O(n), with the edits of one leaf at a time.
     */
    public @Nullable Node map(@Nullable Node node, UnaryOperator<Entry> change) {
        return map(node, change, 0);
    }

    private @Nullable Node map(@Nullable Node node, UnaryOperator<Entry> change, int depth) {
        if (!(node instanceof Branch branch)) {
            return mapLeaf(node, change, depth);
        }
        @Nullable Node[] slots = branch.toSlots();
        boolean changed = false;
        for (int slot = 0; slot < slots.length; slot++) {
            Node child = map(slots[slot], change, depth + branch.span);
            changed |= child != slots[slot];
            slots[slot] = child;
        }
        return changed ? assemble(branch.span, slots, depth) : branch;
    }

    private @Nullable Node mapLeaf(@Nullable Node leaf, UnaryOperator<Entry> change, int depth) {
        List<Entry> edits = new ArrayList<>();
        if (leaf != null) {
            leaf.forEach(entry -> {
                Entry changed = change.apply(entry);
                if (changed != entry) {
                    edits.add(changed);
                }
            });
        }
        return edits.isEmpty() ? leaf : edit(leaf, edits, depth);
    }

    /** Returns a subtree after some edits in ascending order, of which there is at least one. */
    @Nullable
    Node edit(@Nullable Node node, List<Entry> sorted, int depth) {
        return edit(node, new Entries(sorted.toArray(new Entry[0])), 0, sorted.size(), depth);
    }

    /**
     * Returns a trie after some edits in any order; of several edits of one key the last counts. About O(k), and O(k log k)
     * where hashes are not spread.
     */
    public @Nullable Node editUnordered(@Nullable Node node, List<Entry> edits) {
        Entries sorted = Entries.sorted(edits);
        return sorted.array().length == 0 ? node : edit(node, sorted, 0, sorted.array().length, 0);
    }

    private @Nullable Node revise(@Nullable Node node, long hash, byte[] key, Revision revision, int depth) {
        enter();
        if (node instanceof Branch branch) {
            int slot = Node.slot(hash, depth, branch.span);
            Node old = branch.child(slot);
            Node child = revise(old, hash, key, revision, depth + branch.span);
            return child == old ? branch : exchanged(branch, slot, old, child, depth);
        }
        if (node instanceof Leaf leaf) {
            return revise(leaf, leaf.indexOf(hash, key, depth), key, revision, depth);
        }
        Entry edit = revision.revise(null);
        return edit == null || edit.isGone() ? null : new Entries(new Entry[] {edit}).leaf(realm, 0, 1);
    }

    private @Nullable Node revise(Leaf leaf, int index, byte[] key, Revision revision, int depth) {
        Entry edit = revision.revise(index < 0 ? null : leaf.entry(index, key));
        if (edit == null || index < 0 && edit.isGone()) {
            return leaf;
        }
        Leaf edited = leaf.with(realm, edit, index < 0 ? -index - 1 : index, index < 0 ? 0 : 1);
        return edited == null || Node.span(edited.count, depth) == 0 ? edited : split(edited, depth);
    }

    private @Nullable Node exchanged(Branch branch, int slot, @Nullable Node old, @Nullable Node child, int depth) {
        if (old != null && child != null && Node.span(branch.count - old.count + child.count, depth) == branch.span) {
            return branch.with(slot, old, child);
        }
        @Nullable Node[] slots = branch.toSlots();
        slots[slot] = child;
        return assemble(branch.span, slots, depth);
    }

    // checkstyle:off ParameterNumber because edits are a range of an array
    private @Nullable Node edit(@Nullable Node node, Entries edits, int from, int to, int depth) {
        if (to - from == 1) {
            Entry edit = edits.array()[from];
            return revise(node, edit.hash, edit.key, here -> edits.edit(from, here), depth);
        }
        enter();
        if (node == null && edits.present(from, to)) {
            return build(edits, from, to, depth);
        }
        if (!(node instanceof Branch branch)) {
            return new LeafEdits(realm, (Leaf) node, edits, from, to).apply(this, depth);
        }
        @Nullable Node[] slots = branch.toSlots();
        boolean changed = false;
        int start = from;
        for (int slot = 0; slot < slots.length && start < to; slot++) {
            int end = edits.endOfSlot(start, to, slot, depth, branch.span);
            if (end > start) {
                Node child = edit(slots[slot], edits, start, end, depth + branch.span);
                changed |= child != slots[slot];
                slots[slot] = child;
                start = end;
            }
        }
        return changed ? assemble(branch.span, slots, depth) : branch;
    }
    // checkstyle:on ParameterNumber

    /** Returns the trie of a leaf that may have more entries than it should. */
    @Nullable
    Node split(Leaf leaf, int depth) {
        int span = Node.span(leaf.count, depth);
        return span == 2 ? quartered(leaf, depth) : build(leaf, 0, leaf.count, depth);
    }

    /** Returns the branch of a leaf's four parts; the largest one's digest is what the others leave. */
    private Node quartered(Leaf leaf, int depth) {
        int[] ends = new int[5];
        int largest = 0;
        for (int slot = 0; slot < 4; slot++) {
            ends[slot + 1] = leaf.endOfSlot(ends[slot], leaf.count, slot, depth, 2);
            largest = ends[slot + 1] - ends[slot] > ends[largest + 1] - ends[largest] ? slot : largest;
        }
        @Nullable Node[] slots = new Node[4];
        for (int slot = 0; slot < 4; slot++) {
            slots[slot] = slot == largest ? null : build(leaf, ends[slot], ends[slot + 1], depth + 2);
        }
        boolean fits = Node.span(ends[largest + 1] - ends[largest], depth + 2) == 0;
        slots[largest] = fits
                ? leaf.rest(ends[largest], ends[largest + 1], slots)
                : build(leaf, ends[largest], ends[largest + 1], depth + 2);
        return Branch.of(2, slots);
    }

    /** Joins subtrees to one node of the shape that their count asks for. */
    @Nullable
    Node assemble(int span, @Nullable Node[] slots, int depth) {
        int count = 0;
        for (Node child : slots) {
            count += child == null ? 0 : child.count;
        }
        if (count == 0) {
            return null;
        }
        int target = Node.span(count, depth);
        if (target == span) {
            return Branch.of(span, slots);
        }
        if (target == 0) {
            List<Leaf> leaves = new ArrayList<>();
            for (Node child : slots) {
                addLeaves(child, leaves);
            }
            return leaves.size() == 1 ? leaves.get(0) : Leaf.concat(leaves);
        }
        return Branch.of(target, target > span ? widened(slots, depth) : narrowed(slots, depth));
    }

    private static void addLeaves(@Nullable Node node, List<Leaf> leaves) {
        if (node instanceof Leaf leaf) {
            leaves.add(leaf);
        } else if (node instanceof Branch branch) {
            for (int slot = 0; slot < branch.slots(); slot++) {
                addLeaves(branch.child(slot), leaves);
            }
        }
    }

    /** Returns the 16 subtrees of 4 bits that 4 subtrees of 2 bits are made of. */
    private @Nullable Node[] widened(@Nullable Node[] slots, int depth) {
        @Nullable Node[] wide = new Node[16];
        for (int slot = 0; slot < 4; slot++) {
            for (int quarter = 0; quarter < 4; quarter++) {
                wide[4 * slot + quarter] = quarter(slots[slot], quarter, depth + 2);
            }
        }
        return wide;
    }

    private @Nullable Node quarter(@Nullable Node node, int quarter, int depth) {
        if (node instanceof Leaf leaf) {
            int from = leaf.endOfSlot(0, leaf.count, quarter - 1, depth, 2);
            return leaf.sub(realm, from, leaf.endOfSlot(from, leaf.count, quarter, depth, 2));
        }
        if (!(node instanceof Branch branch)) {
            return null;
        }
        return branch.span == 2 ? branch.child(quarter) : fourth(branch.toSlots(), quarter, depth);
    }

    /** Returns the 4 subtrees of 2 bits that 16 subtrees of 4 bits make. */
    private @Nullable Node[] narrowed(@Nullable Node[] slots, int depth) {
        @Nullable Node[] narrow = new Node[4];
        for (int slot = 0; slot < 4; slot++) {
            narrow[slot] = fourth(slots, slot, depth);
        }
        return narrow;
    }

    /** Returns what 4 of 16 subtrees of 4 bits make below the first 2 of these bits. */
    private @Nullable Node fourth(@Nullable Node[] slots, int slot, int depth) {
        @Nullable Node[] group = new Node[4];
        System.arraycopy(slots, 4 * slot, group, 0, 4);
        return assemble(2, group, depth + 2);
    }
}
