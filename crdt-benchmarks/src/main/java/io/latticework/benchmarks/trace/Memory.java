package io.latticework.benchmarks.trace;

import java.lang.ref.Reference;
import java.util.function.Supplier;

/** Measures what values retain, as the heap's growth. */
final class Memory {
    private static final int COLLECTIONS = 4;

    private Memory() {}

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Returns the bytes that a value retains beside what was there before. */
    static long retainedBy(Supplier<?> making) {
        long before = used();
        Object value = making.get();
        try {
            return used() - before;
        } finally {
            Reference.reachabilityFence(value);
        }
    }
}
