package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Cuts a map into pieces, one at a time: runs of whole entries, and parts of an entry that is too large for one. */
final class MapPieces implements Iterator<DotStore> {
    private final DotMap map;
    private final Realm realm;
    private final Budget budget;
    private final Cursor entries;
    private @Nullable Entry carried;
    private @Nullable Entry cut;
    private Iterator<DotStore> parts = Collections.emptyIterator();

    MapPieces(DotMap map, Realm realm, Budget budget) {
        this.map = map;
        this.realm = realm;
        this.budget = budget;
        this.entries = new Cursor(map.root());
    }

    @Override
    public boolean hasNext() {
        return parts.hasNext() || carried != null || entries.hasNext();
    }

    @Override
    public DotStore next() {
        List<Entry> piece = new ArrayList<>();
        budget.reset();
        while (!parts.hasNext() && (carried != null || entries.hasNext())) {
            Entry entry = carried != null ? carried : entries.next();
            carried = entry;
            DotMap.weigh(entry, budget);
            if (budget.exceeded()) {
                if (!piece.isEmpty()) {
                    return piece(piece);
                }
                cut(entry);
            } else {
                piece.add(entry);
            }
            carried = null;
        }
        if (piece.isEmpty() && cut != null && parts.hasNext()) {
            return piece(List.of(DotMap.entry(cut.hash(), cut.key(), parts.next())));
        }
        if (piece.isEmpty()) {
            throw new NoSuchElementException();
        }
        return piece(piece);
    }

    private void cut(Entry entry) {
        cut = entry;
        parts = DotMap.store(entry)
                .split(budget.fresh(Budget.ENTRY_BYTES + entry.key().length))
                .iterator();
    }

    private DotStore piece(List<Entry> entries) {
        DotMap piece = DotMap.of(map.layout(), realm, entries);
        if (piece == null) {
            throw new NoSuchElementException();
        }
        return piece;
    }
}
