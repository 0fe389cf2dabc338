package io.latticework.testkit.law;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The pieces of a state are below it, join to it in any order, and keep to the bound.
 *
 * @param type the type under test
 * @param <S> its states
 */
public record SplitLaws<S extends Crdt<S>>(CrdtType<S> type) {
    /** Checks {@link Law#SPLIT_SAFE}. */
    public void safe(S x, int maxBytes) {
        for (S piece : x.split(maxBytes)) {
            claim(Law.SPLIT_SAFE, x).given("piece", piece).identical("x.merge(piece)", x.merge(piece), "x", x);
        }
    }

    /** Checks {@link Law#SPLIT_COMPLETE} in the order of the pieces, and in a random one with repetitions. */
    public void complete(S x, int maxBytes, RandomGenerator random) {
        List<S> pieces = pieces(x, maxBytes);
        claim(Law.SPLIT_COMPLETE, x).same("pieces in order", join(pieces), "x", x);
        List<S> shuffled = new ArrayList<>();
        for (S piece : pieces) {
            shuffled.add(random.nextInt(shuffled.size() + 1), piece);
            if (random.nextInt(4) == 0) {
                shuffled.add(random.nextInt(shuffled.size() + 1), piece);
            }
        }
        claim(Law.SPLIT_COMPLETE, x).same("pieces in another order", join(shuffled), "x", x);
    }

    private S join(List<S> pieces) {
        S whole = type.empty();
        for (S piece : pieces) {
            whole = whole.merge(piece);
        }
        return whole;
    }

    /**
     * Checks {@link Law#SPLIT_BOUNDED}.
     *
     * @param largestItemBytes what the largest item of the state takes as a piece of its own
     */
    public void bounded(S x, int maxBytes, int largestItemBytes) {
        int bound = Math.max(maxBytes, largestItemBytes);
        for (S piece : x.split(maxBytes)) {
            int bytes = type.encode(piece).length;
            claim(Law.SPLIT_BOUNDED, x)
                    .given("piece", piece)
                    .holds(
                            bytes <= bound,
                            "a piece of x.split(" + maxBytes + ") takes " + bytes + " bytes, and the largest item "
                                    + largestItemBytes);
        }
    }

    /** Checks {@link Law#SPLIT_REPEATABLE}: two iterations, and the first piece alone, without {@code hasNext}. */
    public void repeatable(S x, int maxBytes) {
        Iterable<S> split = x.split(maxBytes);
        List<S> once = new ArrayList<>();
        split.forEach(once::add);
        if (!once.isEmpty()) {
            claim(Law.SPLIT_REPEATABLE, x)
                    .same("the first piece alone", split.iterator().next(), "the first of all pieces", once.get(0));
        }
        Iterator<S> again = split.iterator();
        for (S piece : once) {
            claim(Law.SPLIT_REPEATABLE, x).holds(again.hasNext(), "the second iteration gives fewer pieces");
            claim(Law.SPLIT_REPEATABLE, x).same("a piece", piece, "the same of the second iteration", again.next());
        }
        claim(Law.SPLIT_REPEATABLE, x).holds(!again.hasNext(), "the second iteration gives more pieces");
    }

    /** Checks {@link Law#REALM_PIECES} for one state in two realms of one seed. */
    public void samePieces(S here, S there, int maxBytes) {
        Claim<S> claim = new Claim<>(Law.REALM_PIECES, type).given("here", here).given("there", there);
        List<S> ours = pieces(here, maxBytes);
        List<S> theirs = pieces(there, maxBytes);
        claim.holds(ours.size() == theirs.size(), ours.size() + " pieces here, " + theirs.size() + " there");
        for (int i = 0; i < ours.size(); i++) {
            byte[] bytes = type.canonicalBytes(ours.get(i));
            byte[] others = there.type().canonicalBytes(theirs.get(i));
            claim.holds(
                    Arrays.equals(bytes, others),
                    "piece " + (i + 1) + " of split(" + maxBytes + ") is another: " + Claim.hex(bytes) + " here, "
                            + Claim.hex(others) + " there");
        }
    }

    private List<S> pieces(S x, int maxBytes) {
        List<S> pieces = new ArrayList<>();
        x.split(maxBytes).forEach(pieces::add);
        return pieces;
    }

    private Claim<S> claim(Law law, S x) {
        return new Claim<>(law, type).given("x", x);
    }
}
