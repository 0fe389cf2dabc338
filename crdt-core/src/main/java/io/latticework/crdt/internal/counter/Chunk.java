package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Realm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of up to 64 replicas with neighbouring indices, in ascending order of their packed dots. Increments and
 * decrements lie in arrays of their own, so that a write copies one of them, and a counter that only grows has no other.
 */
final class Chunk {
    /** The lines of one side are the other's. */
    static final int EQUAL = 0;
    /** This side has something that the other has not. */
    static final int MORE_HERE = 1;
    /** The other side has something that this one has not. */
    static final int MORE_THERE = 2;
    /** Neither side dominates. */
    static final int CONCURRENT = MORE_HERE | MORE_THERE;

    /** A sum that does not fit into a long. */
    static final long BEYOND = -1;

    private static final int REPLICA_BITS = 6;

    private final long[] dots;
    private final long[] ups;
    /** {@code null} if all are 0. */
    private final long @Nullable [] downs;

    private final long up;
    private final long down;

    // checkstyle:off ParameterNumber because these are the columns and their sums
    private Chunk(long[] dots, long[] ups, long @Nullable [] downs, long up, long down) {
        this.dots = dots;
        this.ups = ups;
        this.downs = downs;
        this.up = up;
        this.down = down;
    }
    // checkstyle:on ParameterNumber

    private static Chunk of(long[] dots, long[] ups, long[] downs) {
        long down = sum(downs);
        return new Chunk(dots, ups, down == 0 ? null : downs, sum(ups), down);
    }

    static Chunk of(List<Line> lines) {
        long[] dots = new long[lines.size()];
        long[] ups = new long[dots.length];
        long[] downs = new long[dots.length];
        for (int i = 0; i < dots.length; i++) {
            dots[i] = lines.get(i).dot();
            ups[i] = lines.get(i).up();
            downs[i] = lines.get(i).down();
        }
        return of(dots, ups, downs);
    }

    static int id(long dot) {
        return Realm.indexOf(dot) >>> REPLICA_BITS;
    }

    int id() {
        return id(dots[0]);
    }

    int size() {
        return dots.length;
    }

    int replicas() {
        int replicas = 0;
        for (int i = 0; i < dots.length; i++) {
            replicas += i == 0 || Realm.indexOf(dots[i]) != Realm.indexOf(dots[i - 1]) ? 1 : 0;
        }
        return replicas;
    }

    Line line(int at) {
        return new Line(dots[at], ups[at], down(at));
    }

    long dot(int at) {
        return dots[at];
    }

    long up(int at) {
        return ups[at];
    }

    long down(int at) {
        return downs == null ? 0 : downs[at];
    }

    void appendTo(List<Line> lines) {
        for (int i = 0; i < dots.length; i++) {
            lines.add(line(i));
        }
    }

    /** Returns the place of a replica's newest line, -1 if it has none. */
    int newest(int index) {
        int after = Arrays.binarySearch(dots, Realm.pack(index + 1, 0));
        int at = (after < 0 ? -after - 1 : after) - 1;
        return at >= 0 && Realm.indexOf(dots[at]) == index ? at : -1;
    }

    /** Tells whether a replica's newest line is at a place. */
    boolean isNewest(int index, int at) {
        return at < dots.length
                && Realm.indexOf(dots[at]) == index
                && (at + 1 == dots.length || Realm.indexOf(dots[at + 1]) != index);
    }

    /** Returns this chunk with more on one line. */
    Chunk plus(int at, long moreUp, long moreDown) {
        long[] changedUps = plus(ups, at, moreUp);
        long[] changedDowns = downs == null && moreDown > 0 ? new long[ups.length] : downs;
        if (changedDowns != null) {
            changedDowns = plus(changedDowns, at, moreDown);
        }
        return new Chunk(dots, changedUps, changedDowns, plus(up, moreUp), plus(down, moreDown));
    }

    private static long[] plus(long[] totals, int at, long more) {
        if (more == 0) {
            return totals;
        }
        long total = Sums.add(totals[at], more);
        long[] changed = totals.clone();
        changed[at] = total;
        return changed;
    }

    /** Adds to a sum. */
    private static long plus(long sum, long more) {
        return sum < 0 || sum + more < 0 ? BEYOND : sum + more;
    }

    private static long sum(long[] totals) {
        long sum = 0;
        for (long total : totals) {
            sum = plus(sum, total);
        }
        return sum;
    }

    /** Returns the sum of all increments, {@link #BEYOND} if that does not fit. */
    long up() {
        return up;
    }

    /** Returns the sum of all decrements, {@link #BEYOND} if that does not fit. */
    long down() {
        return down;
    }

    BigInteger exactUp() {
        return up == BEYOND ? exactSum(ups) : BigInteger.valueOf(up);
    }

