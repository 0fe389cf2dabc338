package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.List;

/** Reads elements out of a sequence by their ids, each run with its parent. */
final class RunReader {
    private final Core core;
    private final Path path;
    private final List<Run> runs = new ArrayList<>();

    RunReader(Core core) {
        this.core = core;
        this.path = new Path(core.root());
    }

    /** Returns what was read, parents before children. */
    Run[] runs() {
        return runs.isEmpty() ? Run.NONE : Difference.sorted(runs.toArray(Run[]::new), core.writers());
    }

    /** Reads elements in a row, all of which are in the sequence. */
    void read(long first, int length) {
        int done = 0;
        while (done < length) {
            long id = first + done * Ids.ONE;
            long label = core.index().label(id);
            Run run = label == Block.ORPHAN ? orphan(id, length - done) : placed(label, id, length - done);
            runs.add(run);
            done += run.length();
        }
    }

    private Run orphan(long id, int most) {
        for (Run run : core.orphans()) {
            if (Span.contains(run.id(), run.meta(), id)) {
                int ahead = (int) Ids.counter(id - run.id());
                return run.part(ahead, Math.min(run.length(), ahead + most));
            }
        }
        throw new IllegalStateException("The index names an orphan that is not here");
    }

    private Run placed(long label, long id, int most) {
        int at = path.toElement(core.root(), label, id);
        int ahead = (int) Ids.counter(id - path.id());
        int meta = path.meta();
        int length = Math.min(Span.length(meta) - ahead, most);
        int from = Span.isReversed(meta) ? at - length + 1 : at;
        Leaf leaf = path.leaf();
        Payload payload = leaf.payload.none();
        if (!Span.isDead(meta)) {
            int units = leaf.unitsBefore(path.span(), from);
            payload = leaf.payload.slice(units, units + length);
        }
        int part = Span.partMeta(meta, from, from + length);
        long parent = ahead > 0 ? id - Ids.ONE : Placement.parentOf(path, core.writers());
        return new Run(id, part, parent, payload);
    }
}
