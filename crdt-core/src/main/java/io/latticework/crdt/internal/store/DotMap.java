package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Bulk;
import io.latticework.crdt.internal.trie.Differ;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.trie.Parts;
import io.latticework.crdt.internal.trie.Payload;
import io.latticework.crdt.internal.trie.Scan;
import io.latticework.crdt.internal.trie.Sharing;
import io.latticework.crdt.internal.trie.Union;
import io.latticework.crdt.internal.trie.Visits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A dot map: keys, each with a store below it, in a trie. A set's elements hold their dots, a map's keys hold nested
 * stores of any depth. Joins and differences cost O(d log n) for d differing entries.
 */
public final class DotMap extends DotStore {
    /** Fewer entries than this part of what is there are joined one by one, more only where they differ. */
    private static final int FEW = 4;

    private final KeyLayout layout;
    private final Node root;

    private DotMap(KeyLayout layout, Node root) {
        this.layout = layout;
        this.root = root;
    }

    /** Returns the map of a trie, {@code null} for the empty one. */
    public static @Nullable DotMap of(KeyLayout layout, @Nullable Node root) {
        return root == null ? null : new DotMap(layout, root);
    }

    /** Returns the map of entries in ascending order. */
    static @Nullable DotMap of(KeyLayout layout, Realm realm, List<Entry> sorted) {
        return of(layout, new Editor(realm).build(sorted));
    }

    /** Returns an entry in its one form: a single dot is inline, beside its content unless that is only being there. */
    public static Entry entry(long hash, byte[] key, @Nullable DotStore store) {
        if (store == null) {
            return Entry.gone(hash, key);
        }
        if (!(store instanceof Dots dots) || dots.size() != 1) {
            return Entry.of(hash, key, store);
        }
        Content content = dots.content(0);
        return Entry.of(hash, key, dots.dot(0), content == Presence.HERE ? null : content);
    }

    /** Adds an entry to many in its one form. */
    public static void add(Bulk entries, int start, int end, long hash, DotStore store) {
        if (!(store instanceof Dots dots) || dots.size() != 1) {
            entries.add(start, end, hash, 0, store);
            return;
        }
        Content content = dots.content(0);
        entries.add(start, end, hash, dots.dot(0), content == Presence.HERE ? null : content);
    }

    /** Returns the store of an entry. */
    public static DotStore store(Entry entry) {
        return entry.payload() instanceof DotStore store ? store : Dots.of(entry.dot(), content(entry));
    }

    /** Returns the content of an entry's only dot. */
    private static Content content(Entry entry) {
        return content(entry.payload());
    }

    private static Content content(@Nullable Payload payload) {
        return payload instanceof Content content ? content : Presence.HERE;
    }

    /** Returns what the keys hold. */
    public KeyLayout layout() {
        return layout;
    }

    /** Returns the trie. */
    public Node root() {
        return root;
    }

    /** Returns the store under a key, or {@code null}. */
    public @Nullable DotStore find(long hash, byte[] key) {
        Entry entry = root.find(hash, key);
        return entry == null ? null : store(entry);
    }

    @Override
    @Nullable
    DotStore join(DotStore other, Join join) {
        Node theirs = ((DotMap) other).root;
        EntryJoin entries = new EntryJoin(join);
        Editor editor = new Editor(join.realm(), join.visits());
        Entry single = join.touchedOnly() ? theirs.single() : null;
        if (single != null) {
            return joined(single, entries, editor);
        }
        if (join.touchedOnly() && theirs.count() <= root.count() / FEW) {
            return joined(editor.meet(root, theirs, entries));
        }
        if (join.left().isEmpty() && join.right().isEmpty()) {
            return joined(new Union(editor, entries).of(root, theirs));
        }
        List<Entry> edits = new ArrayList<>();
        new Differ(join.realm(), entries.into(edits), join.touchedOnly(), join.visits()).walk(root, theirs);
        return edited(join.realm(), edits, join.visits());
    }

    /** Joins a single entry, as most deltas have. */
    private @Nullable DotMap joined(Entry right, EntryJoin entries, Editor editor) {
        Node joined = editor.revise(root, right.hash(), right.key(), left -> entries.meet(left, right));
        return joined(joined);
    }

    private @Nullable DotMap joined(@Nullable Node joined) {
        return joined == root ? this : of(layout, joined);
    }

    private @Nullable DotMap edited(Realm realm, List<Entry> edits, Visits visits) {
        return edits.isEmpty() ? this : of(layout, new Editor(realm, visits).edit(root, edits));
    }

    /** Tells whether an entry holds one dot, so that no store need be made to look at it. */
    static boolean isInline(Entry entry) {
        return entry.dot() != 0;
    }

    static boolean areOtherDots(Entry left, Entry right) {
        return isInline(left) && isInline(right) && left.dot() != right.dot();
    }

    @Override
    @Nullable
    DotStore filter(Realm realm, Keeps keeps) {
        Node kept = new Editor(realm).map(root, entry -> {
            if (isInline(entry) && keeps.test(entry.dot(), content(entry))) {
                return entry;
            }
            DotStore store = store(entry);
            DotStore rest = store.filter(realm, keeps);
            return rest == store ? entry : entry(entry.hash(), entry.key(), rest);
        });
        return kept == root ? this : of(layout, kept);
    }

