package io.latticework.benchmarks;

import java.util.function.IntFunction;

/**
 * One operation of one library.
 *
 * @param operation the name, under which all libraries do the same work
 * @param library who does it
 * @param maxSize the largest value to do it on; beyond, one run would take minutes
 * @param perElement whether the cost is that of the whole value, to be divided by its elements
 * @param setup prepares the work on a value of some elements
 */
public record Case(String operation, String library, int maxSize, boolean perElement, IntFunction<Operation> setup) {
    /** This library. */
    public static final String LATTICEWORK = "latticework";

    /** Apache Pekko's distributed data. */
    public static final String PEKKO = "pekko";

    /** Wurmloch CRDT. */
    public static final String WURMLOCH = "wurmloch";

    /** A mutable {@link java.util.HashMap}, which replicates nothing: the floor. */
    public static final String FLOOR = "hashmap";

    /** The largest size of all. */
    public static final int ANY_SIZE = 1_000_000;

    /** Returns a case whose cost is that of one operation, for values of any size. */
    public static Case of(String operation, String library, IntFunction<Operation> setup) {
        return new Case(operation, library, ANY_SIZE, false, setup);
    }

    /** Returns this case with its cost divided by the value's elements. */
    public Case eachElement() {
        return new Case(operation, library, maxSize, true, setup);
    }

    /** Returns this case for values of at most so many elements. */
    public Case upTo(int size) {
        return new Case(operation, library, size, perElement, setup);
    }
}
