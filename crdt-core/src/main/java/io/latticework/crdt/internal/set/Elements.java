package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotMap;
import io.latticework.crdt.internal.store.KeyLayout;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encoded elements with the dots of their adds: the store of every dotted set. */
public final class Elements {
    /** The elements of sets that keep no tombstones. */
    public static final Elements PLAIN = new Elements(KeyLayout.ELEMENT);

    /** The elements and tombstones of two-phase sets. */
    static final Elements TWO_PHASE = new Elements(KeyLayout.TWO_PHASE);

    private final KeyLayout layout;

    private Elements(KeyLayout layout) {
        this.layout = layout;
    }

    /** Returns the trie whose keys are the elements, {@code null} if there are none. */
    public static @Nullable Node root(Causal set) {
        DotMap store = (DotMap) set.store();
        return store == null ? null : store.root();
    }

    /** Tells whether an element is there. O(log n). */
    public boolean contains(Causal set, byte[] element) {
        return contains(set.realm(), root(set), element);
    }

    /** Tells whether an element is a key of a trie, {@code null} being the empty one. O(log n). */
    public boolean contains(Realm realm, @Nullable Node root, byte[] element) {
        return root != null && root.contains(hash(realm, element), element);
    }

    /** Adds an element under a dot of its own, in place of the dots that it has. */
    public Causal add(Causal set, Author author, byte[] element) {
        long dot = set.mint(author);
        Node changed = new Editor(set.realm()).edit(root(set), entry(set, element, dot));
        return set.after(DotMap.of(layout, changed), dot);
    }

    /** Adds at least one element, each under a dot of its own; of equal ones the last counts. */
    public Causal add(Causal set, Author author, List<byte[]> elements) {
        List<Entry> adds = new ArrayList<>(elements.size());
        CausalContext seen = set.context();
        long first = 0;
        long last = 0;
        for (byte[] element : elements) {
            long dot = set.mint(author);
            adds.add(entry(set, element, dot));
            if (first == 0 || dot != last + 1) {
                seen = first == 0 ? seen : seen.plus(first, last);
                first = dot;
            }
            last = dot;
        }
        Node changed = new Editor(set.realm()).editUnordered(root(set), adds);
        return set.with(DotMap.of(layout, changed), seen.plus(first, last));
    }

    /** Removes an element; returns the set itself if it is not there. */
    public Causal remove(Causal set, Author author, byte[] element) {
        Node root = root(set);
        Node changed = new Editor(set.realm()).edit(root, Entry.gone(hash(set.realm(), element), element));
        return changed == root ? set : set.after(DotMap.of(layout, changed), set.mint(author));
    }

    /** Returns the set after sorted edits under one dot. */
    Causal after(Causal set, List<Entry> edits, long dot) {
        return set.after(edited(set, edits), dot);
    }

    private @Nullable DotMap edited(Causal set, List<Entry> edits) {
        return DotMap.of(layout, new Editor(set.realm()).edit(root(set), edits));
    }

    private Entry entry(Causal set, byte[] element, long dot) {
        return Entry.of(hash(set.realm(), element), element, dot);
    }

    long hash(Realm realm, byte[] element) {
        return layout.hash(realm, element);
    }
}
