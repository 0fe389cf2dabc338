package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Cut;
import io.latticework.crdt.internal.store.Stretch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The stretches that nobody has been asked for, or that whoever was asked has not brought. */
final class Remainder {
    private Deque<Stretch> stretches = new ArrayDeque<>(List.of(Stretch.ALL));

    /** Cuts what remains into portions. */
    void cut(List<Cut> cuts) {
        Deque<Stretch> portions = new ArrayDeque<>();
        stretches.forEach(each -> portions.addAll(each.at(cuts)));
        stretches = portions;
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** Takes the first stretch, which somebody is asked for now. */
    Stretch take() {
        return stretches.remove();
    }

    /** Gives back what did not come; it is asked for first, since what lies before has come. */
    void giveBack(List<Stretch> missing) {
        for (int i = missing.size() - 1; i >= 0; i--) {
            stretches.addFirst(missing.get(i));
        }
    }

    /** A stretch has come. */
    void came(Stretch stretch) {
        stretches = new ArrayDeque<>(without(stretches, stretch));
    }

    /** Returns what is left of some stretches when one has come. */
    static List<Stretch> without(Iterable<Stretch> stretches, Stretch stretch) {
        List<Stretch> left = new ArrayList<>();
        stretches.forEach(each -> left.addAll(each.minus(stretch)));
        return left;
    }
}
