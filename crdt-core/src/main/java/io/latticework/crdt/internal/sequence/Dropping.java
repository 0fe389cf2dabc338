package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes dead elements out of a sequence for good, so that only their ids are remembered. O(n). Children that a dropped
 * element has nevertheless wait as orphans, for ever: whoever drops promises that there are none.
 */
final class Dropping {
    private final Draft draft;

    Dropping(Draft draft) {
        this.draft = draft;
    }

    void apply(Ranges dropped, Writers from) {
        Writers writers = draft.writers();
        boolean news = false;
        for (int i = 0; i < dropped.size(); i++) {
            news |= mark(writers.translate(dropped.id(i), from), dropped.length(i));
        }
        if (news) {
            rebuild(writers);
        }
    }

    private boolean mark(long first, int length) {
        boolean news = false;
        int done = 0;
        while (done < length) {
            long id = first + done * Ids.ONE;
            int same = draft.index().sameFor(id, length - done);
            if (draft.index().label(id) != Block.DROPPED) {
                draft.setIndex(draft.index().with(id, same, Block.DROPPED));
                draft.saw(id, same);
                news = true;
            }
            done += same;
        }
        return news;
    }

    private void rebuild(Writers writers) {
        List<Run> document = new ArrayList<>();
        Path path = new Path(draft.root());
        boolean more = path.leaf().size() > 0 || path.next();
        while (more) {
            addKept(document, path, Placement.parentOf(new Path(path), writers));
            more = path.next();
        }
        List<Run> kept = new ArrayList<>();
        for (Run orphan : draft.orphans()) {
            addKept(kept, orphan);
        }
        Comparator<Run> byId = (left, right) -> writers.compare(left.id(), right.id());
        orphan(document, byId, kept);
        draft.rebuild(document);
        kept.sort(byId);
        draft.setOrphans(kept.toArray(Run[]::new));
    }

    private void addKept(List<Run> document, Path path, long parent) {
        Leaf leaf = path.leaf();
        int length = Span.length(path.meta());
        Payload payload = leaf.payload.none();
        if (!Span.isDead(path.meta())) {
            int units = leaf.unitsBefore(path.span(), 0);
            payload = leaf.payload.slice(units, units + length);
        }
        int at = document.size();
        List<Run> parts = new ArrayList<>();
        addKept(parts, new Run(path.id(), path.meta(), parent, payload));
        for (Run part : parts) {
            document.add(Span.isReversed(path.meta()) ? at : document.size(), part);
        }
    }

    private void addKept(List<Run> parts, Run run) {
        int done = 0;
        while (done < run.length()) {
            long id = run.id() + done * Ids.ONE;
            int same = draft.index().sameFor(id, run.length() - done);
            if (draft.index().label(id) != Block.DROPPED) {
                parts.add(run.part(done, done + same));
            }
            done += same;
        }
    }

    /** Moves what is below dropped elements out of the document. */
    private void orphan(List<Run> document, Comparator<Run> byId, List<Run> orphans) {
        List<Run> ascending = new ArrayList<>(document);
        ascending.sort(byId);
        boolean any = false;
        for (Run run : ascending) {
            long label =
                    run.parent() == Ids.ROOT ? Node.LABEL_STEP : draft.index().label(run.parent());
            if (label <= Block.DROPPED) {
                draft.setIndex(draft.index().with(run.id(), run.length(), Block.ORPHAN));
                orphans.add(run);
                any = true;
            }
        }
        if (any) {
            document.removeIf(run -> draft.index().label(run.id()) == Block.ORPHAN);
        }
    }
}
