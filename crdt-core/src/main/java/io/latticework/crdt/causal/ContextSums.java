package io.latticework.crdt.causal;

/**
 * What a context knows of its runs without a look at them.
 *
 * @param replicas the number of replica ids
 * @param size the number of dots
 * @param open the run that grew last, whose share of the digest is not taken yet
 * @param closedA the first digest lane of all other runs
 * @param closedB the second digest lane of all other runs
 */
record ContextSums(int replicas, long size, int open, long closedA, long closedB) {
    /** Returns the sums of some runs, of which the first is open. */
    static ContextSums of(Realm realm, long[] firsts, long[] lasts) {
        int replicas = 0;
        long size = 0;
        long a = 0;
        long b = 0;
        for (int i = 0; i < firsts.length; i++) {
            replicas += i == 0 || Realm.indexOf(firsts[i - 1]) != Realm.indexOf(firsts[i]) ? 1 : 0;
            size += lasts[i] - firsts[i] + 1;
            if (i > 0) {
                a += realm.runLaneA(firsts[i], lasts[i]);
                b += realm.runLaneB(firsts[i], lasts[i]);
            }
        }
        return new ContextSums(replicas, size, 0, a, b);
    }
}
