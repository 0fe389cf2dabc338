package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.concurrent.LazyInit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of one run of typing or deleting share: a tree, runs that wait in a log and are not in the tree yet, and
 * where the writer goes on. Runs go into the tree many at once: as people write about one place for a while, that copies far
 * less of it. What was typed in runs that wait stands in a row, and so do its ids, so that a run needs one word. Immutable.
 */
class Stretch extends Ground {
    static final int REST = 0;
    static final int TYPED = 1;
    static final int APPENDED = 2;
    static final int DELETED = 3;

    private static final int KIND_MASK = 3;
    private static final int SURROGATES = 4;
    private static final int WRITER_SHIFT = 3;

    private final Core base;
    private final @Nullable Tail own;
    private final int ownEnd;
    private final int firstRun;
    private final int endRun;
    /** Where what was typed in the first run that waits begins. */
    private final int firstUnit;

    private final int visible;
    /** The kind of the run, whether there may be surrogates, and the writer: each version that is kept has this object. */
    private final int packed;

    @LazyInit
    private @Nullable Core core;

    /** Makes a stretch without runs that wait. */
    Stretch(Core base, @Nullable Tail own, int ownEnd, int kind) {
        this.base = base;
        this.own = own;
        this.ownEnd = ownEnd;
        this.firstRun = own == null ? 0 : own.log().end();
        this.endRun = firstRun;
        this.firstUnit = ownEnd;
        this.visible = base.root().visible;
        int writer = kind == TYPED && own != null ? base.writers().find(own.dot()) : 0;
        this.packed = kind | (base.root().wide ? SURROGATES : 0) | writer << WRITER_SHIFT;
        this.core = base;
    }

    /** Makes the stretch after a run that waits from now on. */
    private Stretch(Stretch before, Tail own, long run, int kind) {
        Core known = before.core;
        boolean typed = RunLog.isTyped(run);
        int length = RunLog.length(run);
        this.base = known == null ? before.base : known;
        this.own = own;
        this.ownEnd = before.ownEnd + (typed ? length : 0);
        this.firstRun = known == null ? before.firstRun : before.endRun;
        this.endRun = before.endRun + 1;
        this.firstUnit = known == null ? before.firstUnit : before.ownEnd;
        this.visible = before.visible + (typed ? length : -length);
        boolean surrogates = before.hasSurrogates() || typed && own.hasSurrogates(before.ownEnd, ownEnd);
        int writer = kind == TYPED && before.kind() != TYPED ? base.writers().find(own.dot()) : before.writer();
        this.packed = kind | (surrogates ? SURROGATES : 0) | writer << WRITER_SHIFT;
    }

    /** Returns the stretch after a run of this one, {@code null} if the run cannot wait. */
    @Nullable
    Stretch after(long run, int kind) {
        Tail log = own;
        return log != null && log.log().put(endRun, run) ? new Stretch(this, log, run, kind) : null;
    }

    @Override
    final Writers writers() {
        return base.writers();
    }

    @Override
    final @Nullable Tail own() {
        return own;
    }

    @Override
    final int ownEnd() {
        return ownEnd;
    }

    final int kind() {
        return packed & KIND_MASK;
    }

    private int writer() {
        return packed >>> WRITER_SHIFT;
    }

    /** Returns the number of living elements before the run was made. */
    final int visible() {
        return visible;
    }

    /** Returns the largest counter of all ids before the run. */
    final long most() {
        return base.most() + ownEnd - firstUnit;
    }

    /** Returns the first id of what is typed, or what the first id of a run that came from elsewhere is. */
    long id() {
        return Ids.pack(most() + 1, writer());
    }

    /** Tells whether there may be halves of surrogate pairs before the run. */
    final boolean hasSurrogates() {
        return (packed & SURROGATES) != 0;
    }

    /** Tells whether there are halves of surrogate pairs in a run of given length. */
    boolean runHasSurrogates(int length) {
        return kind() == TYPED && own != null && own.hasSurrogates(ownEnd, ownEnd + length);
    }

    /** Tells whether the run began where a version is. */
    final boolean beganAt(Stretch before, @Nullable Core there, long run) {
        return firstRun == endRun ? isBase(before, there) : before.endRun + 1 == endRun && hasLogged(before, run);
    }

    /** Tells whether the run began where a version is, or some runs later; false if that is too long ago to be known. */
    final boolean beganBehind(Stretch before, @Nullable Core there, long run) {
        return isBase(before, there) || hasLogged(before, run);
    }

    private boolean isBase(Stretch before, @Nullable Core there) {
        return base == (there == null && before.kind() == REST ? before.core : there);
    }

    private boolean hasLogged(Stretch before, long run) {
        boolean sameBase = firstRun == before.firstRun ? base == before.base : base == before.core;
        return own != null
                && own == before.own
                && firstRun <= before.endRun
                && before.endRun < endRun
                && sameBase
                && own.log().get(before.endRun) == run;
    }

    /** Returns some of what is typed. */
    Chars units(int from, int to) {
        return Objects.requireNonNull(own).units(ownEnd + from, ownEnd + to);
    }

    /** Returns the sequence before the runs that wait; if none waits, that without the run. */
    final Core base() {
        return base;
    }

    /** Returns the sequence without the run, with all that waited in the tree. */
    final Core core() {
        Core known = core;
        if (known == null) {
            known = settle(Objects.requireNonNull(own));
            core = known;
        }
        return known;
    }

    private Core settle(Tail typed) {
        Draft draft = new Draft(base);
        Replay replay = new Replay(draft, endRun - firstRun > 1 && base.none() instanceof Chars);
        int unit = firstUnit;
        for (int place = firstRun; place < endRun; place++) {
            long run = typed.log().get(place);
            int at = RunLog.at(run);
            int length = RunLog.length(run);
            if (RunLog.isTyped(run)) {
                replay.insert(
                        at, Ids.pack(base.most() + 1 + unit - firstUnit, writer()), typed.units(unit, unit + length));
                unit += length;
            } else {
                replay.delete(at, at + length);
            }
        }
        replay.close();
        return draft.core();
    }

    /** Returns the sequence with the run, in the tree. */
    final Core core(int at, int length) {
        Draft draft = new Draft(core());
        if (kind() == DELETED) {
            draft.delete(at, at + length);
        } else {
            addTo(draft, at, length);
        }
        return draft.core();
    }

    void addTo(Draft draft, int at, int length) {
        draft.insert(at, id(), units(0, length));
    }
}