    @Override
    public DotMap sharing(Realm realm, long path, Payload other) {
        if (!(other instanceof DotMap map)) {
            return this;
        }
        Node shared = new Sharing(realm).share(root, map.root);
        return shared == map.root ? map : shared == root ? this : new DotMap(layout, shared);
    }

    @Override
    Change changeFrom(@Nullable DotStore base, Difference difference) {
        Changes changes = new Changes(difference, new ArrayList<>(), new ArrayList<>());
        new Differ(difference.realm(), changes, false, difference.visits())
                .walk(root, base == null ? null : ((DotMap) base).root);
        return new Change(of(layout, difference.realm(), changes.news), of(layout, difference.realm(), changes.names));
    }

    /** Gathers what is new on the left and what is removed from the right. */
    private record Changes(Difference difference, List<Entry> news, List<Entry> names) implements Differ.Visitor {
        @Override
        public void left(Entry left) {
            if (!isInline(left)) {
                add(left, store(left).changeFrom(null, difference));
            } else if (!difference.base().contains(left.dot())) {
                news.add(left);
            }
        }

        @Override
        public void right(Entry right) {
            if (isInline(right)) {
                if (difference.mine().contains(right.dot())) {
                    names.add(Entry.of(right.hash(), right.key(), right.dot()));
                }
                return;
            }
            add(right, new Change(null, store(right).names(difference.realm(), difference.mine())));
        }

        @Override
        public void both(Entry left, Entry right) {
            if (areOtherDots(left, right)) {
                left(left);
                right(right);
                return;
            }
            add(left, store(left).changeFrom(store(right), difference));
        }

        private void add(Entry at, Change change) {
            if (change.store() != null) {
                news.add(entry(at.hash(), at.key(), change.store()));
            }
            if (change.names() != null) {
                names.add(entry(at.hash(), at.key(), change.names()));
            }
        }
    }

    @Override
    @Nullable
    DotStore names(Realm realm, CausalContext seen) {
        List<Entry> named = new ArrayList<>();
        root.forEach(each -> {
            DotStore names = store(each).names(realm, seen);
            if (names != null) {
                named.add(entry(each.hash(), each.key(), names));
            }
        });
        return of(layout, realm, named);
    }

    @Override
    DotStore renewed(Realm realm, Author author) {
        List<Entry> edits = new ArrayList<>(root.count());
        root.forEach(
                each -> edits.add(entry(each.hash(), each.key(), store(each).renewed(realm, author))));
        DotMap renewed = of(layout, realm, edits);
        return renewed == null ? this : renewed;
    }

    @Override
    @Nullable
    DotStore without(Realm realm, DotStore names) {
        if (!(names instanceof DotMap named)) {
            return this;
        }
        List<Entry> edits = new ArrayList<>();
        named.root.forEach(each -> {
            Entry here = root.find(each.hash(), each.key());
            if (here == null || areOtherDots(here, each)) {
                return;
            }
            DotStore store = store(here);
            DotStore kept = store.without(realm, store(each));
            if (kept != store) {
                edits.add(entry(each.hash(), each.key(), kept));
            }
        });
        return edited(realm, edits, new Visits());
    }

    /**
     * Tells whether all that some names remove is under keys that this store, which travels with them, has too: then joining
     * it has removed all that they name, because who names a dot has seen it.
     */
    boolean replacesAll(DotMap names) {
        Scan scan = new Scan(names.root);
        while (scan.next()) {
            if (scan.payload() instanceof DotMap) {
                return false;
            }
        }
        return Parts.hasAll(root, names.root);
    }

    @Override
    public void forEachDot(LongConsumer action) {
        Scan scan = new Scan(root);
        while (scan.next()) {
            if (scan.dot() != 0) {
                action.accept(scan.dot());
            } else if (scan.payload() instanceof DotStore store) {
                store.forEachDot(action);
            }
        }
    }

    @Override
    int levels() {
        if (layout != KeyLayout.TYPED_KEY) {
            return 0;
        }
        int[] deepest = new int[1];
        root.forEach(each -> deepest[0] = Math.max(deepest[0], store(each).levels()));
        return deepest[0] + 1;
    }

    @Override
    DotStore in(Realm source, Realm target) {
        List<Entry> moved = new ArrayList<>(root.count());
        root.forEach(each -> moved.add(
                entry(layout.hash(target, each.key()), each.key(), store(each).in(source, target))));
        Collections.sort(moved);
        DotMap map = of(layout, target, moved);
        return map == null ? this : map;
    }

    @Override
    void weigh(Budget budget) {
        Scan scan = new Scan(root);
        while (!budget.exceeded() && scan.next()) {
            weigh(scan, budget);
        }
    }

    /** Counts the bytes of the entry that a scan is at. */
    static void weigh(Scan scan, Budget budget) {
        budget.use((long) Budget.ENTRY_BYTES + scan.end() - scan.start());
        if (scan.payload() instanceof DotStore store) {
            store.weigh(budget);
        } else {
            Dots.weigh(scan.dot(), content(scan.payload()), budget);
        }
    }

    @Override
    Iterable<DotStore> split(Budget budget) {
        return () -> new MapPieces(this, budget.realm(), budget.fresh(0));
    }

    @Override
    public long dots() {
        return root.dots();
    }

    @Override
    public long laneA(Realm realm, long path) {
        return realm.laneA(path, root.laneA(), root.laneB());
    }

    @Override
    public long laneB(Realm realm, long path) {
        return realm.laneB(path, root.laneA(), root.laneB());
    }
}
