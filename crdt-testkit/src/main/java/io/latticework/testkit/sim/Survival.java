package io.latticework.testkit.sim;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Held;
import io.latticework.crdt.internal.store.HeldStates;
import io.latticework.sync.internal.keyspace.Keyspace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be there in the end and what may be: the join of all deltas of local writes, taken before any of them has
 * travelled. What only a node had that lost its memory need not be there; all else must, so without such nodes the end is
 * the very join of all that was written, by full states instead of deltas. Nothing else may be there.
 *
 * <p>It compares dots, so it knows nothing any more once a node writes on under a new incarnation and mints its
 * unconfirmed writes anew.
 */
final class Survival {
    private @Nullable Causal may;
    private @Nullable Causal must;
    private final Map<String, Down> down = new HashMap<>();
    /** What stores have forgotten with notice: it may be on its way, and is never written again under the same dots. */
    private @Nullable Causal forgotten;

    private boolean blind;
    private boolean lossy;

    /** What a node had that has ended, and what of it was stored. */
    private record Down(Causal stored, Causal whole) {}

    /** A node has written. */
    void wrote(Keyspace keyspace) {
        Causal delta = plain(keyspace.unfolded());
        may = join(may, delta);
        must = join(must, delta);
    }

    private static Causal join(@Nullable Causal all, Causal more) {
        return all == null ? Causal.empty(more.realm()).merge(more) : all.merge(more);
    }

    /** From now on dots prove nothing. */
    void blind() {
        blind = true;
    }

    /** Tells whether all that was written must be there. */
    boolean isWhole() {
        return !blind && !lossy;
    }

    /**
     * A node is about to end.
     *
     * @param durable whether it has a store
     * @param forgets whether the store is about to lose some of what it has, which the node will notice
     * @param others the nodes that go on
     */
    void ends(String node, Keyspace ending, boolean durable, boolean forgets, Collection<Keyspace> others) {
        if (durable) {
            Causal kept = forgets ? Causal.empty(ending.realm()) : plain(ending.stored());
            down.put(node, new Down(kept, whole(ending)));
        }
        Causal before = must;
        if (before == null) {
            return;
        }
        lossy = true;
        Causal left = Causal.empty(before.realm());
        for (Keyspace other : others) {
            left = left.merge(whole(other));
        }
        for (Down each : down.values()) {
            left = left.merge(each.stored);
        }
        if (durable) { // what it has not stored never left it, and its dots may be minted again
            forgotten = forgets ? join(forgotten, plain(ending.stored())) : forgotten;
            may = forgotten == null ? left : left.merge(forgotten);
            must = left;
        } else if (left.merge(before) != left) {
            must = left;
        }
    }

    private static Causal whole(Keyspace keyspace) {
        return plain(keyspace.snapshot()).merge(plain(keyspace.unfolded()));
    }

    /** Returns a state as it would be, had all merged that lies side by side: this is about what there is, not about where. */
    private static Causal plain(Causal state) {
        DotStore store = state.store();
        if (store == null) {
            return state;
        }
        DotStore plain = HeldStates.replaced(state.realm(), store, Held::plain);
        if (plain == store) {
            return state;
        }
        return state.isDelta()
                ? Causal.delta(plain, state.context(), state.names())
                : Causal.of(plain, state.context());
    }

    /** A node has started again: with all that it had reported as stored, and perhaps some of what was under way. */
    void starts(String node, Keyspace started) {
        Down before = down.remove(node);
        if (before == null || blind) {
            return;
        }
        Causal recovered = plain(started.snapshot());
        Violation.unless(
                recovered.merge(before.stored).equals(recovered),
                "durability",
                node + " has come back without "
                        + before.stored.deltaFrom(recovered).context() + ", which was stored");
        Violation.unless(
                before.whole.merge(recovered).equals(before.whole),
                "durability",
                node + " has come back with more than it had: "
                        + recovered.deltaFrom(before.whole).context());
        may = join(may, recovered);
        must = join(must, recovered);
    }

    /** Checks a node's new state at once: below all that was written, so that its context claims nothing that it lacks. */
    void changed(String node, Causal changed) {
        Causal most = may;
        Causal state = plain(changed);
        if (!blind && most != null && most.merge(state) != most) {
            throw new Violation(
                    "invention",
                    node + " has, or claims to have seen removed, what nobody wrote or removed: "
                            + most.merge(state).deltaFrom(most).context());
        }
    }

    /** Checks what a node has in the end. */
    void check(String node, Causal last) {
        Causal state = plain(last);
        Causal most = may;
        Causal least = must;
        if (blind || most == null || least == null) {
            return;
        }
        Violation.unless(
                state.merge(least).equals(state),
                "loss",
                node + " lacks " + least.deltaFrom(state).context() + ", which somebody had who did not lose it");
        changed(node, state);
    }

    /** Checks that a node has a write. */
    boolean has(Causal state, Causal delta) {
        Causal whole = plain(state);
        return blind || whole.merge(plain(delta)).equals(whole);
    }
}
