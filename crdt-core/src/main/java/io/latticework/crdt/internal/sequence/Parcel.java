package io.latticework.crdt.internal.sequence;

/**
 * A difference of two sequences: elements with their parents, and ids of which no more is said than that they are dead, or
 * dropped for good. Immutable.
 */
final class Parcel {
    private final Writers writers;
    private final Run[] runs;
    private final Ranges dead;
    private final Ranges dropped;

    /**
     * Makes a parcel.
     *
     * @param writers the table of all ids in here
     * @param runs elements, in ascending order of their least ids, so that parents come before children
     * @param dead ids of dead elements
     * @param dropped ids of dead elements that were forgotten
     */
    Parcel(Writers writers, Run[] runs, Ranges dead, Ranges dropped) {
        this.writers = writers;
        this.runs = runs;
        this.dead = dead;
        this.dropped = dropped;
    }

    Parcel(Writers writers, Run run) {
        this(writers, new Run[] {run}, Ranges.NONE, Ranges.NONE);
    }

    Writers writers() {
        return writers;
    }

    Run[] runs() {
        return runs;
    }

    Ranges dead() {
        return dead;
    }

    Ranges dropped() {
        return dropped;
    }

    /** Tells whether all elements wait for parents, and nothing else is said of them: then this is a sequence at rest. */
    boolean isLoose() {
        for (Run run : runs) {
            if (run.parent() == Ids.ROOT) {
                return false;
            }
        }
        return dropped.size() == 0 && (runs.length == 0 || dead.size() == 0);
    }

    boolean isEmpty() {
        return runs.length == 0 && dead.size() == 0 && dropped.size() == 0;
    }
}
