package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.Runs;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a root value into pieces, one at a time: first what is alive, each piece with exactly its own dots; then what a
 * delta names as removed; last the dead dots, in ranges. A piece with a wider context would delete what is still under
 * way.
 */
final class CausalPieces implements Iterator<Causal> {
    /** Header, type, checksum and counts. */
    private static final int ENVELOPE_BYTES = 160;

    /** Two varints for a run. */
    private static final int RUN_BYTES = 14;

    private final Causal whole;
    private final Realm realm;
    private final long budget;
    private final Iterator<DotStore> alive;
    private final Iterator<DotStore> named;
    private @Nullable CausalContext dead;
    private int nextRun;

    CausalPieces(Causal whole, int maxBytes) {
        this.whole = whole;
        this.realm = whole.realm();
        this.budget = Math.max(1, maxBytes - ENVELOPE_BYTES);
        this.alive = pieces(whole.store());
        this.named = pieces(whole.names());
    }

    private Iterator<DotStore> pieces(@Nullable DotStore store) {
        return store == null
                ? Collections.emptyIterator()
                : store.split(new Budget(realm, budget)).iterator();
    }

    @Override
    public boolean hasNext() {
        return alive.hasNext() || named.hasNext() || nextRun < dead().runs();
    }

    @Override
    public Causal next() {
        if (alive.hasNext()) {
            DotStore piece = alive.next();
            return Causal.of(piece, Dead.context(realm, piece));
        }
        if (named.hasNext()) {
            DotStore piece = named.next();
            return Causal.delta(null, Dead.context(realm, piece), piece);
        }
        if (nextRun == dead().runs()) {
            throw new NoSuchElementException();
        }
        return Causal.of(null, deadPiece());
    }

    private CausalContext deadPiece() {
        Runs runs = new Runs(realm, 16);
        Budget left = new Budget(realm, budget);
        do {
            left.useDot(dead().first(nextRun));
            left.use(RUN_BYTES);
            if (runs.size() > 0 && left.exceeded()) {
                break;
            }
            runs.add(dead().first(nextRun), dead().last(nextRun));
            nextRun++;
        } while (nextRun < dead().runs());
        return runs.toContext();
    }

    private CausalContext dead() {
        if (dead == null) {
            CausalContext shown = Dead.context(realm, whole.store()).union(Dead.context(realm, whole.names()));
            dead = whole.context().minus(shown);
        }
        return dead;
    }
}
