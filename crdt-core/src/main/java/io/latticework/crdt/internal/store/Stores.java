package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Visits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whole stores as sets of live dots. */
public final class Stores {
    private Stores() {}

    /** Returns exactly the live dots of a store. O(n log n). */
    public static CausalContext context(Realm realm, @Nullable DotStore store) {
        return store == null ? CausalContext.empty(realm) : CausalContext.ofPacked(realm, dots(store));
    }

    /** Tells whether two stores hold the same; of stores without keys it may say no although they do. O(1). */
    public static boolean areOne(Realm realm, @Nullable DotStore left, @Nullable DotStore right) {
        return left == right || left instanceof DotMap && right instanceof DotMap && DotStore.same(realm, left, right);
    }

    /** Returns the dots that are kept with their contents, the same store if all are. */
    public static @Nullable DotStore filter(Realm realm, @Nullable DotStore store, DotStore.Keeps keeps) {
        return store == null ? null : store.filter(realm, keeps);
    }

    /** Returns an upper bound of the encoded bytes; not much above {@code limit} if it is more. */
    public static long weight(Realm realm, @Nullable DotStore store, long limit) {
        Budget budget = new Budget(realm, limit);
        if (store != null) {
            store.weigh(budget);
        }
        return budget.used();
    }

    /** Returns all dots of two stores, whose contents join where both have one. Costs what the smaller one has. */
    public static @Nullable DotStore union(Realm realm, @Nullable DotStore left, @Nullable DotStore right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        CausalContext none = CausalContext.empty(realm);
        Join touched =
                new Join(realm, none, none, true, new Visits()); // nothing dies, so nothing else need be looked at
        return left.dots() < right.dots() ? right.join(left, touched) : left.join(right, touched);
    }

    /** Returns the same store, made of another one's objects where both hold the same: what was built twice is kept once. */
    public static @Nullable DotStore sharing(Realm realm, @Nullable DotStore store, @Nullable DotStore other) {
        return store instanceof DotMap map && other != null ? map.sharing(realm, 0, other) : store;
    }

    /** Returns the live dots of a store, in no promised order; a dot that is at two paths comes twice. */
    public static long[] dots(DotStore store) {
        long[] dots = new long[Math.toIntExact(store.dots())];
        int[] size = new int[1];
        store.forEachDot(dot -> dots[size[0]++] = dot);
        return Arrays.copyOf(dots, size[0]);
    }
}
