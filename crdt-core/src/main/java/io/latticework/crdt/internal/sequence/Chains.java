package io.latticework.crdt.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements without a place, in runs as long as can be, however they came: from the least id up, each run goes on as long
 * as each element is a child of the one before on the same side.
 */
final class Chains {
    private final List<Run> runs = new ArrayList<>();
    private @Nullable Run last;
    private final List<Payload> parts = new ArrayList<>();

    private Chains() {}

    /** Returns the elements of some runs, by writers in their order, then by counter. */
    static List<Run> of(Run[] runs, Writers writers) {
        if (runs.length == 0) {
            return List.of();
        }
        int[] order = writers.inOrder();
        int[] ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        Run[] sorted = runs.clone();
        Arrays.sort(sorted, (left, right) -> {
            int byWriter = Integer.compare(ranks[Ids.writer(left.id())], ranks[Ids.writer(right.id())]);
            return byWriter != 0 ? byWriter : Long.compare(left.id(), right.id());
        });
        Chains chains = new Chains();
        for (Run run : sorted) {
            chains.add(run);
        }
        chains.finish();
        return chains.runs;
    }

    /** The first element decides by its parent whether it goes on with the last run, the others by the first. */
    private void add(Run run) {
        Run before = last;
        if (before == null || !goesOn(before, run)) {
            finish();
            start(run);
            return;
        }
        boolean reversed = Span.isLeft(run.meta());
        if (run.length() == 1 || Span.isReversed(run.meta()) == reversed) {
            extend(before, run, reversed);
        } else {
            extend(before, run.part(0, 1), reversed);
            add(run.part(1, run.length()));
        }
    }

    private void start(Run run) {
        last = run;
        parts.add(run.payload());
    }

    private static boolean goesOn(Run before, Run run) {
        boolean next = run.id() == before.id() + before.length() * Ids.ONE && run.parent() == run.id() - Ids.ONE;
        return next
                && run.isDead() == before.isDead()
                && (before.length() == 1 || Span.isReversed(before.meta()) == Span.isLeft(run.meta()));
    }

    private void extend(Run before, Run run, boolean reversed) {
        int length = before.length() + run.length();
        int meta = Span.meta(length, Span.flags(before.meta()) & ~Span.REVERSED | (reversed ? Span.REVERSED : 0));
        last = new Run(before.id(), meta, before.parent(), before.payload());
        parts.add(reversed ? 0 : parts.size(), run.payload());
    }

    private void finish() {
        Run run = last;
        if (run != null) {
            int length = run.isDead() ? 0 : run.length();
            runs.add(new Run(run.id(), run.meta(), run.parent(), run.payload().concat(parts, length)));
        }
        last = null;
        parts.clear();
    }
}
