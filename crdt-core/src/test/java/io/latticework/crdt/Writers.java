package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;

/** Who writes in tests, and what tests do with values of any type. */
public final class Writers {
    private Writers() {}

    /** Returns the only author of a name within one test. */
    public static Author author(String name) {
        return Author.of(ReplicaId.of(name, 1));
    }

    /** Returns an author whose next stamp follows a given one. */
    public static Author authorAfter(String name, HybridTimestamp stamp) {
        return Author.of(ReplicaId.of(name, 1), HybridLogicalClock.logical().startingAfter(stamp));
    }

    /** Returns what arrives at another process. */
    public static <S extends Crdt<S>> S sent(S value) {
        CrdtType<S> type = value.type();
        return type.decode(type.encode(value));
    }

    /** Returns the join of some values in their order. */
    public static <S extends Crdt<S>> S join(S first, Iterable<S> others) {
        S joined = first;
        for (S other : others) {
            joined = joined.merge(other);
        }
        return joined;
    }

    /** Tells whether something holds for the join of every subset of some deltas in every order, each sent as bytes. */
    public static <S extends Crdt<S>> boolean forEachDelivery(S start, List<S> deltas, BiPredicate<List<S>, S> claim) {
        List<List<S>> deliveries = new ArrayList<>();
        deliver(new ArrayList<>(), deltas, deliveries);
        return deliveries.stream().allMatch(delivery -> claim.test(delivery, join(start, delivery)));
    }

    private static <S> void deliver(List<S> delivered, List<S> left, List<List<S>> into) {
        into.add(Collections.unmodifiableList(new ArrayList<>(delivered)));
        for (S next : left) {
            List<S> others = new ArrayList<>(left);
            others.remove(next);
            delivered.add(next);
            deliver(delivered, others, into);
            delivered.remove(delivered.size() - 1);
        }
    }
}
