package io.latticework.crdt.internal.trie;

import org.jspecify.annotations.Nullable;

/**
 * Puts two tries together of which every entry stays. Subtrees that only one side has are shared, so tries of different
 * ranges of hashes are put together in O(log n); entries are looked at where both sides have some.
 */
public final class Union {
    private final Editor editor;
    private final Meeting meeting;

    /**
     * Returns what puts tries together.
     *
     * @param meeting joins two entries of one key
     */
    public Union(Editor editor, Meeting meeting) {
        this.editor = editor;
        this.meeting = meeting;
    }

    /** Returns the trie of all entries, {@code left} itself if the other has nothing new. */
    public @Nullable Node of(Node left, Node right) {
        return of(left, right, 0);
    }

    private @Nullable Node of(@Nullable Node left, @Nullable Node right, int depth) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (left.same(right)) {
            return left;
        }
        if (left instanceof Branch one && right instanceof Branch other && one.span == other.span) {
            return branches(one, other, depth);
        }
        return left.count >= right.count
                ? editor.meet(left, right, meeting, depth)
                : editor.meet(right, left, this::flipped, depth);
    }

    private @Nullable Node branches(Branch left, Branch right, int depth) {
        @Nullable Node[] slots = left.toSlots();
        boolean changed = false;
        for (int slot = 0; slot < slots.length; slot++) {
            Node child = of(slots[slot], right.child(slot), depth + left.span);
            changed |= child != slots[slot];
            slots[slot] = child;
        }
        return changed ? editor.assemble(left.span, slots, depth) : left;
    }

    /** Joins an entry of the left side into the right one, as if it were the other way round. */
    private @Nullable Entry flipped(@Nullable Entry right, Entry left) {
        Entry edit = right == null ? null : meeting.meet(left, right);
        return edit == null ? left : edit;
    }
}
