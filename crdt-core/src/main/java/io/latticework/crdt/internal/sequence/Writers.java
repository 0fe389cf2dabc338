package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.LimitExceededException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote the elements of a sequence, each by its place in this table. A writer is a dot: one replica's unforked
 * succession of versions, so that two forks of a version never give out the same id. Places mean nothing outside of the
 * table; ids with equal counters are ordered by the dots. Immutable.
 */
final class Writers {
    private static final long LANE = 0x73657175656e6365L;

    private final Realm realm;
    private final long[] dots;
    private final int[] ranks;

    /** The sequences of the realm that nobody wrote, which every delta refers to. */
    private final Bottoms bottoms;

    private Writers(Realm realm, long[] dots, int[] ranks, Bottoms bottoms) {
        this.realm = realm;
        this.dots = dots;
        this.ranks = ranks;
        this.bottoms = bottoms;
    }

    /** A text and a list without elements, made when they are first asked for. */
    private static final class Bottoms {
        @LazyInit
        private @Nullable Core text;

        @LazyInit
        private @Nullable Core list;
    }

    static Writers none(Realm realm) {
        return new Writers(realm, new long[0], new int[0], new Bottoms());
    }

    /** Returns the sequence of this realm that nobody wrote, with payloads of a kind. */
    Core bottom(Payload none) {
        boolean isText = none instanceof Chars;
        Core known = isText ? bottoms.text : bottoms.list;
        if (known == null) {
            known = Core.empty(realm, none);
            if (isText) {
                bottoms.text = known;
            } else {
                bottoms.list = known;
            }
        }
        return known;
    }

    /** Returns a table of dots that are in their order. */
    static Writers ofOrdered(Realm realm, long[] dots) {
        int[] ranks = new int[dots.length];
        Arrays.setAll(ranks, writer -> writer);
        return new Writers(realm, dots, ranks, new Bottoms());
    }

    Realm realm() {
        return realm;
    }

    int size() {
        return dots.length;
    }

    /** Returns a writer's packed dot. */
    long dot(int writer) {
        return dots[writer];
    }

    /** Returns a writer's place, -1 if it is not in here. */
    int find(long dot) {
        for (int writer = dots.length - 1; writer >= 0; writer--) {
            if (dots[writer] == dot) {
                return writer;
            }
        }
        return -1;
    }

    /** Returns a table that has one more writer, at its end. */
    Writers with(long dot) {
        int size = dots.length;
        if (size >= realm.limits().replicas()) {
            throw new LimitExceededException("replicas", realm.limits().replicas(), size + 1L);
        }
        long[] more = Arrays.copyOf(dots, size + 1);
        int[] order = Arrays.copyOf(ranks, size + 1);
        more[size] = dot;
        int rank = rankOf(dot);
        for (int writer = 0; writer < size; writer++) {
            order[writer] += order[writer] >= rank ? 1 : 0;
        }
        order[size] = rank;
        return new Writers(realm, more, order, bottoms);
    }

    /** Returns how many writers' dots are before one that is not in here. */
    private int rankOf(long dot) {
        int[] order = inOrder();
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (realm.compare(dots[order[middle]], dot) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the places of all writers in the order of their dots. */
    int[] inOrder() {
        int[] order = new int[dots.length];
        for (int writer = 0; writer < dots.length; writer++) {
            order[ranks[writer]] = writer;
        }
        return order;
    }

    /** Compares ids: by counter, then by the writer's dot. */
    int compare(long left, long right) {
        long leftCounter = Ids.counter(left);
        long rightCounter = Ids.counter(right);
        if (leftCounter != rightCounter) {
            return leftCounter < rightCounter ? -1 : 1;
        }
        return left == right || leftCounter == 0
                ? Long.compare(left, right)
                : Integer.compare(ranks[Ids.writer(left)], ranks[Ids.writer(right)]);
    }

    /** Returns an id of another table as one of this; every writer of the other is in here. */
    long translate(long id, Writers from) {
        return from == this || id == Ids.ROOT ? id : Ids.pack(Ids.counter(id), find(from.dots[Ids.writer(id)]));
    }

    /** Returns a table with all writers of both. */
    Writers union(Writers other) {
        if (other == this || other.dots.length == 0) {
            return this;
        }
        if (dots.length == 0) {
            return other;
        }
        Writers union = this;
        for (long dot : other.dots) {
            if (union.find(dot) < 0) {
                union = union.with(dot);
            }
        }
        return union;
    }

    /** Returns the same writers for another realm. */
    Writers in(Realm target) {
        long[] moved = new long[dots.length];
        for (int writer = 0; writer < moved.length; writer++) {
            moved[writer] = target.pack(realm.unpack(dots[writer]));
        }
        return new Writers(target, moved, ranks, new Bottoms());
    }

    long laneA(int writer) {
        return realm.dotLaneA(LANE, dots[writer]);
    }

    long laneB(int writer) {
        return realm.dotLaneB(LANE, dots[writer]);
    }
}
