package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.concurrent.LazyInit;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence after one more run of typing or deleting, which is not in the tree yet. Runs wait, and go into the tree many at
 * once: as people write about one place for a while, that copies far less of it. Immutable.
 */
final class Pending extends Rest {
    /** How many runs wait at most. */
    static final int MOST = 128;

    private static final int FROM_BITS = 9;
    private static final int WIDE = 1 << FROM_BITS;
    private static final int BEHIND = 1 << FROM_BITS + 1;
    private static final int WAITING_SHIFT = FROM_BITS + 2;

    private final Rest before;
    private final int at;
    private final int length;
    /** Where the units are, {@code null} where elements are deleted. */
    private final @Nullable Tail units;
    /** Where they begin, flags, and how many runs wait: each version that is kept has a few of these objects. */
    private final int packed;
    /** The first id; where elements are deleted, the largest counter of all. */
    private final long id;

    private final int visible;

    @LazyInit
    private @Nullable Core core;

    private Pending(Rest before, Run place, @Nullable Tail units, int packed, int visible) {
        this.before = before;
        this.at = place.at;
        this.length = place.length;
        this.id = place.id;
        this.units = units;
        this.packed = packed | before.waiting() + 1 << WAITING_SHIFT;
        this.visible = visible;
    }

    /**
     * Where a run is.
     *
     * @param at the number of living elements before it
     * @param length how many elements it has
     * @param id the first id; of a deletion the largest counter of all
     */
    record Run(int at, int length, long id) {}

    /**
     * Returns a sequence with a run that was typed.
     *
     * @param behind whether it is right behind the element before, whatever follows
     */
    static Pending typed(Rest before, Run place, Tail units, int from, boolean behind) {
        boolean wide = before.isWide() || units.isWide(from, from + place.length);
        int flags = (wide ? WIDE : 0) | (behind ? BEHIND : 0);
        return new Pending(before, place, units, from | flags, before.visible() + place.length);
    }

    /** Returns a sequence without some elements. */
    static Pending deleted(Rest before, int at, int length) {
        int flags = before.isWide() ? WIDE : 0;
        Run place = new Run(at, length, Ids.pack(before.most(), 0));
        return new Pending(before, place, null, flags, before.visible() - length);
    }

    @Override
    int visible() {
        return visible;
    }

    @Override
    long most() {
        if (units == null) {
            return Ids.counter(id);
        }
        long last = Ids.counter(id) + length - 1;
        return (packed & BEHIND) != 0 ? Math.max(last, before.most()) : last;
    }

    @Override
    boolean isWide() {
        return (packed & WIDE) != 0;
    }

    @Override
    int waiting() {
        return core == null ? packed >>> WAITING_SHIFT : 0;
    }

    @Override
    Payload none() {
        return units == null ? before.none() : Chars.NONE;
    }

    @Override
    boolean isVersion(Rest other) {
        return this == other || other == core;
    }

    @Override
    Core core() {
        Core known = core;
        if (known == null) {
            known = settle();
            core = known;
        }
        return known;
    }

    private Core settle() {
        List<Pending> steps = new ArrayList<>();
        Rest from = this;
        while (from instanceof Pending pending && pending.core == null) {
            steps.add(pending);
            from = pending.before;
        }
        Draft draft = new Draft(from.core());
        Replay replay = new Replay(draft, steps.size() > 1);
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.get(i).applyTo(replay);
        }
        replay.close();
        return draft.core();
    }

    private void applyTo(Replay replay) {
        Tail typed = units;
        if (typed == null) {
            replay.delete(at, at + length);
        } else {
            int from = packed & WIDE - 1;
            replay.insert(at, id, CharBuffer.wrap(typed.units(), from, length), (packed & BEHIND) != 0);
        }
    }
}
