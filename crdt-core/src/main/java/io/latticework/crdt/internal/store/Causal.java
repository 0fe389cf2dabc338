package io.latticework.crdt.internal.store;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.trie.Visits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A root value: a dot store together with its causal context. All live dots are in the context, and a context never
 * claims more than the store that it travels with can answer for.
 *
 * <p>A delta also carries the <em>names</em> of what it removes: the paths of dots that the base still had. They are
 * hints that spare the receiver a search, outside of equality, digest and canonical bytes; deltas keep them when they
 * are joined with each other, states drop them.
 *
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018</a>
 * @see <a href="https://arxiv.org/abs/1210.3368">Bieniusa et al.: An Optimized Conflict-free Replicated Set, 2012</a>
 */
public final class Causal implements Kernel<Causal> {
    /** From this ratio on, the smaller of two states with common dots is joined along its own paths. */
    private static final int SMALL = 8;

    private static final int ALWAYS_WALK = 64;

    private final Realm realm;
    private final @Nullable DotStore store;
    private final CausalContext context;
    private final @Nullable Hints hints;
    private final Place place;

    @LazyInit
    private @Nullable Digest digest;

    /** The names of a delta, {@code null} inside if it removes nothing that has a path. */
    private record Hints(@Nullable DotStore names) {}

    private Causal(@Nullable DotStore store, CausalContext context, @Nullable Hints hints, Place place) {
        this.realm = context.realm();
        this.store = store;
        this.context = context;
        this.hints = hints;
        this.place = place;
    }

    /** Returns the state before any write. */
    public static Causal empty(Realm realm) {
        return new Causal(null, CausalContext.empty(realm), null, Place.ROOT);
    }

    /** Returns a state; the context has all live dots. */
    public static Causal of(@Nullable DotStore store, CausalContext context) {
        return new Causal(store, context, null, Place.ROOT);
    }

    /** Returns a delta; the context has all live and all named dots, and no dot is both. */
    public static Causal delta(@Nullable DotStore store, CausalContext context, @Nullable DotStore names) {
        return new Causal(store, context, new Hints(names), Place.ROOT);
    }

    @Override
    public Realm realm() {
        return realm;
    }

    /** Returns what is alive, {@code null} if nothing is. */
    public @Nullable DotStore store() {
        return store;
    }

    /** Returns what was seen. */
    public CausalContext context() {
        return context;
    }

    /** Returns the paths of what a delta removes, {@code null} if there are none. */
    public @Nullable DotStore names() {
        return hints == null ? null : hints.names;
    }

    /** Tells whether this is a delta, which may carry names. */
    public boolean isDelta() {
        return hints != null;
    }

    /** Returns a view of a store inside of this one, which shares the context. */
    public Causal nested(@Nullable DotStore inner) {
        int depth = place.depth + 1;
        if (depth > realm.limits().nesting()) {
            throw new LimitExceededException("nesting", realm.limits().nesting(), depth);
        }
        return new Causal(inner, context, null, new Place(depth, null));
    }

    /** Returns this nested delta or piece as one of the map around it, under a key. */
    public Causal lifted(KeyLayout layout, long hash, byte[] key) {
        DotStore lifted = lift(store, layout, hash, key);
        return hints == null ? of(lifted, context) : delta(lifted, context, lift(hints.names, layout, hash, key));
    }

    private @Nullable DotStore lift(@Nullable DotStore inner, KeyLayout layout, long hash, byte[] key) {
        return inner == null ? null : DotMap.of(layout, realm, List.of(DotMap.entry(hash, key, inner)));
    }

    /**
     * Returns this delta without those dots that it neither shows alive nor names, and that somebody has seen: a smaller
     * piece, which that somebody joins without a search.
     */
    public Causal withoutBare(CausalContext seen) {
        if (context.intersectionSize(seen) == 0) {
            return this;
        }
        CausalContext bare = context.minus(Stores.context(realm, store, names()));
        if (bare.isEmpty()) {
            return this;
        }
        CausalContext rest = context.minus(bare.minus(bare.minus(seen)));
        return rest == context ? this : new Causal(store, rest, hints, place);
    }

