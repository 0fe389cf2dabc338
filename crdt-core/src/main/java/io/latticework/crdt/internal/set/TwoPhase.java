package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Tombstones;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The store of a two-phase set: entries for what was added, and tombstones for what was removed, each under its dots. An
 * element is in the set if the one is there and the other is not; where both are, the add was concurrent.
 */
public final class TwoPhase {
    private TwoPhase() {}

    /** The two keys that an element may have in a store, and the hash that places both. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Keys(byte[] added, byte[] tombstone, long hash) {
        static Keys of(Causal set, byte[] element) {
            byte[] added = Tombstones.element(element);
            byte[] tombstone = Tombstones.of(added);
            return new Keys(added, tombstone, Elements.TWO_PHASE.hash(set.realm(), tombstone));
        }

        boolean isAdded(Causal set) {
            Node root = Elements.root(set);
            return root != null && root.contains(hash, added);
        }

        boolean isRemoved(Causal set) {
            Node root = Elements.root(set);
            return root != null && root.contains(hash, tombstone);
        }
    }

    /** Tells whether an element is in the set. */
    public static boolean contains(Causal set, byte[] element) {
        Keys keys = Keys.of(set, element);
        return keys.isAdded(set) && !keys.isRemoved(set);
    }

    /** Tells whether an element was removed, and so never comes back. */
    public static boolean isRemoved(Causal set, byte[] element) {
        return Keys.of(set, element).isRemoved(set);
    }

    /** Adds those of some elements that were never removed. */
    public static Causal add(Causal set, Author author, List<byte[]> elements) {
        List<byte[]> added = new ArrayList<>(elements.size());
        for (byte[] element : elements) {
            Keys keys = Keys.of(set, element);
            if (!keys.isRemoved(set)) {
                added.add(keys.added);
            }
        }
        return added.isEmpty() ? set : Elements.TWO_PHASE.add(set, author, added);
    }

    /** Removes an element for ever, if it is in the set. */
    public static Causal remove(Causal set, Author author, byte[] element) {
        Keys keys = Keys.of(set, element);
        if (!keys.isAdded(set) || keys.isRemoved(set)) {
            return set;
        }
        long dot = set.mint(author);
        Entry tombstone = Entry.of(keys.hash, keys.tombstone, dot);
        return Elements.TWO_PHASE.after(set, List.of(tombstone, Entry.gone(keys.hash, keys.added)), dot);
    }

    /** Returns the number of elements. O(n). */
    public static int size(Causal set) {
        int size = 0;
        for (Present elements = new Present(set); elements.hasNext(); elements.next = null) {
            size++;
        }
        return size;
    }

    /** Returns the elements that are in the set. */
    public static Iterator<byte[]> elements(Causal set) {
        return new Present(set);
    }

    /** Leaves out tombstones, and elements that have one: it comes right before them. */
    private static final class Present implements Iterator<byte[]> {
        private final Causal set;
        private final Cursor entries;
        private @Nullable Entry tombstone;
        private byte @Nullable [] next;

        Present(Causal set) {
            this.set = set;
            this.entries = new Cursor(Elements.root(set));
        }

        @Override
        public boolean hasNext() {
            while (next == null && entries.hasNext()) {
                Entry entry = entries.next();
                if (Tombstones.isTombstone(entry.key())) {
                    tombstone = entry;
                } else if (!isRemoved(entry)) {
                    next = entry.key();
                }
            }
            return next != null;
        }

        /** Only where the hashes of tries are equal has the tombstone itself to be looked for. */
        private boolean isRemoved(Entry element) {
            return tombstone != null
                    && tombstone.hash() == element.hash()
                    && Elements.TWO_PHASE.contains(set, Tombstones.of(element.key()));
        }

        @Override
        public byte[] next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            byte[] element = Arrays.copyOfRange(next, Tombstones.TAG_BYTES, next.length);
            next = null;
            return element;
        }
    }
}
