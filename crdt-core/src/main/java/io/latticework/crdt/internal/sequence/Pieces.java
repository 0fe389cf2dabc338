package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A sequence in bounded pieces, writer by writer in the order of their dots, ids ascending. Lazy. */
final class Pieces implements Iterable<Sequence> {
    private final Core core;
    private final int maxBytes;

    Pieces(Core core, int maxBytes) {
        this.core = core;
        this.maxBytes = maxBytes;
    }

    @Override
    public Iterator<Sequence> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<Sequence> {
        private final Parcel whole =
                Difference.of(core, Core.empty(core.writers().realm(), core.none()));
        private int run;
        private int done;
        private int dead;
        private int dropped;

        @Override
        public boolean hasNext() {
            return run < whole.runs().length
                    || dead < whole.dead().size()
                    || dropped < whole.dropped().size();
        }

        @Override
        public Sequence next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int room = maxBytes - Weight.FRAME_BYTES;
            List<Run> runs = new ArrayList<>();
            while (run < whole.runs().length && (room > 0 || runs.isEmpty())) {
                Run taken = take(whole.runs()[run], room);
                room -= weight(taken);
                runs.add(taken);
            }
            Ranges deaths = new Ranges();
            while (dead < whole.dead().size() && (room > 0 || runs.isEmpty() && deaths.size() == 0)) {
                deaths.add(whole.dead().id(dead), whole.dead().length(dead++));
                room -= weight(whole.dead(), dead - 1);
            }
            Ranges drops = new Ranges();
            while (dropped < whole.dropped().size()
                    && (room > 0 || runs.isEmpty() && deaths.size() == 0 && drops.size() == 0)) {
                drops.add(whole.dropped().id(dropped), whole.dropped().length(dropped++));
                room -= weight(whole.dropped(), dropped - 1);
            }
            Parcel piece = new Parcel(core.writers(), runs.toArray(Run[]::new), deaths, drops, core.none());
            return Sequence.of(piece);
        }

        private Run take(Run whole, int room) {
            int left = whole.length() - done;
            int most = whole.isDead() ? left : fitting(whole, done, room - writers(whole));
            Run taken = whole.part(done, done + most);
            done += most;
            if (done == whole.length()) {
                done = 0;
                run++;
            }
            return taken;
        }
    }

    /** Returns how many elements of a run fit, at least one and no half of a pair. */
    private static int fitting(Run run, int from, int room) {
        Payload payload = run.payload();
        int length = run.length();
        boolean reversed = Span.isReversed(run.meta());
        int taken = 0;
        int bytes = Weight.RUN_BYTES;
        while (from + taken < length) {
            int at = reversed ? length - 1 - from - taken : from + taken;
            bytes += payload.weight(at, at + 1);
            if (taken > 0 && bytes > room && !payload.isBound(reversed ? at + 1 : at)) {
                break;
            }
            taken++;
        }
        return taken;
    }

    private int weight(Run run) {
        return Weight.RUN_BYTES
                + writers(run)
                + run.payload().weight(0, run.payload().length());
    }

    private int weight(Ranges ranges, int index) {
        return Weight.RUN_BYTES + Weight.writer(core.writers(), ranges.id(index));
    }

    private int writers(Run run) {
        return Weight.writer(core.writers(), run.id()) + Weight.writer(core.writers(), run.parent());
    }
}
