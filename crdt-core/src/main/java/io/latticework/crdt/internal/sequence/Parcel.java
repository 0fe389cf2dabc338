package io.latticework.crdt.internal.sequence;

import org.jspecify.annotations.Nullable;

/**
 * A difference of two sequences: elements with their parents, and ids of which no more is said than that they are dead, or
 * dropped for good. It lets who merges it go on where its author was. Immutable.
 */
final class Parcel extends Ground {
    private final Writers writers;
    private final Run[] runs;
    private final Ranges dead;
    private final Ranges dropped;
    /** What nobody has written to yet, in the place of what this is a difference from. */
    private final Core bottom;

    private final @Nullable Tail own;
    private final int ownEnd;

    /**
     * Makes a parcel.
     *
     * @param writers the table of all ids in here
     * @param runs elements, in ascending order of their least ids, so that parents come before children
     * @param dead ids of dead elements
     * @param dropped ids of dead elements that were forgotten
     * @param none a payload of the same kind without elements
     */
    Parcel(Writers writers, Run[] runs, Ranges dead, Ranges dropped, Payload none) {
        this.writers = writers;
        this.runs = runs;
        this.dead = dead;
        this.dropped = dropped;
        this.bottom = writers.bottom(none);
        this.own = null;
        this.ownEnd = 0;
    }

    /** Makes the same parcel with where its author goes on. */
    private Parcel(Parcel same, @Nullable Tail own, int ownEnd) {
        this.writers = same.writers;
        this.runs = same.runs;
        this.dead = same.dead;
        this.dropped = same.dropped;
        this.bottom = same.bottom;
        this.own = own;
        this.ownEnd = ownEnd;
    }

    Parcel(Writers writers, Run run) {
        this(writers, new Run[] {run}, Ranges.NONE, Ranges.NONE, run.payload().none());
    }

    Parcel by(@Nullable Tail tail, int end) {
        return tail == null ? this : new Parcel(this, tail, end);
    }

    @Override
    Writers writers() {
        return writers;
    }

    @Override
    @Nullable
    Tail own() {
        return own;
    }

    @Override
    int ownEnd() {
        return ownEnd;
    }

    Core bottom() {
        return bottom;
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
