package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Kernel;
import java.math.BigInteger;

/** What counters are made of: increments and decrements, each summed by who made them. */
public interface Tally extends Kernel<Tally> {
    /**
     * Adds to the author's own totals.
     *
     * @param up added to the increments, at least 0
     * @param down added to the decrements, at least 0
     * @throws io.latticework.crdt.error.CounterOverflowException if a total of the author's does not fit into a long
     */
    Tally add(Author author, long up, long down);

    /**
     * Returns the increments less the decrements.
     *
     * @throws io.latticework.crdt.error.CounterOverflowException if the difference does not fit into a long
     */
    default long value() {
        return Sums.toLong(ups().subtract(downs()));
    }

    /** Returns the sum of all increments, without overflow. */
    BigInteger ups();

    /** Returns the sum of all decrements, without overflow. */
    BigInteger downs();
}
