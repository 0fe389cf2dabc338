package io.latticework.crdt.internal.counter;

import io.latticework.crdt.error.CounterOverflowException;
import java.math.BigInteger;

/** Checked arithmetic of totals. */
final class Sums {
    private Sums() {}

    /** Adds to one writer's total. */
    static long add(long total, long by) {
        try {
            return Math.addExact(total, by);
        } catch (ArithmeticException e) {
            throw new CounterOverflowException("The total " + total + " of one writer cannot grow by " + by
                    + ": it would not fit into 64 bits. Keep larger quantities in several counters.");
        }
    }

    /** Returns the value of a counter that may be larger than a long. */
    static long toLong(BigInteger value) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new CounterOverflowException("The value does not fit into 64 bits; read exactValue(): " + value);
        }
    }
}
