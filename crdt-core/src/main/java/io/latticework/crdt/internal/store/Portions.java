package io.latticework.crdt.internal.store;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.trie.Cursor;
import io.latticework.crdt.internal.trie.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts what somebody has not seen of a store into portions with about as many entries each. */
public final class Portions {
    private static final byte[] NO_KEY = new byte[0];

    private final CausalContext seen;
    private final long each;
    private final int most;
    private final List<Range.Step> path = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private long entries;

    private Portions(CausalContext seen, long each, int most) {
        this.seen = seen;
        this.each = each;
        this.most = most;
    }

    /**
     * Returns the cuts between the portions, in their order. O(n) for n entries.
     *
     * @param each how many unseen entries a portion has
     * @param most the greatest number of cuts; the last portion has what is left
     */
    public static List<Cut> cuts(@Nullable DotStore root, CausalContext seen, long each, int most) {
        Portions portions = new Portions(seen, Math.max(1, each), most);
        if (root instanceof DotMap map) {
            portions.visit(map);
        }
        return portions.cuts;
    }

    private void visit(DotMap map) {
        Cursor cursor = new Cursor(map.root());
        while (cursor.hasNext() && cuts.size() < most) {
            Entry entry = cursor.next();
            if (entry.payload() instanceof DotMap inner) {
                path.add(new Range.Step(entry.hash(), entry.key()));
                visit(inner);
                path.remove(path.size() - 1);
            } else if (Excerpt.isNew(entry, seen) && ++entries % each == 0) {
                cutBefore(entry);
            }
        }
    }

    /** Cuts between hashes, so that the place takes few bytes. */
    private void cutBefore(Entry entry) {
        List<Range.Step> steps = new ArrayList<>(path);
        steps.add(new Range.Step(entry.hash(), NO_KEY));
        Cut cut = new Cut(steps);
        if (cuts.isEmpty() || cuts.get(cuts.size() - 1).compareTo(cut) < 0) {
            cuts.add(cut);
        }
    }
}
