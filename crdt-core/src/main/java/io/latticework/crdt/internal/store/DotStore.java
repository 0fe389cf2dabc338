package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.trie.Payload;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Live dots with their contents, by path. A store is never empty: {@code null} stands for nothing, so that equal
 * contents have one form. Stores of one path have one class, which the types above see to.
 */
public abstract sealed class DotStore implements Payload permits Dots, DotMap {
    /**
     * Joins two stores under the contexts of their roots: a dot on both sides stays and its contents join; a dot on one
     * side stays unless the other side has seen it.
     *
     * @return {@code this} if nothing changes, {@code null} if nothing stays
     */
    abstract @Nullable DotStore join(DotStore other, Join join);

    /** Returns what stays of a store that the other side has not, {@code this} if that is all. */
    final @Nullable DotStore survivors(Realm realm, CausalContext killer) {
        return killer.isEmpty() ? this : filter(realm, (dot, content) -> !killer.contains(dot));
    }

    /** Returns the dots that are kept with their contents, {@code this} if all are, {@code null} if none is. */
    abstract @Nullable DotStore filter(Realm realm, Keeps keeps);

    /** Which dots stay. */
    @FunctionalInterface
    public interface Keeps {
        /** Tells whether a dot with its content stays. */
        boolean test(long dot, Content content);
    }

    /** Returns what brings {@code base} up to this store. */
    abstract Change changeFrom(@Nullable DotStore base, Difference difference);

    /** Returns the paths of those live dots that {@code seen} has, as a store without contents. */
    abstract @Nullable DotStore names(Realm realm, CausalContext seen);

    /** Returns what this store says, said anew by another author, under its own dots alone. */
    abstract DotStore renewed(Realm realm, Author author);

    /** Returns this store without the named dots, {@code this} if none is here. */
    abstract @Nullable DotStore without(Realm realm, DotStore names);

    /** Shows all live dots, in no promised order. */
    public abstract void forEachDot(LongConsumer action);

    /** Returns the number of maps inside each other that store values of their own, sets not counted. */
    abstract int levels();

    /** Returns the same store for another realm. */
    abstract DotStore in(Realm source, Realm target);

    /** Returns an upper bound of the encoded bytes; stops counting once above the budget's rest. */
    abstract void weigh(Budget budget);

    /** Returns stores within the budget whose join is this one, each with its dots' contents. */
    abstract Iterable<DotStore> split(Budget budget);

    /** Returns the first digest lane of this store under a path. */
    public abstract long laneA(Realm realm, long path);

    /** Returns the second digest lane of this store under a path. */
    public abstract long laneB(Realm realm, long path);

    @Override
    public final long laneA(Realm realm, long path, long dot) {
        return laneA(realm, path);
    }

    @Override
    public final long laneB(Realm realm, long path, long dot) {
        return laneB(realm, path);
    }

    /** Tells whether two stores hold the same. */
    static boolean same(Realm realm, @Nullable DotStore left, @Nullable DotStore right) {
        if (left instanceof DotMap one && right instanceof DotMap other) {
            return one.root().same(other.root());
        }
        return left == right
                || left != null
                        && right != null
                        && left.dots() == right.dots()
                        && left.laneA(realm, 0) == right.laneA(realm, 0)
                        && left.laneB(realm, 0) == right.laneB(realm, 0);
    }
}
