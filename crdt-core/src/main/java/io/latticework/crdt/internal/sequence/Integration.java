package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins a {@link Parcel} into a sequence. Of each element it is known already whether it is here, dead, or dropped, and
 * only the rest is done. Elements whose parents are missing wait as orphans.
 */
final class Integration {
    private final Draft draft;
    private final List<Run> fresh = new ArrayList<>();

    Integration(Draft draft) {
        this.draft = draft;
    }

    void apply(Parcel parcel) {
        Writers from = parcel.writers();
        Writers all = draft.writers().union(from);
        draft.setWriters(all);
        for (Run run : parcel.runs()) {
            sift(run.translated(all, from));
        }
        if (!fresh.isEmpty()) {
            settle(all);
        }
        Ranges dead = parcel.dead();
        for (int i = 0; i < dead.size(); i++) {
            kill(all.translate(dead.id(i), from), dead.length(i));
        }
        if (parcel.dropped().size() > 0) {
            new Dropping(draft).apply(parcel.dropped(), from);
        }
    }

    /** Takes of a run what is new, part by part, as much as is known alike of its elements. */
    private void sift(Run run) {
        int done = 0;
        while (done < run.length()) {
            long id = run.id() + done * Ids.ONE;
            int same = draft.index().sameFor(id, run.length() - done);
            long label = draft.index().label(id);
            if (label == Block.UNPLACED) {
                fresh.add(run.part(done, done + same).killed());
            } else if (label == Block.ABSENT) {
                fresh.add(run.part(done, done + same));
            } else if (label != Block.DROPPED && run.isDead()) {
                kill(id, same);
            }
            done += same;
        }
    }

    /** Places what is new and what has waited, parents first. */
    private void settle(Writers writers) {
        if (draft.orphans().length > 0) {
            fresh.addAll(List.of(draft.orphans()));
            fresh.sort((left, right) -> writers.compare(left.id(), right.id()));
        }
        List<Run> waiting = new ArrayList<>();
        for (Run run : fresh) {
            long label =
                    run.parent() == Ids.ROOT ? Node.LABEL_STEP : draft.index().label(run.parent());
            if (label > Block.DROPPED) {
                place(run);
            } else {
                waiting.add(run);
                await(run);
            }
        }
        draft.setOrphans(waiting.isEmpty() ? Run.NONE : waiting.toArray(Run[]::new));
    }

    private void place(Run run) {
        draft.insert(Placement.of(run, draft), run.id(), run.meta(), run.payload());
        markDead(run);
    }

    private void await(Run run) {
        if (draft.index().label(run.id()) != Block.ORPHAN) {
            draft.setIndex(draft.index().with(run.id(), run.length(), Block.ORPHAN));
            draft.saw(run.id(), run.length());
            markDead(run);
        }
    }

    private void markDead(Run run) {
        if (run.isDead()) {
            draft.setIndex(draft.index().killed(run.id(), run.length()));
        }
    }

    private void kill(long first, int length) {
        int done = 0;
        while (done < length) {
            long id = first + done * Ids.ONE;
            int same = draft.index().sameFor(id, length - done);
            long label = draft.index().label(id);
            if (label == Block.ABSENT) {
                draft.setIndex(draft.index().with(id, same, Block.UNPLACED).killed(id, same));
                draft.saw(id, same);
            } else if (label == Block.ORPHAN) {
                killWaiting(id, same);
            } else if (label > Block.DROPPED) {
                same = killPlaced(label, id, same);
            }
            done += same;
        }
    }

    /** Kills elements of one span, and returns how many it had. */
    private int killPlaced(long label, long id, int length) {
        Path path = new Path(draft.root());
        int offset = path.toElement(draft.root(), label, id);
        int meta = path.meta();
        int ahead = (int) Ids.counter(id - path.id());
        int here = Math.min(length, Span.length(meta) - ahead);
        if (!Span.isDead(meta)) {
            int left = Span.isReversed(meta) ? offset - here + 1 : offset;
            int units = path.leaf().unitsBefore(path.span(), left);
            draft.kill(path, units, units + here);
        }
        return here;
    }

    private void killWaiting(long id, int length) {
        List<Run> changed = new ArrayList<>();
        boolean alive = false;
        for (Run run : draft.orphans()) {
            long ahead = Ids.counter(id) - Ids.counter(run.id());
            int from = (int) Math.max(0, Math.min(run.length(), ahead));
            int to = (int) Math.max(0, Math.min(run.length(), ahead + length));
            if (Ids.writer(id) != Ids.writer(run.id()) || run.isDead() || from >= to) {
                changed.add(run);
                continue;
            }
            alive = true;
            addPart(changed, run, 0, from);
            changed.add(run.part(from, to).killed());
            addPart(changed, run, to, run.length());
        }
        if (alive) {
            draft.setOrphans(changed.toArray(Run[]::new));
            draft.setIndex(draft.index().killed(id, length));
        }
    }

    private static void addPart(List<Run> runs, Run run, int from, int to) {
        if (from < to) {
            runs.add(run.part(from, to));
        }
    }
}
