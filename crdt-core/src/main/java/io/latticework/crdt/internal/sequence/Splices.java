package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells how one version reads differently from another. Elements that both show are in one order in both, so what only
 * one shows is enough.
 */
final class Splices {
    private Splices() {}

    static List<Splice> between(Core before, Core after) {
        long[] gone = places(before, Difference.shownOnly(before, after));
        long[] come = places(after, Difference.shownOnly(after, before));
        List<Splice> splices = new ArrayList<>();
        int old = 0;
        int now = 0;
        int g = 0;
        int c = 0;
        while (g < gone.length || c < come.length) {
            int untilGone = g < gone.length ? start(gone[g]) - old : Integer.MAX_VALUE;
            int untilCome = c < come.length ? start(come[c]) - now : Integer.MAX_VALUE;
            int kept = Math.min(untilGone, untilCome);
            old += kept;
            now += kept;
            int deleted = untilGone == kept ? length(gone[g++]) : 0;
            int inserted = untilCome == kept ? length(come[c++]) : 0;
            splices.add(new Splice(now, deleted, inserted));
            old += deleted;
            now += inserted;
        }
        return splices;
    }

    private static int start(long place) {
        return (int) (place >>> Integer.SIZE);
    }

    private static int length(long place) {
        return (int) place;
    }

    /** Returns where elements stand, ascending, each the first index and how many side by side. */
    private static long[] places(Core core, Ranges ids) {
        List<Long> places = new ArrayList<>();
        Path path = new Path(core.root());
        for (int i = 0; i < ids.size(); i++) {
            int done = 0;
            while (done < ids.length(i)) {
                long id = ids.id(i) + done * Ids.ONE;
                int at = path.toElement(core.root(), core.index().label(id), id);
                int ahead = (int) Ids.counter(id - path.id());
                int length = Math.min(ids.length(i) - done, Span.length(path.meta()) - ahead);
                int left = Span.isReversed(path.meta()) ? at - length + 1 : at;
                places.add((long) path.unitsBefore(left) << Integer.SIZE | length);
                done += length;
            }
        }
        long[] sorted = places.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return joined(sorted);
    }

    private static long[] joined(long[] places) {
        int size = 0;
        for (long place : places) {
            if (size > 0 && start(places[size - 1]) + length(places[size - 1]) == start(place)) {
                places[size - 1] += length(place);
            } else {
                places[size++] = place;
            }
        }
        return Arrays.copyOf(places, size);
    }
}
