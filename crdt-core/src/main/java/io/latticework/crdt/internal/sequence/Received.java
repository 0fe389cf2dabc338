package io.latticework.crdt.internal.sequence;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run that came from elsewhere, delta by delta: typing behind a given element, or deleting. What is typed goes into the tree
 * when the run is over. Immutable.
 */
final class Received extends Stretch {
    private static final int MOST_UNITS = 1024;

    /** Where what is typed stands. */
    private final @Nullable Tail units;

    private final int from;
    private final long id;
    /** What the run that is typed began with. */
    private final @Nullable Run first;

    private Received(Stretch rest, int kind, @Nullable Tail units, long id, @Nullable Run first) {
        super(rest.core(), rest.own(), rest.ownEnd(), kind);
        this.units = units;
        this.from = units == null ? 0 : units.end();
        this.id = id;
        this.first = first;
    }

    /**
     * Begins a run of typing.
     *
     * @param before the version before, whose array may be gone on in
     * @param first elements whose place is such that the next one of the run will be right behind them
     */
    static Received typing(Stretch rest, Ground before, Run first) {
        boolean wide = !((Chars) first.payload()).isLatin();
        Tail known = before instanceof Received last ? last.units : null;
        boolean goesOn = known != null && known.isWide() == wide && known.end() < MOST_UNITS;
        Tail units = goesOn ? known : Tail.received(wide);
        return new Received(rest, APPENDED, units, first.id(), first);
    }

    /**
     * Begins a run of deleting.
     *
     * @param id the first of the ids in a row that may be deleted next, on the left
     */
    static Received deleting(Stretch rest, Ground before, long id) {
        return new Received(rest, DELETED, before instanceof Received last ? last.units : null, id, null);
    }

    @Override
    long id() {
        return id;
    }

    /** Goes on with the run; false, and nothing is changed, if another version did, or there is no room. */
    boolean append(int length, Chars more) {
        return units != null && units.append(from + length, more);
    }

    @Override
    boolean runHasSurrogates(int length) {
        return kind() == APPENDED && units != null && units.hasSurrogates(from, from + length);
    }

    @Override
    void addTo(Draft draft, int at, int length) {
        Run begin = Objects.requireNonNull(first);
        Chars payload = Objects.requireNonNull(units).units(from, from + length);
        Placement place = Placement.of(begin, draft);
        draft.insert(place, id, Span.meta(length, Span.flags(begin.meta())), payload);
    }
}
