package io.latticework.crdt.causal;

/**
 * What the digest of a context needs: the run that grew last, which most likely grows next and whose share is therefore
 * taken when somebody asks for it, and the lanes of all others.
 *
 * @param open the run that grew last
 * @param closedA the first digest lane of all other runs
 * @param closedB the second digest lane of all other runs
 */
record Lanes(int open, long closedA, long closedB) {
    /** Returns the lanes of some runs, of which the first is open. O(r). */
    static Lanes of(Realm realm, long[] firsts, long[] lasts) {
        long a = 0;
        long b = 0;
        for (int i = 1; i < firsts.length; i++) {
            a += realm.runLaneA(firsts[i], lasts[i]);
            b += realm.runLaneB(firsts[i], lasts[i]);
        }
        return new Lanes(0, a, b);
    }
}
