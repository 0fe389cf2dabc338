package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Scan;
import io.latticework.crdt.internal.trie.Visits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Whole stores as sets of live dots. */
public final class Stores {
    private Stores() {}

    /** Returns exactly the live dots of a store. O(n log n). */
    public static CausalContext context(Realm realm, @Nullable DotStore store) {
        return store == null ? CausalContext.empty(realm) : CausalContext.ofPacked(realm, dots(store));
    }

    /** Returns exactly the live dots of two stores, O(n log n). */
    public static CausalContext context(Realm realm, @Nullable DotStore store, @Nullable DotStore other) {
        return store == null || other == null
                ? context(realm, store == null ? other : store)
                : CausalContext.ofPacked(realm, dots(store, other));
    }

    /** Tells whether a dot is in both of two stores, or at two paths of one. O(n log n). */
    public static boolean showTwice(DotStore store, @Nullable DotStore other) {
        long[] dots = dots(store, other);
        Arrays.sort(dots);
        for (int i = 1; i < dots.length; i++) {
            if (dots[i] == dots[i - 1]) {
                return true;
            }
        }
        return false;
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

    /** Returns a lower bound of the encoded bytes; not much above {@code limit} if it is more. */
    public static long leastBytes(@Nullable DotStore store, long limit) {
        if (!(store instanceof DotMap map)) {
            return store == null ? 0 : 2 * store.dots();
        }
        boolean isTyped = map.layout() == KeyLayout.TYPED_KEY;
        Scan scan = new Scan(map.root());
        long bytes = 0;
        while (bytes <= limit && scan.next()) {
            int end = isTyped ? KeyLayout.typeStart(scan.keys(), scan.start()) : scan.end();
            bytes += end - scan.start();
            if (isTyped) {
                bytes += 1 + (scan.payload() instanceof DotStore below ? leastBytes(below, limit - bytes) : 2);
            }
        }
        return bytes;
    }

    /** Returns what a store has at the paths of another one's entries; {@code null} if that is nothing. O(d log n). */
    public static @Nullable DotStore at(Realm realm, @Nullable DotStore store, @Nullable DotStore paths) {
        if (!(store instanceof DotMap map) || !(paths instanceof DotMap shown)) {
            return paths == null ? null : store;
        }
        List<Entry> found = new ArrayList<>();
        shown.root().forEach(each -> {
            Entry here = map.root().find(each.hash(), each.key());
            DotStore inner = here == null || !(here.payload() instanceof DotMap)
                    ? null
                    : at(realm, DotMap.store(here), DotMap.store(each));
            if (inner != null) {
                found.add(DotMap.entry(each.hash(), each.key(), inner));
            } else if (here != null && !(here.payload() instanceof DotMap)) {
                found.add(here);
            }
        });
        return DotMap.of(map.layout(), realm, found);
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
        return dots(store, null);
    }

    private static long[] dots(DotStore store, @Nullable DotStore other) {
        long[] dots = new long[Math.toIntExact(store.dots() + (other == null ? 0 : other.dots()))];
        int[] size = new int[1];
        LongConsumer add = dot -> dots[size[0]++] = dot;
        store.forEachDot(add);
        if (other != null) {
            other.forEachDot(add);
        }
        return size[0] == dots.length ? dots : Arrays.copyOf(dots, size[0]);
    }
}