    /**
     * Takes in what a user made of a nested view: the view after some writes as it is, a value from outside of maps by
     * merging it.
     *
     * @throws CausalityException if the value is, or was merged with, the view of another path, or if dots of it were seen
     *     here and are not alive at this path: they live at another one, or were removed
     */
    public Causal settle(Causal changed) {
        if (changed.place == place && changed.realm == realm) {
            return changed;
        }
        if (changed.place != Place.ROOT && changed.place != place && changed.place.origin != place) {
            throw new CausalityException("A nested value belongs to one path for ever. Change the value that the update"
                    + " is given, or return one that was never inside of a map.");
        }
        Causal local = changed.in(realm);
        if (local.bringsSeenDots(this)) {
            throw new CausalityException("The value was put into this map before, under another key or removed since."
                    + " Change the value that the update is given, or make a new one for each key.");
        }
        Causal joined = merge(local);
        if (joined == this) {
            return this;
        }
        int levels = joined.store == null ? 0 : joined.store.levels();
        if (place.depth + levels > realm.limits().nesting()) {
            throw new LimitExceededException("nesting", realm.limits().nesting(), place.depth + levels);
        }
        return new Causal(joined.store, joined.context, null, place);
    }

    /** Tells whether this store has live dots that another context has seen and whose store has not. */
    private boolean bringsSeenDots(Causal other) {
        if (store == null) {
            return false;
        }
        CausalContext none = CausalContext.empty(realm);
        Change all = store.changeFrom(other.store, new Difference(realm, context, none, new Visits()));
        Change unseen = store.changeFrom(other.store, new Difference(realm, context, other.context, new Visits()));
        return dots(all.store()) != dots(unseen.store());
    }

    /**
     * Returns what a view of a path shows as a root value of its own: what is alive with exactly its dots, because the
     * context that views share claims more than they show. A root value is returned as it is.
     */
    public Causal detached() {
        return place == Place.ROOT ? this : of(store, Stores.context(realm, store));
    }

    /** Returns this value after a write that changed the store and minted one dot. */
    public Causal after(@Nullable DotStore changed, long minted) {
        return with(changed, context.plus(minted));
    }

    /** Returns this value with another store and context. */
    public Causal with(@Nullable DotStore changed, CausalContext seen) {
        return new Causal(changed, seen, null, place);
    }

    /**
     * Mints a dot.
     *
     * @throws CausalityException if this value has seen the dot before, which proves that somebody else mints under the
     *     author's id
     */
    public long mint(Author author) {
        long dot = Realm.pack(realm.index(author.replica()), author.nextSequence());
        if (context.contains(dot)) {
            throw new CausalityException("Dot " + realm.unpack(dot)
                    + " was minted before: two authors write as one replica id. Give each its own incarnation.");
        }
        return dot;
    }

    @Override
    public Causal merge(Causal other) {
        return merge(other, new Visits());
    }

    /** Merges, and counts the trie nodes that are entered. */
    public Causal merge(Causal foreign, Visits visits) {
        Causal other = foreign.in(realm);
        if (this == other) {
            return this;
        }
        CausalContext united = context.union(other.context);
        DotStore joined = joinStores(other, visits);
        if (united == context && joined == store) {
            return this;
        }
        boolean dominated = united == other.context && joined == other.store && other.hints == null;
        if (dominated) {
            return other;
        }
        boolean deltas = hints != null && other.hints != null;
        Hints named = deltas ? new Hints(Stores.union(realm, names(), other.names())) : null;
        return new Causal(joined, united, named, place.join(other.place));
    }

    private @Nullable DotStore joinStores(Causal other, Visits visits) {
        if (store == null || other.store == null) {
            DotStore mine = store == null ? null : lone(this, other);
            return mine == null && other.store != null ? lone(other, this) : mine;
        }
        if (DotStore.same(realm, store, other.store)) {
            visits.enterRoot();
            return store;
        }
        CausalContext common = context.intersection(other.context);
        if (isSmallFor(other, this, common)) {
            DotStore joined = store.join(other.store, join(this, other, common, true, visits));
            return without(joined, other);
        }
        if (isSmallFor(this, other, common)) {
            DotStore joined = other.store.join(store, join(other, this, common, true, visits));
            return without(joined, this);
        }
        return store.join(other.store, join(this, other, common, false, visits));
    }

    /** Returns what is left of a join with a delta without what that names, most of which the join itself has replaced. */
    private static @Nullable DotStore without(@Nullable DotStore joined, Causal delta) {
        DotStore names = delta.names();
        if (joined == null || names == null) {
            return joined;
        }
        boolean done = names instanceof DotMap map && delta.store instanceof DotMap shown && shown.replacesAll(map);
        return done ? joined : joined.without(delta.realm, names);
    }

