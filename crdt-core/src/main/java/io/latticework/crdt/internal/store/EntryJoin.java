package io.latticework.crdt.internal.store;

import io.latticework.crdt.internal.trie.Differ;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Meeting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the entries that two dot maps have under one key, into an edit of the left map, {@code null} if that has it all. */
record EntryJoin(Join join) implements Meeting {
    /** Returns the edit where only the left map has an entry. */
    @Nullable
    Entry left(Entry left) {
        if (DotMap.isInline(left)) {
            return join.right().contains(left.dot()) ? Entry.gone(left.hash(), left.key()) : null;
        }
        DotStore store = DotMap.store(left);
        DotStore kept = store.survivors(join.realm(), join.right());
        return kept == store ? null : DotMap.entry(left.hash(), left.key(), kept);
    }

    /** Returns the edit where only the right map has an entry. */
    @Nullable
    Entry right(Entry right) {
        if (DotMap.isInline(right)) {
            return join.left().contains(right.dot()) ? null : right;
        }
        DotStore kept = DotMap.store(right).survivors(join.realm(), join.left());
        return kept == null ? null : DotMap.entry(right.hash(), right.key(), kept);
    }

    /** Returns the edit where both maps have an entry. */
    @Nullable
    Entry both(Entry left, Entry right) {
        if (DotMap.areOtherDots(left, right) && join.right().contains(left.dot())) {
            boolean dead = join.left().contains(right.dot());
            return dead ? Entry.gone(left.hash(), left.key()) : right;
        }
        DotStore store = DotMap.store(left);
        DotStore joined = store.join(DotMap.store(right), join);
        return joined == store ? null : DotMap.entry(left.hash(), left.key(), joined);
    }

    @Override
    public @Nullable Entry meet(@Nullable Entry here, Entry coming) {
        return here == null ? right(coming) : both(here, coming);
    }

    /** Returns a visitor of all differences that gathers the edits. */
    Differ.Visitor into(List<Entry> edits) {
        return new Differ.Visitor() {
            @Override
            public void left(Entry left) {
                add(EntryJoin.this.left(left));
            }

            @Override
            public void right(Entry right) {
                add(EntryJoin.this.right(right));
            }

            @Override
            public void both(Entry left, Entry right) {
                add(EntryJoin.this.both(left, right));
            }

            private void add(@Nullable Entry edit) {
                if (edit != null) {
                    edits.add(edit);
                }
            }
        };
    }
}
