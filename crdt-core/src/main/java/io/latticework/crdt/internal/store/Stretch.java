package io.latticework.crdt.internal.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All places from one cut to another, over the keys and on inside one huge key: what is there can be asked of any replica,
 * whatever it has.
 *
 * @param from the first place
 * @param to the first place behind, {@code null} if there is none
 */
public record Stretch(Cut from, @Nullable Cut to) {
    /** Everything. */
    public static final Stretch ALL = new Stretch(Cut.START, null);

    /** Tells whether there is no place in it. */
    public boolean isEmpty() {
        return to != null && from.compareTo(to) >= 0;
    }

    /** Returns what of this one is not in another: nothing, one stretch, or two. */
    public List<Stretch> minus(Stretch other) {
        List<Stretch> rest = new ArrayList<>(2);
        Cut behind = other.to;
        add(rest, new Stretch(from, earlier(to, other.from)));
        if (behind != null) {
            add(rest, new Stretch(from.compareTo(behind) >= 0 ? from : behind, to));
        }
        return other.isEmpty() ? List.of(this) : rest;
    }

    private static void add(List<Stretch> rest, Stretch stretch) {
        if (!stretch.isEmpty()) {
            rest.add(stretch);
        }
    }

    private static Cut earlier(@Nullable Cut one, Cut other) {
        return one == null || one.compareTo(other) > 0 ? other : one;
    }

    /** Returns this stretch cut at those of some ascending cuts that are inside. */
    public List<Stretch> at(List<Cut> cuts) {
        List<Stretch> parts = new ArrayList<>(cuts.size() + 1);
        Cut start = from;
        for (Cut cut : cuts) {
            if (start.compareTo(cut) < 0 && (to == null || cut.compareTo(to) < 0)) {
                parts.add(new Stretch(start, cut));
                start = cut;
            }
        }
        add(parts, new Stretch(start, to));
        return parts;
    }
}
