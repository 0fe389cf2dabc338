package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of a store in their order, from some place on, of which somebody has not seen all: each whole, with all its live dots,
 * so that whoever has others at the same path which this side has seen knows that they are dead. With exactly its own dots it
 * is a piece like any other: never more than the state it is from.
 *
 * @param store the entries, {@code null} if there are none
 * @param next the place of the first entry that did not fit, {@code null} if nothing is left of the stretch
 */
public record Excerpt(@Nullable DotStore store, @Nullable Cut next) {
    // checkstyle:off ParameterNumber because an excerpt is taken by all of these at once
    /**
     * Takes an excerpt. It costs what is walked over, entries that were seen too.
     *
     * @param seen what whoever it is for has seen
     * @param bytes about how much it may be; one entry may be more
     * @param mostBytes what is left out, being more by itself
     */
    public static Excerpt of(
            Realm realm, @Nullable DotStore root, Stretch stretch, CausalContext seen, long bytes, long mostBytes) {
        if (!(root instanceof DotMap map) || stretch.isEmpty()) {
            return new Excerpt(null, null);
        }
        Walk walk = new Walk(realm, stretch, seen, bytes, mostBytes);
        DotStore taken = walk.take(map, 0, true, stretch.to() != null);
        return new Excerpt(taken, walk.next);
    }
    // checkstyle:on ParameterNumber

    /**
     * Returns what entries that another replica has, whole, bring a state. Of the dots that the state has at their paths and
     * the other replica has seen, those that it does not show are dead: these are named. So the result is a piece of the other
     * replica's state, whatever else that has seen. O(d log n).
     *
     * @param entries the entries with all their live dots
     * @param theirs what the other replica had seen, not after it took the entries
     */
    public static Causal piece(@Nullable DotStore entries, CausalContext theirs, Causal state) {
        Realm realm = state.realm();
        CausalContext shown = Stores.context(realm, entries);
        DotStore present = Stores.at(realm, state.store(), entries);
        CausalContext here = Stores.context(realm, present);
        CausalContext dead = here.minus(shown).intersection(theirs);
        return Causal.of(entries, shown.union(dead)).deltaFrom(Causal.of(present, here));
    }

    /** Tells whether somebody has not seen all dots of an entry that has no map below it. */
    static boolean isNew(Entry entry, CausalContext seen) {
        if (DotMap.isInline(entry)) {
            return !seen.contains(entry.dot());
        }
        boolean[] isNew = new boolean[1];
        DotMap.store(entry).forEachDot(dot -> isNew[0] |= !seen.contains(dot));
        return isNew[0];
    }

    /** A walk in the order of entries, with the path from the root. */
    private static final class Walk {
        private final Realm realm;
        private final Stretch stretch;
        private final CausalContext seen;
        private final Budget budget;
        private final long mostBytes;
        private final List<Range.Step> path = new ArrayList<>();
        private @Nullable Cut next;
        private boolean isOver;
        private boolean isAny;

        Walk(Realm realm, Stretch stretch, CausalContext seen, long bytes, long mostBytes) {
            this.realm = realm;
            this.stretch = stretch;
            this.seen = seen;
            this.budget = new Budget(realm, bytes);
            this.mostBytes = mostBytes;
        }

        /**
         * Takes what a map has.
         *
         * @param atStart whether the path is that of the first cut so far
         * @param atEnd whether it is that of the last one
         */
        @Nullable
        DotStore take(DotMap map, int depth, boolean atStart, boolean atEnd) {
            List<Entry> taken = new ArrayList<>();
            List<Range.Step> first = stretch.from().steps();
            boolean starts = atStart && depth < first.size();
            Cursor entries = starts
                    ? new Cursor(
                            map.root(),
                            first.get(depth).hash(),
                            first.get(depth).key())
                    : new Cursor(map.root());
            while (!isOver && entries.hasNext()) {
                Entry entry = entries.next();
                int order = atEnd ? orderAtEnd(entry, depth) : -1;
                if (order > 0) {
                    isOver = true;
                } else if (entry.payload() instanceof DotMap inner) {
                    boolean onStart = starts && stretch.from().order(entry, depth) == 0;
                    path.add(new Range.Step(entry.hash(), entry.key()));
                    DotStore part = take(inner, depth + 1, onStart, order == 0);
                    path.remove(depth);
                    if (part != null) {
                        budget.use(Budget.ENTRY_BYTES + entry.key().length);
                        taken.add(DotMap.entry(entry.hash(), entry.key(), part));
                    }
                } else if (isNew(entry, seen) && fits(entry)) {
                    taken.add(entry);
                }
            }
            return DotMap.of(map.layout(), realm, taken);
        }

        /** Tells whether an entry is before the last cut, on the way to it, or behind. */
        private int orderAtEnd(Entry entry, int depth) {
            Cut to = stretch.to();
            if (to == null) {
                return -1;
            }
            if (depth == to.steps().size()) {
                return 1; // below the cut, and so behind it
            }
            int order = to.order(entry, depth);
            boolean isLast = order == 0 && depth == to.steps().size() - 1;
            return isLast ? 1 : order;
        }

        private static void weigh(Entry entry, Budget budget) {
            budget.use((long) Budget.ENTRY_BYTES + entry.key().length);
            DotMap.store(entry).weigh(budget);
        }

        private boolean fits(Entry entry) {
            weigh(entry, budget);
            if (!budget.exceeded()) {
                isAny = true;
                return true;
            }
            if (isAny) {
                List<Range.Step> steps = new ArrayList<>(path);
                steps.add(new Range.Step(entry.hash(), entry.key()));
                next = new Cut(steps);
                isOver = true;
                return false;
            }
            Budget alone = new Budget(realm, mostBytes);
            weigh(entry, alone);
            isAny = !alone.exceeded();
            if (!isAny) {
                budget.reset();
            }
            return isAny;
        }
    }
}
