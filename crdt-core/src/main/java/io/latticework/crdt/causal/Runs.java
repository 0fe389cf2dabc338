package io.latticework.crdt.causal;

import java.util.Arrays;

/** Gathers runs of packed dots in ascending order of their first dots and joins those that touch. */
public final class Runs {
    private final Realm realm;
    private long[] firsts;
    private long[] lasts;
    private int size;

    /**
     * Starts without runs.
     *
     * @param realm the realm of the packed dots
     * @param expected how many runs to expect; more are fine
     */
    public Runs(Realm realm, int expected) {
        this.realm = realm;
        this.firsts = new long[Math.max(expected, 4)];
        this.lasts = new long[Math.max(expected, 4)];
    }

    /**
     * Adds a run; it may overlap the one before.
     *
     * @throws IllegalArgumentException if the run starts before the one before
     */
    public void add(long first, long last) {
        if (size > 0 && first < firsts[size - 1]) {
            throw new IllegalArgumentException("Runs come in ascending order");
        }
        if (size > 0 && first <= lasts[size - 1] + 1) {
            lasts[size - 1] = Math.max(lasts[size - 1], last);
            return;
        }
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, size * 2);
            lasts = Arrays.copyOf(lasts, size * 2);
        }
        firsts[size] = first;
        lasts[size++] = last;
    }

    /** Returns the number of runs so far. */
    public int size() {
        return size;
    }

    long dots() {
        long dots = 0;
        for (int i = 0; i < size; i++) {
            dots += lasts[i] - firsts[i] + 1;
        }
        return dots;
    }

    /** Returns the context of all runs. */
    public CausalContext toContext() {
        return new CausalContext(realm, Arrays.copyOf(firsts, size), Arrays.copyOf(lasts, size));
    }
}
