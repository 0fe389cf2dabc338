package io.latticework.sync.internal.engine;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Range;
import io.latticework.crdt.internal.store.Stores;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a session has found out about the other's frozen state: where they are equal, and what the other has in the
 * ranges where they are not. Of those it is told the entries that it may not know, and of the others which dots are alive; what
 * it has removed itself it need not be told.
 */
final class Findings {
    private final Causal mine;
    private final List<Range> exchanged = new ArrayList<>();
    private @Nullable DotStore received;
    private CausalContext kept;

    Findings(Causal mine) {
        this.mine = mine;
        this.kept = CausalContext.empty(mine.realm());
    }

    /** The other side's entries in a range are told. */
    void exchanged(Range range) {
        exchanged.add(range);
    }

    /** Entries of the other side have come. */
    void received(Causal piece) {
        received = Stores.union(mine.realm(), received, piece.store());
    }

    /** Returns all entries of the other side that have come, with exactly their dots. */
    Causal received() {
        return Causal.of(received, Stores.context(mine.realm(), received));
    }

    /** What has come was joined with a state: what both hold is kept once. */
    void share(Causal joined) {
        received = Stores.sharing(mine.realm(), received, joined.store());
    }

    /** Other dots are alive at the other side, in ranges that are told. */
    void kept(CausalContext alive) {
        kept = kept.union(alive);
    }

    /**
     * Returns the other side's frozen state, but for what this side has removed: joined with this side's it gives the same, if
     * all was told. An entry that has come stands for itself, wherever this side has its dot: where two processes wrote under
     * one identity, a dot may be at two paths, and both sides must come to one join nevertheless.
     */
    Causal theirs(CausalContext theirContext) {
        Realm realm = mine.realm();
        DotStore equal = Range.keep(realm, mine.store(), exchanged, (dot, content) -> kept.contains(dot));
        return Causal.of(Stores.union(realm, equal, received), theirContext);
    }
}