    BigInteger exactDown() {
        return downs != null && down == BEYOND ? exactSum(downs) : BigInteger.valueOf(down);
    }

    private static BigInteger exactSum(long[] totals) {
        BigInteger sum = BigInteger.ZERO;
        for (long total : totals) {
            sum = sum.add(BigInteger.valueOf(total));
        }
        return sum;
    }

    /** Tells which side has what the other has not. */
    int compare(Chunk other) {
        if (this == other) {
            return EQUAL;
        }
        return sameDots(other) ? compare(ups, other.ups) | compareDowns(other) : compareByDots(other);
    }

    private boolean sameDots(Chunk other) {
        return dots == other.dots || Arrays.equals(dots, other.dots);
    }

    private int compareDowns(Chunk other) {
        if (downs == null || other.downs == null) {
            return downs == other.downs ? EQUAL : downs == null ? MORE_THERE : MORE_HERE;
        }
        return compare(downs, other.downs);
    }

    /** Totals are never negative, so that differences do not overflow and their signs can be gathered without branches. */
    private static int compare(long[] mine, long[] theirs) {
        if (mine == theirs) {
            return EQUAL;
        }
        long less = 0;
        long more = 0;
        for (int i = 0; i < mine.length; i++) {
            less |= mine[i] - theirs[i];
            more |= theirs[i] - mine[i];
        }
        return (more < 0 ? MORE_HERE : EQUAL) | (less < 0 ? MORE_THERE : EQUAL);
    }

    private int compareByDots(Chunk other) {
        int relation = EQUAL;
        int i = 0;
        int j = 0;
        while (relation != CONCURRENT && (i < dots.length || j < other.dots.length)) {
            long mine = i < dots.length ? dots[i] : Long.MAX_VALUE;
            long theirs = j < other.dots.length ? other.dots[j] : Long.MAX_VALUE;
            boolean here = mine < theirs || mine == theirs && (ups[i] > other.ups[j] || down(i) > other.down(j));
            boolean there = theirs < mine || mine == theirs && (ups[i] < other.ups[j] || down(i) < other.down(j));
            relation |= (here ? MORE_HERE : EQUAL) | (there ? MORE_THERE : EQUAL);
            i += mine <= theirs ? 1 : 0;
            j += theirs <= mine ? 1 : 0;
        }
        return relation;
    }

    /** Returns the greater totals of both, one of the two chunks itself if it dominates. */
    Chunk merge(Chunk other) {
        int relation = compare(other);
        if (relation != CONCURRENT) {
            return relation == MORE_THERE ? other : this;
        }
        long[] mergedDots = sameDots(other) ? dots : union(dots, other.dots);
        long[] mergedUps = new long[mergedDots.length];
        long[] mergedDowns = new long[mergedDots.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < mergedDots.length; k++) {
            boolean mine = i < dots.length && dots[i] == mergedDots[k];
            boolean theirs = j < other.dots.length && other.dots[j] == mergedDots[k];
            mergedUps[k] = Math.max(mine ? ups[i] : 0, theirs ? other.ups[j] : 0);
            mergedDowns[k] = Math.max(mine ? down(i) : 0, theirs ? other.down(j) : 0);
            i += mine ? 1 : 0;
            j += theirs ? 1 : 0;
        }
        return of(mergedDots, mergedUps, mergedDowns);
    }

    private static long[] union(long[] left, long[] right) {
        long[] union = new long[left.length + right.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < left.length || j < right.length) {
            long mine = i < left.length ? left[i] : Long.MAX_VALUE;
            long theirs = j < right.length ? right[j] : Long.MAX_VALUE;
            union[size++] = Math.min(mine, theirs);
            i += mine <= theirs ? 1 : 0;
            j += theirs <= mine ? 1 : 0;
        }
        return Arrays.copyOf(union, size);
    }

    /** Returns the lines of a newer chunk that this one does not dominate, {@code null} if there are none. */
    @Nullable
    Chunk news(Chunk newer) {
        if (this == newer) {
            return null;
        }
        List<Line> news = new ArrayList<>();
        for (int j = 0; j < newer.dots.length; j++) {
            int i = Arrays.binarySearch(dots, newer.dots[j]);
            if (i < 0 || ups[i] < newer.ups[j] || down(i) < newer.down(j)) {
                news.add(newer.line(j));
            }
        }
        return news.isEmpty() ? null : of(news);
    }

    long laneA(Realm realm) {
        long sum = 0;
        for (int i = 0; i < dots.length; i++) {
            sum += realm.laneA(realm.dotLaneA(0, dots[i]), ups[i], down(i));
        }
        return sum;
    }

    long laneB(Realm realm) {
        long sum = 0;
        for (int i = 0; i < dots.length; i++) {
            sum += realm.laneB(realm.dotLaneB(0, dots[i]), ups[i], down(i));
        }
        return sum;
    }
}
