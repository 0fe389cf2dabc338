package io.latticework.crdt.internal.set;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.DottedForm;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Differ;
import io.latticework.crdt.internal.trie.Editor;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.trie.Visits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A set that only grows, outside of maps: elements and nothing else, neither dots nor a context. */
public final class PlainMembers implements Members {
    private static final int ROOT = 3;

    /** Header, type, checksum and count. */
    private static final int ENVELOPE_BYTES = 100;

    /** The most that the length of an element takes. */
    private static final int LENGTH_BYTES = 5;

    private final Realm realm;
    private final @Nullable Node root;

    private PlainMembers(Realm realm, @Nullable Node root) {
        this.realm = realm;
        this.root = root;
    }

    /** Returns the set without elements. */
    public static PlainMembers empty(Realm realm) {
        return new PlainMembers(realm, null);
    }

    /** Returns the set of some encoded elements. */
    public static PlainMembers of(Realm realm, Collection<byte[]> elements) {
        return new PlainMembers(realm, new Editor(realm).build(entries(realm, elements)));
    }

    private static List<Entry> entries(Realm realm, Collection<byte[]> elements) {
        TreeSet<Entry> entries = new TreeSet<>();
        for (byte[] element : elements) {
            entries.add(Member.entry(realm, element));
        }
        return new ArrayList<>(entries);
    }

    /** Compares two encoded elements in the order of tries. */
    public static int compare(Realm realm, byte[] left, byte[] right) {
        return Entry.gone(Elements.PLAIN.hash(realm, left), left)
                .compareTo(Entry.gone(Elements.PLAIN.hash(realm, right), right));
    }

    @Override
    public Realm realm() {
        return realm;
    }

    @Override
    public @Nullable Node root() {
        return root;
    }

    /** Returns the number of elements. */
    public int size() {
        return root == null ? 0 : root.count();
    }

    @Override
    public Members add(Author author, List<byte[]> elements) {
        return with(entries(realm, elements));
    }

    /** Returns this set with those of some entries, in ascending order, that it lacks. */
    private PlainMembers with(List<Entry> entries) {
        List<Entry> missing = new ArrayList<>(entries);
        missing.removeIf(entry -> root != null && root.contains(entry.hash(), entry.key()));
        return missing.isEmpty() ? this : new PlainMembers(realm, new Editor(realm).edit(root, missing));
    }

    private PlainMembers local(Members other) {
        if (other instanceof PlainMembers that) {
            return that.in(realm);
        }
        throw new IllegalArgumentException(DottedForm.FORMS_DIFFER);
    }

    /** Shows what one trie has and another lacks. */
    private static List<Entry> beyond(Realm realm, @Nullable Node one, @Nullable Node other) {
        List<Entry> beyond = new ArrayList<>();
        Differ.Visitor gather = new Differ.Visitor() {
            @Override
            public void left(Entry left) {
                // what only the other has is not asked for
            }

            @Override
            public void right(Entry right) {
                beyond.add(right);
            }

            @Override
            public void both(Entry left, Entry right) {
                // an element holds nothing that could differ
            }
        };
        new Differ(realm, gather, true, new Visits()).walk(other, one);
        return beyond;
    }

    @Override
    public Members merge(Members other) {
        PlainMembers that = local(other);
        PlainMembers merged = with(beyond(realm, that.root, root));
        return merged != this && merged.size() == that.size() ? that : merged;
    }

    @Override
    public Members deltaFrom(Members base) {
        return new PlainMembers(realm, new Editor(realm).build(beyond(realm, root, local(base).root)));
    }

    @Override
    public Digest digest() {
        long a = root == null ? 0 : root.laneA();
        long b = root == null ? 0 : root.laneB();
        return new Digest(realm.laneA(a, b, ROOT), realm.laneB(a, b, ROOT));
    }

    @Override
    public Iterable<Members> split(int maxBytes) {
        return () -> new Pieces(maxBytes);
    }

    /** As many elements in each piece as fit, one at least. */
    private final class Pieces implements Iterator<Members> {
        private final Cursor entries = new Cursor(root);
        private final int budget;
        private @Nullable Entry next;

        Pieces(int maxBytes) {
            budget = maxBytes - ENVELOPE_BYTES;
            next = entries.hasNext() ? entries.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Members next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            List<Entry> piece = new ArrayList<>();
            long bytes = 0;
            while (next != null) {
                bytes += LENGTH_BYTES + next.key().length;
                if (!piece.isEmpty() && bytes > budget) {
                    break;
                }
                piece.add(next);
                next = entries.hasNext() ? entries.next() : null;
            }
            return new PlainMembers(realm, new Editor(realm).build(piece));
        }
    }

    @Override
    public PlainMembers in(Realm target) {
        if (target == realm || root == null) {
            return target == realm ? this : empty(target);
        }
        List<byte[]> elements = new ArrayList<>(size());
        root.forEach(entry -> elements.add(entry.key()));
        return of(target, elements);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other || !(other instanceof PlainMembers that)) {
            return this == other;
        }
        Node theirs = that.in(realm).root;
        return root == null || theirs == null ? root == theirs : root.same(theirs);
    }

    @Override
    public int hashCode() {
        return size();
    }
}
