package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds dead elements that nobody can refer to any more: all replicas know of their death, and they have no children
 * that stay. New elements always have living parents, so none will come. O(n log n).
 */
final class Compaction {
    private final Core core;
    private final Core stable;
    private final Map<Integer, TreeSet<Long>> parents = new HashMap<>();
    private final Ranges dropped = new Ranges();

    private Compaction(Core core, Core stable) {
        this.core = core;
        this.stable = stable;
    }

    /**
     * Returns a sequence without them.
     *
     * @param stable a state that every replica is known to have
     */
    static Core of(Core core, Core stable) {
        Compaction compaction = new Compaction(core, stable);
        compaction.find();
        if (compaction.dropped.size() == 0) {
            return core;
        }
        Draft draft = new Draft(core);
        new Dropping(draft).apply(compaction.dropped, core.writers());
        return draft.core();
    }

    /** Walks runs from the youngest to the oldest, so that children come before parents. */
    private void find() {
        List<Run> runs = new ArrayList<>();
        Path path = new Path(core.root());
        boolean more = path.leaf().size() > 0 || path.next();
        while (more) {
            long parent = Placement.parentOf(new Path(path), core.writers());
            runs.add(new Run(path.id(), path.meta(), parent, Chars.NONE));
            more = path.next();
        }
        for (Run orphan : core.orphans()) {
            keep(orphan.parent());
        }
        runs.sort((left, right) -> core.writers().compare(right.id(), left.id()));
        runs.forEach(this::sift);
    }

    private void keep(long parent) {
        if (parent != Ids.ROOT) {
            parents.computeIfAbsent(Ids.writer(parent), writer -> new TreeSet<>())
                    .add(parent);
        }
    }

    /** Drops the youngest elements of a run, as far as they are dead everywhere and without children. */
    private void sift(Run run) {
        int kept = run.length();
        if (run.isDead()) {
            TreeSet<Long> known = parents.getOrDefault(Ids.writer(run.id()), new TreeSet<>());
            Long youngest = known.floor(run.id() + (run.length() - 1) * Ids.ONE);
            int needed = youngest == null || youngest < run.id() ? 0 : (int) Ids.counter(youngest - run.id()) + 1;
            while (kept > needed && isDeadEverywhere(run.id() + (kept - 1) * Ids.ONE)) {
                kept--;
            }
        }
        if (kept > 0) {
            keep(run.parent());
        }
        if (kept < run.length()) {
            dropped.add(run.id() + kept * Ids.ONE, run.length() - kept);
        }
    }

    private boolean isDeadEverywhere(long id) {
        int writer = stable.writers().find(core.writers().dot(Ids.writer(id)));
        long there = Ids.pack(Ids.counter(id), writer);
        return writer >= 0 && (stable.index().isDead(there) || stable.index().label(there) == Block.DROPPED);
    }
}
