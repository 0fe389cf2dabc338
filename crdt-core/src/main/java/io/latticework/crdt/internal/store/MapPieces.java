package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Parts;
import io.latticework.crdt.internal.trie.Scan;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a map into pieces, one at a time: runs of whole entries, which share their subtrees with the map, and parts of an
 * entry that is too large for one.
 */
final class MapPieces implements Iterator<DotStore> {
    private final DotMap map;
    private final Realm realm;
    private final Budget budget;
    private final Scan entries;
    /** How many entries there were before the one that is next. */
    private int passed;

    private boolean more;

    private @Nullable Entry cut;
    private Iterator<DotStore> parts = Collections.emptyIterator();

    MapPieces(DotMap map, Realm realm, Budget budget) {
        this.map = map;
        this.realm = realm;
        this.budget = budget;
        this.entries = new Scan(map.root());
        this.more = entries.next();
    }

    @Override
    public boolean hasNext() {
        return parts.hasNext() || more;
    }

    @Override
    public DotStore next() {
        int start = passed;
        budget.reset();
        while (!parts.hasNext() && more) {
            DotMap.weigh(entries, budget);
            if (budget.exceeded()) {
                if (passed > start) {
                    return piece(start);
                }
                cut(entries.entry());
            }
            passed++;
            more = entries.next();
        }
        if (cut != null && parts.hasNext()) {
            return piece(DotMap.of(map.layout(), realm, List.of(DotMap.entry(cut.hash(), cut.key(), parts.next()))));
        }
        return piece(start);
    }

    private void cut(Entry entry) {
        cut = entry;
        parts = DotMap.store(entry)
                .split(budget.fresh(Budget.ENTRY_BYTES + entry.key().length))
                .iterator();
    }

    private DotStore piece(int start) {
        return piece(DotMap.of(map.layout(), new Parts(realm).slice(map.root(), start, passed)));
    }

    private static DotStore piece(@Nullable DotMap piece) {
        if (piece == null) {
            throw new NoSuchElementException();
        }
        return piece;
    }
}
