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
    private Elements() {}

    /** Returns the trie whose keys are the elements, {@code null} if there are none. */
    public static @Nullable Node root(Causal set) {
        DotMap store = (DotMap) set.store();
        return store == null ? null : store.root();
    }

    /** Tells whether an element is there. O(log n). */
    public static boolean contains(Causal set, byte[] element) {
        return contains(set.realm(), root(set), element);
    }

    /** Tells whether an element is a key of a trie, {@code null} being the empty one. O(log n). */
    public static boolean contains(Realm realm, @Nullable Node root, byte[] element) {
        return root != null && root.contains(hash(realm, element), element);
    }

    /** Adds an element under a dot of its own, in place of the dots that it has. */
    public static Causal add(Causal set, Author author, byte[] element) {
        long dot = set.mint(author);
        return after(set, List.of(Entry.of(hash(set.realm(), element), element, dot)), dot);
    }

    /** Adds at least one element, each under a dot of its own; of equal ones the last counts. */
    public static Causal add(Causal set, Author author, List<byte[]> elements) {
        List<Entry> adds = new ArrayList<>(elements.size());
        CausalContext seen = set.context();
        long first = 0;
        long last = 0;
        for (byte[] element : elements) {
            long dot = set.mint(author);
            adds.add(Entry.of(hash(set.realm(), element), element, dot));
            if (first == 0 || dot != last + 1) {
                seen = first == 0 ? seen : seen.plus(first, last);
                first = dot;
            }
            last = dot;
        }
        Node changed = new Editor(set.realm()).editUnordered(root(set), adds);
        return set.with(DotMap.of(KeyLayout.ELEMENT, changed), seen.plus(first, last));
    }

    /** Removes an element that is there. */
    public static Causal remove(Causal set, Author author, byte[] element) {
        return after(set, List.of(Entry.gone(hash(set.realm(), element), element)), set.mint(author));
    }

    /** Returns the set after sorted edits under one dot. */
    static Causal after(Causal set, List<Entry> edits, long dot) {
        return set.after(edited(set, edits), dot);
    }

    private static @Nullable DotMap edited(Causal set, List<Entry> edits) {
        return DotMap.of(KeyLayout.ELEMENT, new Editor(set.realm()).edit(root(set), edits));
    }

    static long hash(Realm realm, byte[] element) {
        return KeyLayout.ELEMENT.hash(realm, element);
    }
}
