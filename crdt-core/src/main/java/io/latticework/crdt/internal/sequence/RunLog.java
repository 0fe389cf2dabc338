package io.latticework.crdt.internal.sequence;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs of typing and deleting in the order in which they were made, a word each: shared by the versions of one succession,
 * each of which sees its own part. A fork finds its place taken, unless its run is the same.
 */
final class RunLog {
    /** The most runs. */
    static final int CAPACITY = 4096;

    private static final int FIRST_LENGTH = 4;
    private static final int LENGTH_SHIFT = 1;
    private static final int AT_SHIFT = 29;
    private static final int TYPED = 1;

    private final AtomicInteger end = new AtomicInteger();
    /** Replaced when it grows. */
    private volatile long[] runs = new long[FIRST_LENGTH];

    /**
     * Returns a run as a word.
     *
     * @param at the number of living elements before it
     * @param length how many elements it has
     * @param typed whether they were typed, not deleted
     */
    static long run(int at, int length, boolean typed) {
        return (long) at << AT_SHIFT | (long) length << LENGTH_SHIFT | (typed ? TYPED : 0);
    }

    static int at(long run) {
        return (int) (run >>> AT_SHIFT);
    }

    static int length(long run) {
        return (int) (run >>> LENGTH_SHIFT) & Span.MAX_LENGTH;
    }

    static boolean isTyped(long run) {
        return (run & TYPED) != 0;
    }

    /** Returns the place where the next run goes. */
    int end() {
        return end.get();
    }

    boolean isFull() {
        return end.get() >= CAPACITY;
    }

    /** Puts a run at a place; false if another one is there, or there is no room. */
    boolean put(int place, long run) {
        long[] here = runs;
        if (place >= CAPACITY) {
            return false;
        }
        if (!end.compareAndSet(place, place + 1)) {
            // written once more, so that who gets this version sees it whoever wrote it first
            boolean same = place < here.length && here[place] == run;
            if (same) {
                here[place] = run;
            }
            return same;
        }
        if (place >= here.length) {
            here = Arrays.copyOf(here, Math.min(CAPACITY, place + (place >> 1)));
            runs = here;
        }
        here[place] = run;
        return true;
    }

    long get(int place) {
        return runs[place];
    }
}
