package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence under change: the next tree and the next index, step by step, each step on what the last one left. Nothing
 * that the {@link Core} before has is altered. Not thread-safe.
 */
final class Draft {
    /** Which part of the room for labels is left behind where writing goes on forwards. */
    private static final int DIRECTION = 16;

    private Writers writers;
    private Node root;
    /** The index before the changes in the log; {@code null} where it will be made from the tree. */
    private @Nullable IdIndex base;

    private @Nullable IndexLog log;
    private Run[] orphans;
    private long most;
    private boolean changed;

    Draft(Core core) {
        writers = core.writers();
        root = core.root();
        orphans = core.orphans();
        most = core.most();
        core.begin(this);
    }

    void begin(@Nullable IdIndex index, @Nullable IndexLog waiting) {
        base = index;
        log = waiting;
    }

    Core core() {
        return new Core(writers, root, base, log, orphans, most);
    }

    /** Tells whether any step changed anything. */
    boolean isChanged() {
        return changed;
    }

    Writers writers() {
        return writers;
    }

    Node root() {
        return root;
    }

    IdIndex index() {
        IdIndex known = base;
        if (known == null) {
            known = IndexBuilder.of(root, writers.size());
            base = known;
        }
        IndexLog waiting = log;
        if (waiting != null) {
            known = waiting.applyTo(known);
            base = known;
            log = null;
        }
        return known;
    }

    /** Notes that elements are in the leaf of a label, or dead. */
    void note(long id, int length, long label) {
        IdIndex known = base;
        if (known == null) {
            return;
        }
        log = IndexLog.of(id, length, label, log);
        if (log.size() >= IndexLog.MOST) {
            forgetIndex(known);
        }
    }

    /**
     * Nobody has asked for the index during many changes: it is left to be made from the tree when somebody does, if it says
     * no more than the tree.
     */
    private void forgetIndex(IdIndex known) {
        boolean saysMore = orphans.length > 0
                || known.ranges(Block.UNPLACED).size() > 0
                || known.ranges(Block.DROPPED).size() > 0;
        if (saysMore) {
            IdIndex unused = index();
        } else {
            base = null;
            log = null;
        }
    }

    Run[] orphans() {
        return orphans;
    }

    void setWriters(Writers more) {
        writers = more;
    }

    void setOrphans(Run[] waiting) {
        orphans = waiting;
    }

    void setIndex(IdIndex other) {
        changed = true;
        base = other;
        log = null;
    }

    void saw(long id, int length) {
        changed = true;
        most = Math.max(most, Ids.counter(id) + length - 1);
    }

    void setRoot(Node other) {
        changed = true;
        root = other;
    }

    /** Inserts new elements, whose ids are above all others, behind so many living ones. */
    void insert(int at, long id, Payload payload) {
        Placement place = new Placement(writers, root);
        boolean left = place.between(at);
        insert(place, id, Span.meta(payload.length(), left ? Span.LEFT : 0), payload);
    }

    /** Inserts elements at a place. */
    void insert(Placement place, long id, int meta, Payload payload) {
        insert(place.path(), place.offset(), new Run(id, meta, Ids.ROOT, payload));
    }

    private void insert(Path path, int offset, Run run) {
        Leaf leaf = path.leaf();
        int span = path.span();
        int from = Math.max(0, span - 1);
        int to = Math.min(leaf.size(), span + 2);
        SpanList between = new SpanList(6);
        between.addAll(leaf, from, Math.min(span, leaf.size()));
        if (span < leaf.size()) {
            between.addPart(path.id(), path.meta(), 0, offset);
            between.add(run.id(), run.meta());
            between.addPart(path.id(), path.meta(), offset, Span.length(path.meta()));
            between.addAll(leaf, span + 1, to);
        } else {
            between.add(run.id(), run.meta());
        }
        Payload payload = leaf.payload;
        if (!run.isDead()) {
            int units = leaf.unitsBefore(span, offset);
            payload = payload.replace(units, units, run.payload());
        }
        note(run.id(), run.length(), leaf.label);
        saw(run.id(), run.length());
        exchange(path, from, to, between, payload);
    }

    /** Exchanges some spans of a leaf. */
    private void exchange(Path path, int from, int to, SpanList between, Payload payload) {
        Leaf leaf = path.leaf();
        int size = leaf.size() - to + from + between.size();
        if (Leaf.fits(size, payload)) {
            put(path, leaf.with(from, to, between, payload));
            return;
        }
        SpanList all = new SpanList(size);
        all.addAll(leaf, 0, from);
        for (int i = 0; i < between.size(); i++) {
            all.add(between.id(i), between.meta(i));
        }
        all.addAll(leaf, to, leaf.size());
        part(path, all, payload, to == leaf.size());
    }

    /** Puts a changed leaf in the place of one; if little is left of it, together with a neighbour. */
    private void put(Path path, Leaf leaf) {
        changed = true;
        Leaf left = leaf.isSparse() ? path.sibling(-1) : null;
        if (left != null && left.hasRoomFor(leaf)) {
            note(leaf, left.label);
            root = path.joined(-1, left.joined(leaf));
            return;
        }
        Leaf right = leaf.isSparse() ? path.sibling(1) : null;
        if (right != null && leaf.hasRoomFor(right)) {
            note(right, leaf.label);
            root = path.joined(0, leaf.joined(right));
            return;
        }
        root = path.replaced(leaf);
    }

