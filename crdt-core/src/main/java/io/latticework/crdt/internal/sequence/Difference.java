package io.latticework.crdt.internal.sequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what one sequence has beyond another, by walking both indexes side by side. Nodes that are the same object, or
 * have the same digest, are skipped.
 */
final class Difference {
    private final Core mine;
    private final Core base;
    private final Ranges placed = new Ranges();
    private final Ranges dead = new Ranges();
    private final Ranges dropped = new Ranges();
    private boolean shownOnly;
    private Lanes myLanes = Lanes.ZERO;
    private Lanes baseLanes = Lanes.ZERO;

    private Difference(Core mine, Core base) {
        this.mine = mine;
        this.base = base;
    }

    /** Returns what brings the base up to a sequence of the same realm. */
    static Parcel of(Core mine, Core base) {
        Difference difference = new Difference(mine, base);
        difference.walk();
        return difference.parcel();
    }

    /** Returns the ids of elements that are seen in one sequence and not in another, as that one knows its writers. */
    static Ranges shownOnly(Core here, Core there) {
        Difference difference = new Difference(here, there);
        difference.shownOnly = true;
        difference.walk();
        return difference.placed;
    }

    private void walk() {
        Writers writers = mine.writers();
        boolean sameTable = writers == base.writers();
        for (int writer = 0; writer < writers.size(); writer++) {
            int there = sameTable ? writer : base.writers().find(writers.dot(writer));
            IdTree ours = mine.index().tree(writer);
            IdTree theirs = base.index().tree(there);
            if (ours == theirs || ours.root() == null) {
                continue;
            }
            int height = Math.max(ours.height(), theirs.height());
            myLanes = new Lanes(writers.laneA(writer), writers.laneB(writer));
            baseLanes = myLanes;
            walk(ours.atHeight(height).root(), theirs.atHeight(height).root(), 0, Ids.pack(0, writer));
        }
    }

    /**
     * Walks two nodes.
     *
     * @param number the number of the first block
     * @param writer an id of the writer, with the counter 0
     */
    private void walk(@Nullable IdNode ours, @Nullable IdNode theirs, long number, long writer) {
        if (ours == null || ours == theirs) {
            return;
        }
        if (ours instanceof Fork fork) {
            @Nullable IdNode[] others = theirs == null ? null : ((Fork) theirs).kids;
            if (theirs != null && others != null && !shares(fork.kids, others) && sameLanes(ours, theirs, number)) {
                return;
            }
            for (int slot = 0; slot < Fork.SIZE; slot++) {
                IdNode other = others == null ? null : others[slot];
                walk(fork.kids[slot], other, number + slot * Fork.span(fork.height()), writer);
            }
            return;
        }
        Block other = theirs == null ? Block.EMPTY : (Block) theirs;
        if (!(ours.knowsLanes() && other.knowsLanes() && sameLanes(ours, other, number))) {
            compare((Block) ours, other, writer + (number << Block.BITS) * Ids.ONE);
        }
    }

    /** Tells whether two nodes have a kid in common: then one is made from the other, and digests are not worth while. */
    private static boolean shares(@Nullable IdNode[] ours, @Nullable IdNode[] theirs) {
        for (int slot = 0; slot < Fork.SIZE; slot++) {
            if (ours[slot] != null && ours[slot] == theirs[slot]) {
                return true;
            }
        }
        return false;
    }

    /** Equal digests say that the same is known of all elements; whether orphans show depends on more. */
    private boolean sameLanes(IdNode ours, IdNode theirs, long number) {
        if (shownOnly && mine.orphans().length + base.orphans().length > 0) {
            return false;
        }
        long first = number * (Block.SIZE / Long.SIZE);
        return ours.lanes(mine.writers().realm(), myLanes, first)
                .equals(theirs.lanes(base.writers().realm(), baseLanes, first));
    }

    private void compare(Block ours, Block theirs, long firstId) {
        if (shownOnly) {
            long[] mineShown = ours.shown();
            long[] theirsShown = theirs.shown();
            for (int word = 0; word < mineShown.length; word++) {
                placed.addBits(firstId + (long) word * Long.SIZE * Ids.ONE, mineShown[word] & ~theirsShown[word]);
            }
            return;
        }
        long[] myPlaced = ours.placed();
        long[] myDropped = ours.dropped();
        long[] basePlaced = theirs.placed();
        long[] baseDropped = theirs.dropped();
        for (int word = 0; word < myPlaced.length; word++) {
            long first = firstId + (long) word * Long.SIZE * Ids.ONE;
            long news = myPlaced[word] & ~basePlaced[word] & ~baseDropped[word];
            long killed = ours.deadWord(word) & ~myDropped[word] & ~theirs.deadWord(word) & ~baseDropped[word] & ~news;
            placed.addBits(first, news);
            dead.addBits(first, killed);
            dropped.addBits(first, myDropped[word] & ~baseDropped[word]);
        }
    }

    private Parcel parcel() {
        RunReader reader = new RunReader(mine);
        for (int i = 0; i < placed.size(); i++) {
            reader.read(placed.id(i), placed.length(i));
        }
        return new Parcel(mine.writers(), reader.runs(), dead, dropped, mine.none());
    }

    static Run[] sorted(Run[] runs, Writers writers) {
        if (writers.size() > 1) {
            Arrays.sort(runs, (left, right) -> writers.compare(left.id(), right.id()));
        }
        return runs;
    }
}
