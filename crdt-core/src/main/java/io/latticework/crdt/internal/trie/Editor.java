package io.latticework.crdt.internal.trie;

import io.latticework.crdt.causal.Realm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds tries and edits them, always into their canonical shape. An edit of k sorted entries costs O(k log n); a
 * subtree whose count crosses a limit of {@link Node} is rebuilt, which is O({@link Node#WIDE_COUNT}) besides the edits.
 */
public final class Editor {
    private final Realm realm;
    private final Visits visits;

    /** Returns an editor that reports the nodes it enters. */
    public Editor(Realm realm, Visits visits) {
        this.realm = realm;
        this.visits = visits;
    }

    /** Returns an editor. */
    public Editor(Realm realm) {
        this(realm, new Visits());
    }

    /** Returns the trie of some entries in ascending order, without duplicates. O(n). */
    public @Nullable Node build(List<Entry> sorted) {
        return build(sorted, 0, sorted.size(), 0);
    }

    private @Nullable Node build(List<Entry> sorted, int from, int to, int depth) {
        if (from == to) {
            return null;
        }
        int span = Node.span(to - from, depth);
        if (span == 0) {
            return Leaf.of(realm, sorted, from, to);
        }
        @Nullable Node[] slots = new Node[1 << span];
        int start = from;
        for (int slot = 0; slot < slots.length; slot++) {
            int end = endOfSlot(sorted, start, to, slot, depth, span);
            slots[slot] = build(sorted, start, end, depth + span);
            start = end;
        }
        return Branch.of(span, slots);
    }

    // checkstyle:off ParameterNumber because a slot is a range, a place and a width
    private static int endOfSlot(List<Entry> sorted, int from, int to, int slot, int depth, int span) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Node.slot(sorted.get(middle).hash, depth, span) <= slot) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
    // checkstyle:on ParameterNumber

    /** Returns a trie after one edit. O(log n). */
    public @Nullable Node edit(@Nullable Node node, Entry edit) {
        return edit(node, List.of(edit));
    }

    /** Returns a trie after some edits in ascending order, one a key; {@code node} itself if there are none. */
    public @Nullable Node edit(@Nullable Node node, List<Entry> sorted) {
        return sorted.isEmpty() ? node : edit(node, sorted, 0);
    }

    private @Nullable Node edit(@Nullable Node node, List<Entry> edits, int depth) {
        visits.enter();
        if (node instanceof Branch branch) {
            return edits.size() == 1 ? editOne(branch, edits, depth) : editMany(branch, edits, depth);
        }
        if (node instanceof Leaf leaf && edits.size() == 1) {
            Node edited = editOne(leaf, edits.get(0));
            if (edited == null || Node.span(edited.count, depth) == 0) {
                return edited;
            }
        }
        List<Entry> entries = node == null ? present(edits) : gather((Leaf) node, edits);
        return build(entries, 0, entries.size(), depth);
    }

    private @Nullable Node editOne(Leaf leaf, Entry edit) {
        int index = leaf.indexOf(edit.hash, edit.key);
        if (index >= 0) {
            return leaf.with(realm, edit, index, 1);
        }
        return edit.isGone() ? leaf : leaf.with(realm, edit, -index - 1, 0);
    }

    private @Nullable Node editOne(Branch branch, List<Entry> edits, int depth) {
        int slot = Node.slot(edits.get(0).hash, depth, branch.span);
        Node old = branch.child(slot);
        Node child = edit(old, edits, depth + branch.span);
        if (child == old) {
            return branch;
        }
        if (old != null && child != null && keepsSpan(branch, branch.count - old.count + child.count, depth)) {
            return branch.with(slot, old, child);
        }
        @Nullable Node[] slots = branch.toSlots();
        slots[slot] = child;
        return assemble(branch.span, slots, depth);
    }

    private static boolean keepsSpan(Branch branch, int count, int depth) {
        return Node.span(count, depth) == branch.span;
    }

    private @Nullable Node editMany(Branch branch, List<Entry> edits, int depth) {
        @Nullable Node[] slots = branch.toSlots();
        boolean changed = false;
        int start = 0;
        for (int slot = 0; slot < slots.length && start < edits.size(); slot++) {
            int end = endOfSlot(edits, start, edits.size(), slot, depth, branch.span);
            if (end > start) {
                Node child = edit(slots[slot], edits.subList(start, end), depth + branch.span);
                changed |= child != slots[slot];
                slots[slot] = child;
                start = end;
            }
        }
        return changed ? assemble(branch.span, slots, depth) : branch;
    }

    /** Joins subtrees to one node of the shape that their count asks for. */
    private @Nullable Node assemble(int span, @Nullable Node[] slots, int depth) {
        int count = 0;
        for (Node child : slots) {
            count += child == null ? 0 : child.count;
        }
        if (count == 0) {
            return null;
        }
        if (Node.span(count, depth) == span) {
            return Branch.of(span, slots);
        }
        List<Entry> entries = new ArrayList<>(count);
        for (Node child : slots) {
            if (child != null) {
                child.forEach(entries::add);
            }
        }
        return build(entries, 0, count, depth);
    }

    /** Merges a leaf's entries with edits. */
    private static List<Entry> gather(Leaf leaf, List<Entry> edits) {
        List<Entry> entries = new ArrayList<>(leaf.count + edits.size());
        int index = 0;
        for (Entry edit : edits) {
            while (index < leaf.count && leaf.compare(index, edit.hash, edit.key) < 0) {
                entries.add(leaf.entry(index++));
            }
            if (index < leaf.count && leaf.compare(index, edit.hash, edit.key) == 0) {
                index++;
            }
            if (!edit.isGone()) {
                entries.add(edit);
            }
        }
        while (index < leaf.count) {
            entries.add(leaf.entry(index++));
        }
        return entries;
    }

    /** Returns the edits that add something. */
    private static List<Entry> present(List<Entry> edits) {
        List<Entry> entries = new ArrayList<>(edits);
        entries.removeIf(Entry::isGone);
        return entries;
    }
}
