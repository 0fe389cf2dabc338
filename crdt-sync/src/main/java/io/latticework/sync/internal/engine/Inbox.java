package io.latticework.sync.internal.engine;

import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.internal.message.Message.Delta;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which deltas of one epoch of a peer have arrived, whole or in part. The parts of one delta are held back and joined
 * together, so that what was written together shows together; a delta of very many parts is joined as it comes. The oldest
 * deltas are forgotten, which costs a join.
 */
final class Inbox {
    private static final int REMEMBERED = 4096;
    private static final int MAX_HELD_PARTS = 32;
    private static final int MAX_HELD_DELTAS = 4;

    /** A delta of which some parts may be missing. */
    private static final class Arriving {
        final BitSet missing = new BitSet();
        /** Joins of 1, 2, 4... parts each, the last one that came first; {@code null} where there is none of so many. */
        private final List<@Nullable Causal> held = new ArrayList<>();

        boolean isHeld() {
            return !held.isEmpty();
        }

        /** Joins a part with those held, two of like size at a time, which costs O(n log n) instead of O(n^2). */
        void hold(Causal part) {
            Causal joined = part;
            for (int level = 0; level < held.size(); level++) {
                Causal other = held.get(level);
                if (other == null) {
                    held.set(level, joined);
                    return;
                }
                held.set(level, null);
                joined = other.merge(joined);
            }
            held.add(joined);
        }

        /** Returns the join of all that was held, which is held no more, and a part. */
        Causal release(Causal part) {
            Causal joined = part;
            for (Causal each : held) {
                joined = each == null ? joined : each.merge(joined);
            }
            held.clear();
            return joined;
        }
    }

    private final Map<Long, Arriving> deltas = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Arriving> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Tells whether all parts of a delta have arrived. */
    boolean isComplete(long number) {
        Arriving delta = deltas.get(number);
        return delta != null && delta.missing.isEmpty();
    }

    /** Forgets a delta that could not be joined as a whole: should it come again, it is looked at again. */
    void reopen(long number) {
        deltas.remove(number);
    }

    /**
     * Takes a part.
     *
     * @return what is to be joined now, {@code null} if more parts are awaited or this one has come before
     */
    @Nullable
    Causal arrived(Delta part, Causal piece) {
        Arriving delta = deltas.computeIfAbsent(part.number(), absent -> {
            Arriving all = new Arriving();
            all.missing.set(0, part.parts());
            return all;
        });
        if (!delta.missing.get(part.part())) {
            return null;
        }
        delta.missing.clear(part.part());
        if (!delta.missing.isEmpty() && part.parts() <= MAX_HELD_PARTS && held() <= MAX_HELD_DELTAS) {
            delta.hold(piece);
            return null;
        }
        return delta.release(piece);
    }

    private long held() {
        return deltas.values().stream().filter(Arriving::isHeld).count();
    }
}
