package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a text while many runs go into it: what they touch is opened once, changed in place, and made immutable again at
 * the end, so that a run copies nothing. The leaf of the last run is looked at first. Not thread-safe.
 */
final class OpenTree {
    /** More units at once are for {@link Draft}. */
    static final int MOST_AT_ONCE = Chars.LEAF_LENGTH / 2;

    private static final int MAX_DEPTH = 9;

    private final Draft draft;
    private final SpanList between = new SpanList(8);
    private OpenInner root;
    private int visible;

    private final OpenInner[] nodes = new OpenInner[MAX_DEPTH];
    private final int[] slots = new int[MAX_DEPTH];
    private int depth;
    private @Nullable OpenLeaf leaf;
    /** How many living elements are before the leaf. */
    private int start;

    OpenTree(Draft draft) {
        this.draft = draft;
        this.root = open(draft.root());
        this.visible = draft.root().visible;
    }

    private static OpenInner open(Node whole) {
        return whole instanceof Inner inner ? OpenInner.of(inner) : OpenInner.of((Leaf) whole);
    }

    /** Returns the leaf with the living element at an index, which is the first leaf if there is none. */
    private OpenLeaf leafAt(int index) {
        OpenLeaf known = leaf;
        if (known != null && index >= start && index < start + known.length()) {
            return known;
        }
        OpenNode node = root;
        depth = 0;
        int rest = index;
        while (node instanceof OpenInner inner) {
            int slot = 0;
            while (rest >= inner.size(slot) && visible > 0) {
                rest -= inner.size(slot++);
            }
            nodes[depth] = inner;
            slots[depth++] = slot;
            node = inner.open(slot);
        }
        OpenLeaf found = (OpenLeaf) node;
        leaf = found;
        start = index - rest;
        return found;
    }

    /** Inserts new elements, whose ids are above all others, behind so many living ones. */
    void insert(int at, long id, Chars said) {
        boolean left = at == 0 ? first() : between(at);
        OpenLeaf here = leafAt(Math.max(0, left ? at : at - 1));
        boolean forwards = here.isAtEnd();
        here.insert(at - start, id, Span.meta(said.length(), left ? Span.LEFT : 0), said);
        draft.note(id, said.length(), here.label());
        draft.saw(id, said.length());
        grow(said.length());
        if (here.isOverfull()) {
            part(here, forwards);
        }
    }

    private boolean first() {
        OpenLeaf here = leafAt(0);
        if (visible > 0) {
            here.seek(0);
            return true;
        }
        here.seekStart();
        return false;
    }

    /** Finds the place between two living elements, and tells whose child is there, as {@link Placement#between} does. */
    private boolean between(int at) {
        OpenLeaf here = leafAt(at - 1);
        here.seekBehind(at - 1 - start);
        int span = here.span();
        int meta = here.metas()[span];
        if (here.offset() < Span.length(meta)) {
            return !Span.isReversed(meta);
        }
        if (at == visible || !descends(here, Span.idAt(here.ids()[span], meta, here.offset() - 1))) {
            return false;
        }
        leafAt(at).seek(at - start);
        return true;
    }

    private boolean descends(OpenLeaf here, long before) {
        int next = here.span() + 1;
        if (next < here.size() && !Span.isDead(here.metas()[next])) {
            boolean later = draft.writers().compare(here.ids()[next], before) > 0;
            if (!later || !Span.isLeft(here.metas()[next])) {
                return later;
            }
        }
        return new OpenWalk(nodes, slots, depth, here.span()).climbsTo(before, draft.writers());
    }

    /** Kills living elements from one index to another. */
    void delete(int from, int to) {
        int left = to - from;
        while (left > 0) {
            OpenLeaf here = leafAt(from);
            int first = from - start;
            int less = Math.min(left, here.length() - first);
            here.seek(first);
            boolean forwards = here.isAtEnd();
            here.kill(first, first + less, between, draft);
            grow(-less);
            if (here.isOverfull()) {
                part(here, forwards);
            }
            left -= less;
        }
    }

    private void grow(int more) {
        visible += more;
        for (int level = 0; level < depth; level++) {
            nodes[level].grow(slots[level], more);
        }
    }

    /** Parts the leaf that the path is at into several. */
    private void part(OpenLeaf here, boolean forwards) {
        long nextLabel = nextLabel();
        List<OpenLeaf> parts = new ArrayList<>(2);
        OpenLeaf last = here;
        while (last.isOverfull()) {
            last = last.splitOff(forwards && nextLabel == Long.MAX_VALUE);
            parts.add(last);
        }
        long step = Draft.labelStep(here.label(), nextLabel, parts.size() + 1, forwards);
        for (int i = parts.size() - 1; i >= 0; i--) {
            OpenLeaf each = parts.get(i);
            each.setLabel(here.label() + (i + 1) * step);
            makeRoom();
            nodes[depth - 1].grow(slots[depth - 1], -each.length());
            nodes[depth - 1].add(slots[depth - 1] + 1, each, each.length(), each.label());
            if (step > 0) {
                draft.note(each);
            }
        }
        if (step == 0) {
            relabel();
        }
    }

    /** Parts full nodes above the leaf until there is room beside it; the path goes on leading to the leaf. */
    private void makeRoom() {
        int level = depth - 1;
        while (level >= 0 && nodes[level].isFull()) {
            level--;
        }
        if (level < 0) {
            raise();
            level = 0;
        }
        while (++level < depth) {
            OpenInner node = nodes[level];
            OpenInner rest = node.splitOff();
            OpenInner above = nodes[level - 1];
            int slot = slots[level - 1];
            above.grow(slot, -rest.visible());
            above.add(slot + 1, rest, rest.visible(), rest.label(0));
            if (slots[level] >= node.count()) {
                slots[level] -= node.count();
                nodes[level] = rest;
                slots[level - 1]++;
            }
        }
    }

    private void raise() {
        System.arraycopy(nodes, 0, nodes, 1, depth);
        System.arraycopy(slots, 0, slots, 1, depth++);
        root = OpenInner.of(root);
        nodes[0] = root;
        slots[0] = 0;
    }

    /** Returns the label of the leaf behind, {@link Long#MAX_VALUE} if there is none. */
    private long nextLabel() {
        for (int level = depth - 1; level >= 0; level--) {
            if (slots[level] + 1 < nodes[level].count()) {
                return nodes[level].label(slots[level] + 1);
            }
        }
        return Long.MAX_VALUE;
    }

    /** Gives all leaves new labels, when there is none left between two of them. */
    private void relabel() {
        close();
        draft.relabel();
        root = open(draft.root());
        leaf = null;
    }

    /** Puts what was changed into the draft; nothing more may be done here. */
    void close() {
        Node whole = root.close(draft);
        while (whole instanceof Inner inner && inner.kids.length == 1) {
            whole = inner.kids[0];
        }
        draft.setRoot(whole);
    }
}
