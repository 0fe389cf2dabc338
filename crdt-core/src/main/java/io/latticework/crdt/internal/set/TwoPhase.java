package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store of a two-phase set: entries for what was added, and entries for what was removed, each under its dots. The
 * first byte of an entry tells which: 1 and the element, or 0 and the element's tombstone, the first 16 bytes of its
 * SHA-256. An element is in the set if the one is there and the other is not; where both are, the add was concurrent.
 *
 * <p>The hash has no key: a value may move to a realm with another seed, where a keyed hash of an element that is gone
 * could not be made anew. It is a cryptographic one, so that nobody makes an element whose removal blocks another.
 */
public final class TwoPhase {
    /** Bytes of an entry before the element. */
    public static final int TAG_BYTES = 1;

    private static final byte REMOVED = 0;
    private static final byte ADDED = 1;
    private static final int TOMBSTONE_BYTES = 16;

    private TwoPhase() {}

    /** Tells whether an entry's key is one that this class makes, for an element of at most {@code longest} bytes. */
    public static boolean isKey(byte[] key, int longest) {
        return key.length > 0
                && (key[0] == ADDED && key.length <= longest + TAG_BYTES
                        || key[0] == REMOVED && key.length == TOMBSTONE_BYTES + TAG_BYTES);
    }

    private static byte[] added(byte[] element) {
        return tagged(ADDED, element, element.length);
    }

    private static byte[] tombstone(byte[] key, int offset) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(key, offset, key.length - offset);
            return tagged(REMOVED, sha.digest(), TOMBSTONE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but for this one", e);
        }
    }

    private static byte[] tagged(byte tag, byte[] bytes, int length) {
        byte[] key = new byte[TAG_BYTES + length];
        key[0] = tag;
        System.arraycopy(bytes, 0, key, TAG_BYTES, length);
        return key;
    }

    /** Tells whether an element is in the set. */
    public static boolean contains(Causal set, byte[] element) {
        return Elements.contains(set, added(element)) && !isRemoved(set, element);
    }

    /** Tells whether an element was removed, and so never comes back. */
    public static boolean isRemoved(Causal set, byte[] element) {
        return Elements.contains(set, tombstone(element, 0));
    }

    /** Adds those of some elements that were never removed. */
    public static Causal add(Causal set, Author author, List<byte[]> elements) {
        List<byte[]> keys = new ArrayList<>(elements.size());
        for (byte[] element : elements) {
            if (!isRemoved(set, element)) {
                keys.add(added(element));
            }
        }
        return keys.isEmpty() ? set : Elements.add(set, author, keys);
    }

    /** Removes an element for ever, if it is in the set. */
    public static Causal remove(Causal set, Author author, byte[] element) {
        byte[] added = added(element);
        byte[] tombstone = tombstone(element, 0);
        if (!Elements.contains(set, added) || Elements.contains(set, tombstone)) {
            return set;
        }
        Realm realm = set.realm();
        long dot = set.mint(author);
        List<Entry> edits = new ArrayList<>(List.of(
                Entry.gone(Elements.hash(realm, added), added),
                Entry.of(Elements.hash(realm, tombstone), tombstone, dot)));
        Collections.sort(edits);
        return Elements.after(set, edits, dot);
    }

    /** Returns the number of elements. O(n). */
    public static int size(Causal set) {
        int size = 0;
        for (Iterator<byte[]> elements = elements(set); elements.hasNext(); elements.next()) {
            size++;
        }
        return size;
    }

    /** Returns the elements that are in the set. */
    public static Iterator<byte[]> elements(Causal set) {
        Node root = Elements.root(set);
        Set<ByteBuffer> removed = new HashSet<>();
        if (root != null) {
            root.forEach(entry -> {
                if (entry.key()[0] == REMOVED) {
                    removed.add(ByteBuffer.wrap(entry.key()));
                }
            });
        }
        return new Present(new Cursor(root), removed);
    }

    /** Leaves out tombstones, and elements that have one. */
    private static final class Present implements Iterator<byte[]> {
        private final Cursor entries;
        private final Set<ByteBuffer> removed;
        private byte @Nullable [] next;

        Present(Cursor entries, Set<ByteBuffer> removed) {
            this.entries = entries;
            this.removed = removed;
        }

        @Override
        public boolean hasNext() {
            while (next == null && entries.hasNext()) {
                byte[] key = entries.next().key();
                boolean hidden = key[0] == REMOVED
                        || !removed.isEmpty() && removed.contains(ByteBuffer.wrap(tombstone(key, TAG_BYTES)));
                next = hidden ? null : Arrays.copyOfRange(key, TAG_BYTES, key.length);
            }
            return next != null;
        }

        @Override
        public byte[] next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            byte[] element = next;
            next = null;
            return element;
        }
    }
}
