package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;

/**
 * What a writer does who learns that dots of its own mean something else elsewhere, as after its state was put back to an
 * older one. To keep such dots would remove, here or there, what the others mean by them: a dot that was seen and is not
 * alive is dead. So they leave the state as if they had never been, and what they said is said anew under dots of another
 * incarnation.
 */
public final class Renewal {
    private Renewal() {}

    /** Returns a state as if some dots had never been minted: to whom has them, the result says nothing of them. O(n). */
    public static Causal forgetting(Causal state, CausalContext dots) {
        if (state.context().intersectionSize(dots) == 0) {
            return state;
        }
        DotStore store = state.store();
        return Causal.of(
                store == null ? null : store.survivors(state.realm(), dots),
                state.context().minus(dots));
    }

    /**
     * Returns a state as if another author had made the writes of some dots, now: what was alive under them is alive under
     * new ones, and what they removed stays removed. O(n).
     */
    public static Causal renewed(Causal state, CausalContext dots, Author author) {
        Causal rest = forgetting(state, dots);
        if (rest == state) {
            return state;
        }
        Realm realm = state.realm();
        DotStore store = state.store();
        DotStore alive =
                store == null ? null : store.survivors(realm, state.context().minus(dots));
        DotStore anew = alive == null ? null : alive.renewed(realm, author);
        CausalContext minted = Stores.context(realm, anew);
        if (alive == null || alive.dots() < state.context().intersectionSize(dots)) {
            minted = minted.plus(Realm.pack(realm.index(author.replica()), author.nextSequence())); // for the removes
        }
        return Causal.of(Stores.union(realm, rest.store(), anew), rest.context().union(minted));
    }
}