    // checkstyle:off ParameterNumber because it makes the parameters one
    /**
     * A delta shows no dot that it has not seen, so what both have seen, often much shorter than what one has, tells as much of
     * what it shows. A state that was put together of parts that hashes call equal may show what it has not seen.
     */
    private static Join join(Causal left, Causal right, CausalContext common, boolean touchedOnly, Visits visits) {
        boolean isExact = left.isDelta() || right.isDelta();
        return new Join(
                left.realm, isExact ? common : left.context, isExact ? common : right.context, touchedOnly, visits);
    }
    // checkstyle:on ParameterNumber

    /** Returns what stays of the one side's store, if the other has none. */
    private static @Nullable DotStore lone(Causal one, Causal other) {
        DotStore store = one.store;
        CausalContext common = one.context.intersection(other.context);
        if (store == null || common.isEmpty()) {
            return store;
        }
        if (isSmallFor(other, one, common)) {
            return other.names() == null ? store : store.without(one.realm, other.names());
        }
        return store.survivors(one.realm, other.context);
    }

    /**
     * Tells whether all that {@code small} does to {@code large} is at the paths that it shows, because no dot without a path
     * is one that {@code large} has seen. Otherwise the stores are walked side by side, as states of like size are anyway: of
     * those the walk finds out sooner.
     */
    private static boolean isSmallFor(Causal small, Causal large, CausalContext common) {
        long shown = dots(small.store) + dots(small.names());
        if (dots(large.store) <= ALWAYS_WALK || shown > dots(large.store)) {
            return false;
        }
        if (common.isEmpty()) {
            return true;
        }
        if (!small.isDelta() && shown > dots(large.store) / SMALL) {
            return false;
        }
        long[] known = new long[1];
        if (common.size() <= shown) {
            CausalContext seen = small.isDelta() ? common : large.context;
            forEachDot(small.store, seen, known);
            forEachDot(small.names(), seen, known);
        }
        if (known[0] != common.size()) {
            small.realm.countSearch();
        }
        return known[0] == common.size();
    }

    private static long dots(@Nullable DotStore store) {
        return store == null ? 0 : store.dots();
    }

    private static void forEachDot(@Nullable DotStore store, CausalContext context, long[] count) {
        if (store != null) {
            store.forEachDot(dot -> count[0] += context.contains(dot) ? 1 : 0);
        }
    }

    @Override
    public Causal deltaFrom(Causal base) {
        return deltaFrom(base, new Visits());
    }

    /** Takes the difference, and counts the trie nodes that are entered. */
    public Causal deltaFrom(Causal foreign, Visits visits) {
        Causal base = foreign.in(realm);
        Change change = changeFrom(base, visits);
        CausalContext unseen = context.minus(base.context);
        DotStore names = change.names();
        if (names() != null) {
            names = Stores.union(realm, names, names().names(realm, unseen));
        }
        CausalContext shown = Stores.context(realm, change.store(), names);
        return new Causal(change.store(), unseen.union(shown), new Hints(names), place.join(base.place));
    }

    private Change changeFrom(Causal base, Visits visits) {
        if (store == null) {
            DotStore removed = base.store == null ? null : base.store.names(realm, context);
            return new Change(null, removed);
        }
        if (DotStore.same(realm, store, base.store)) {
            visits.enterRoot();
            return Change.NONE;
        }
        return store.changeFrom(base.store, new Difference(realm, context, base.context, visits));
    }

    @Override
    public Digest digest() {
        Digest known = digest;
        if (known == null) {
            known = computeDigest();
            digest = known;
        }
        return known;
    }

    private Digest computeDigest() {
        long a = store == null ? 0 : store.laneA(realm, 0);
        long b = store == null ? 0 : store.laneB(realm, 0);
        return new Digest(realm.laneA(a, context.laneA(), 0), realm.laneB(b, context.laneB(), 0));
    }

    /** Of a view into a map, the pieces of what is alive there: the dead dots are those of the whole map. */
    @Override
    public Iterable<Causal> split(int maxBytes) {
        return () -> new CausalPieces(detached(), maxBytes);
    }

    @Override
    public Causal in(Realm target) {
        if (realm == target) {
            return this;
        }
        Hints moved = hints == null || hints.names == null ? hints : new Hints(hints.names.in(realm, target));
        DotStore movedStore = store == null ? null : store.in(realm, target);
        return new Causal(movedStore, context.in(target), moved, place);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other || !(other instanceof Causal that)) {
            return this == other;
        }
        Causal local = that.in(realm);
        return context.equals(local.context) && DotStore.same(realm, store, local.store);
    }

    @Override
    public int hashCode() {
        return context.hashCode();
    }
}
