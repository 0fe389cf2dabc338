package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells live dots from dead ones. */
public final class Dead {
    private Dead() {}

    /** Returns exactly the live dots of a store. O(n log n). */
    public static CausalContext context(Realm realm, @Nullable DotStore store) {
        return store == null ? CausalContext.empty(realm) : CausalContext.ofPacked(realm, dots(store));
    }

    /** Returns the live dots of a store, in no promised order; a dot that is at two paths comes twice. */
    public static long[] dots(DotStore store) {
        long[] dots = new long[Math.toIntExact(store.dots())];
        int[] size = new int[1];
        store.forEachDot(dot -> dots[size[0]++] = dot);
        return Arrays.copyOf(dots, size[0]);
    }
}