    /** Puts several leaves in the place of one, and notes elements that come into another leaf. */
    private void part(Path path, SpanList spans, Payload payload, boolean forwards) {
        Leaf leaf = path.leaf();
        long nextLabel = path.nextLabel();
        List<Leaf> leaves = Leaf.cut(spans, payload, forwards && nextLabel == Long.MAX_VALUE, leaf.label);
        long step = labelStep(leaf.label, nextLabel, leaves.size(), forwards);
        List<Leaf> labelled = new ArrayList<>(leaves.size());
        labelled.add(leaves.get(0));
        for (int i = 1; i < leaves.size(); i++) {
            labelled.add(leaves.get(i).labelled(leaf.label + i * step));
        }
        root = path.replaced(labelled);
        if (step == 0) {
            relabel();
            return;
        }
        for (Leaf moved : labelled.subList(1, labelled.size())) {
            note(moved, moved.label);
        }
    }

    /**
     * Returns the distance of the labels of leaves that come in the place of one, 0 if there is no room for them.
     *
     * @param nextLabel the label of the leaf behind, {@link Long#MAX_VALUE} if there is none
     * @param forwards whether writing goes on behind what was written last
     */
    static long labelStep(long label, long nextLabel, int leaves, boolean forwards) {
        boolean last = nextLabel == Long.MAX_VALUE;
        long room = last ? Node.LABEL_STEP * leaves : nextLabel - label;
        long step = forwards && !last && room > DIRECTION * (long) leaves ? room / DIRECTION / leaves : room / leaves;
        return label + step * leaves < 0 ? 0 : step;
    }

    /** Notes that a node's elements come into a leaf of another label, if it is a leaf. */
    void noteMoved(Node node, long label) {
        if (node instanceof Leaf leaf) {
            note(leaf, label);
        }
    }

    /** Notes that the elements of a leaf that was parted are in another one. */
    void note(OpenLeaf leaf) {
        for (int span = 0; span < leaf.size(); span++) {
            note(leaf.ids()[span], Span.length(leaf.metas()[span]), leaf.label());
        }
    }

    private void note(Leaf leaf, long label) {
        for (int span = 0; span < leaf.size(); span++) {
            note(leaf.ids[span], Span.length(leaf.metas[span]), label);
        }
    }

    /** Gives all leaves new labels, when there is none left between two of them. */
    void relabel() {
        root = Node.labelled(root.leaves());
        if (base != null) {
            index(root.leaves());
        }
    }

    /** Puts a document of given elements in the place of the one that was. */
    void rebuild(List<Run> document) {
        Payload none = new Path(root).leaf().payload.none();
        SpanList spans = new SpanList(document.size());
        List<Payload> payloads = new ArrayList<>();
        int length = 0;
        for (Run run : document) {
            spans.add(run.id(), run.meta());
            payloads.add(run.payload());
            length += run.payload().length();
        }
        changed = true;
        root = Node.of(spans, none.concat(payloads, length));
        index(root.leaves());
    }

    private void index(List<Leaf> leaves) {
        IndexEditor editor = new IndexEditor(index());
        editor.putAll(leaves);
        base = editor.index();
    }

    /** Kills living elements from one index to another. */
    void delete(int from, int to) {
        Path path = new Path(root);
        int left = to - from;
        while (left > 0) {
            int offset = path.toUnit(root, from);
            int units = path.leaf().unitsBefore(path.span(), offset);
            int here = Math.min(left, path.leaf().visible - units);
            kill(path, units, units + here);
            left -= here;
        }
    }

    /** Kills living elements of one leaf, at least one. */
    void kill(Path path, int from, int to) {
        Leaf leaf = path.leaf();
        int first = 0;
        int units = 0;
        while (units + Span.alive(leaf.metas[first]) <= from) {
            units += Span.alive(leaf.metas[first++]);
        }
        int start = Math.max(0, first - 1);
        SpanList between = new SpanList(8);
        between.addAll(leaf, start, first);
        int span = first;
        while (units < to) {
            units = kill(leaf, span++, between, from - units, to - units) + units;
        }
        int end = Math.min(leaf.size(), span + 1);
        between.addAll(leaf, span, end);
        changed = true;
        exchange(path, start, end, between, leaf.payload.replace(from, to, leaf.payload.none()));
    }

    /** Kills part of a span, on its way among others, and returns how many elements of it were alive. */
    private int kill(Leaf leaf, int span, SpanList target, int from, int to) {
        long id = leaf.ids[span];
        int meta = leaf.metas[span];
        int length = Span.alive(meta);
        int first = Math.max(0, from);
        int end = Math.min(length, to);
        if (first >= end) {
            target.add(id, meta);
            return length;
        }
        target.addPart(id, meta, 0, first);
        target.addPart(id, meta | Span.DEAD, first, end);
        target.addPart(id, meta, end, length);
        note(Span.partId(id, meta, first, end), end - first, IndexLog.KILLED);
        return length;
    }
}
