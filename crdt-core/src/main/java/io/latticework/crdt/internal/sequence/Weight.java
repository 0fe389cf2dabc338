package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Realm;
import org.jspecify.annotations.Nullable;

/** Upper bounds of encoded bytes. */
final class Weight {
    /** What surrounds the first run. */
    static final int FRAME_BYTES = 48;

    /** A run or range with ids and length, without the names of its writers. */
    static final int RUN_BYTES = 28;

    private static final int WRITER_BYTES = 20;
    private static final int MAX_UTF8 = 3;

    private Weight() {}

    /** Returns the bound of a delta, or of a sequence at rest. */
    static int of(@Nullable Parcel parcel, Core core) {
        long bytes = FRAME_BYTES;
        Writers writers = parcel == null ? core.writers() : parcel.writers();
        for (int writer = 0; writer < writers.size(); writer++) {
            bytes += writer(writers, Ids.pack(1, writer));
        }
        if (parcel == null) {
            for (Leaf leaf : core.root().leaves()) {
                bytes += (long) leaf.size() * RUN_BYTES + leaf.payload.weight(0, leaf.payload.length());
            }
        }
        for (Run run : parcel == null ? core.orphans() : parcel.runs()) {
            bytes += RUN_BYTES + run.payload().weight(0, run.payload().length());
        }
        Ranges deaths = parcel == null ? core.ranges(Block.UNPLACED) : parcel.dead();
        Ranges dropped = parcel == null ? core.ranges(Block.DROPPED) : parcel.dropped();
        bytes += (long) (deaths.size() + dropped.size()) * RUN_BYTES;
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Returns the bound of an id's writer in the dictionary, 0 for the root. */
    static int writer(Writers writers, long id) {
        if (id == Ids.ROOT) {
            return 0;
        }
        String name = writers.realm()
                .replica(Realm.indexOf(writers.dot(Ids.writer(id))))
                .name();
        return WRITER_BYTES + MAX_UTF8 * name.length();
    }
}
