package io.latticework.sync.internal.engine;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which deltas of one epoch of a peer have arrived, whole or in part. The oldest are forgotten, which costs a join. */
final class Inbox {
    private static final int REMEMBERED = 4096;

    private final Map<Long, BitSet> missing = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, BitSet> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Tells whether all parts of a delta have arrived. */
    boolean isComplete(long number) {
        BitSet parts = missing.get(number);
        return parts != null && parts.isEmpty();
    }

    /** Notes that a part is joined, and tells whether the delta is complete with it. */
    boolean arrived(long number, int part, int parts) {
        BitSet open = missing.computeIfAbsent(number, absent -> {
            BitSet all = new BitSet();
            all.set(0, parts);
            return all;
        });
        open.clear(part);
        return open.isEmpty();
    }
}
