package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Node;
import io.latticework.crdt.internal.trie.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a root value into pieces, one at a time: first what is alive, each piece with exactly its own dots and, of a delta, those
 * that they replace; then what else a delta names as removed; last the dead dots, in ranges. A piece with a wider context would delete what is still under
 * way.
 */
final class CausalPieces implements Iterator<Causal> {
    /** Header, type, checksum and counts. */
    private static final int ENVELOPE_BYTES = 160;

    /** So few dots under one key are named beside what is there now; more may be too many for the piece. */
    private static final int FEW_DOTS = 2;

    /** Two varints for a run. */
    private static final int RUN_BYTES = 14;

    private final Causal whole;
    private final Realm realm;
    private final long budget;
    private final Iterator<DotStore> alive;
    private final Iterator<DotStore> named;
    private @Nullable List<long[]> dead;
    private int nextRun;

    CausalPieces(Causal whole, int maxBytes) {
        this.whole = whole;
        this.realm = whole.realm();
        this.budget = Math.max(1, maxBytes - ENVELOPE_BYTES);
        this.alive = pieces(whole.store());
        this.named = pieces(withoutReplaced(whole.names()));
    }

    private Iterator<DotStore> pieces(@Nullable DotStore store) {
        return store == null
                ? Collections.emptyIterator()
                : store.split(new Budget(realm, budget)).iterator();
    }

    /** Returns the names that do not travel with what is in their place now. */
    private @Nullable DotStore withoutReplaced(@Nullable DotStore names) {
        if (!(names instanceof DotMap map) || !(whole.store() instanceof DotMap live)) {
            return names;
        }
        Node replaced = new Parts(realm).common(map.root(), live.root(), FEW_DOTS);
        if (replaced == null || replaced == map.root()) {
            return replaced == null ? names : null;
        }
        List<Entry> rest = new ArrayList<>();
        map.root().forEach(entry -> {
            if (!replaced.contains(entry.hash(), entry.key())) {
                rest.add(entry);
            }
        });
        return DotMap.of(map.layout(), realm, rest);
    }

    /** Returns the names of what a piece replaces: there they cost next to nothing. */
    private @Nullable DotStore replaced(DotStore piece) {
        if (!(whole.names() instanceof DotMap names) || !(piece instanceof DotMap live)) {
            return null;
        }
        return DotMap.of(names.layout(), new Parts(realm).common(names.root(), live.root(), FEW_DOTS));
    }

    @Override
    public boolean hasNext() {
        return alive.hasNext() || named.hasNext() || nextRun < dead().size();
    }

    @Override
    public Causal next() {
        if (alive.hasNext()) {
            DotStore piece = alive.next();
            DotStore names = replaced(piece);
            return piece(piece, Stores.context(realm, piece, names), names);
        }
        if (named.hasNext()) {
            DotStore piece = named.next();
            return piece(null, Stores.context(realm, piece), piece);
        }
        if (nextRun == dead().size()) {
            throw new NoSuchElementException();
        }
        return piece(null, deadPiece(), null);
    }

    /** Pieces of a delta are deltas, or their join would lose the names. */
    private Causal piece(@Nullable DotStore store, CausalContext context, @Nullable DotStore names) {
        return whole.isDelta() ? Causal.delta(store, context, names) : Causal.of(store, context);
    }

    private CausalContext deadPiece() {
        int from = nextRun;
        Budget left = new Budget(realm, budget);
        do {
            left.useDot(dead().get(nextRun)[0]);
            left.use(RUN_BYTES);
            if (nextRun > from && left.exceeded()) {
                break;
            }
            nextRun++;
        } while (nextRun < dead().size());
        List<long[]> runs = dead().subList(from, nextRun);
        long[] firsts = runs.stream().mapToLong(run -> run[0]).toArray();
        return CausalContext.ofRuns(
                realm, firsts, runs.stream().mapToLong(run -> run[1]).toArray(), firsts.length);
    }

    /** Returns the runs of dots that no piece before has shown, by replica id: pieces come in one order everywhere. */
    private List<long[]> dead() {
        if (dead == null) {
            CausalContext rest = whole.context().minus(Stores.context(realm, whole.store(), whole.names()));
            dead = new ArrayList<>(rest.runs());
            for (int run = 0; run < rest.runs(); run++) {
                dead.add(new long[] {rest.first(run), rest.last(run)});
            }
            dead.sort((left, right) -> realm.compare(left[0], right[0]));
        }
        return dead;
    }
}
