package io.latticework.crdt.internal.sequence;

/** A run that came from elsewhere, delta by delta: typing behind a given element, or deleting. Immutable. */
final class Received extends Stretch {
    private static final int MOST_UNITS = 1024;

    /** Where what is typed stands. */
    private final Tail units;

    private final int from;
    private final long id;

    private Received(Stretch rest, int kind, Tail units, long id) {
        super(rest.core(), rest.own(), rest.ownEnd(), kind);
        this.units = units;
        this.from = units.end();
        this.id = id;
    }

    /**
     * Begins a run of typing.
     *
     * @param before where the author of the version goes on
     * @param wide whether its units may be others than Latin-1
     * @param id the id that the next element would have
     */
    static Received typing(Stretch rest, Ground before, boolean wide, long id) {
        boolean goesOn =
                before instanceof Received last && last.units.isWide() == wide && last.units.end() < MOST_UNITS;
        Tail units = goesOn ? ((Received) before).units : Tail.received(wide);
        return new Received(rest, APPENDED, units, id);
    }

    /**
     * Begins a run of deleting.
     *
     * @param id the first of the ids in a row that may be deleted next, on the left
     */
    static Received deleting(Stretch rest, Ground before, long id) {
        Tail units = before instanceof Received last ? last.units : Tail.received(false);
        return new Received(rest, DELETED, units, id);
    }

    @Override
    long id() {
        return id;
    }

    /** Goes on with the run; false, and nothing is changed, if another version did, or there is no room. */
    boolean append(int length, Chars more) {
        return units.append(from + length, more);
    }

    @Override
    boolean runHasSurrogates(int length) {
        return kind() == APPENDED && units.hasSurrogates(from, from + length);
    }

    @Override
    void addTo(Draft draft, int at, int length) {
        draft.insertBehind(at, id, units.units(from, from + length));
    }
}
