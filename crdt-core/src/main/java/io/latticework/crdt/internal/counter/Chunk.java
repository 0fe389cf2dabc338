package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Realm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of up to 64 replicas with neighbouring indices, in ascending order of their packed dots. */
final class Chunk {
    private static final int REPLICA_BITS = 6;

    private final long[] dots;
    private final long[] totals;

    private Chunk(long[] dots, long[] totals) {
        this.dots = dots;
        this.totals = totals;
    }

    static int id(long dot) {
        return Realm.indexOf(dot) >>> REPLICA_BITS;
    }

    static Chunk of(List<Line> lines) {
        long[] dots = new long[lines.size()];
        long[] totals = new long[lines.size() * 2];
        for (int i = 0; i < dots.length; i++) {
            dots[i] = lines.get(i).dot();
            totals[2 * i] = lines.get(i).up();
            totals[2 * i + 1] = lines.get(i).down();
        }
        return new Chunk(dots, totals);
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
        return new Line(dots[at], totals[2 * at], totals[2 * at + 1]);
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

    Chunk with(int at, Line line) {
        long[] changed = totals.clone();
        changed[2 * at] = line.up();
        changed[2 * at + 1] = line.down();
        return new Chunk(dots, changed);
    }

    BigInteger ups() {
        return sum(0);
    }

    BigInteger downs() {
        return sum(1);
    }

    private BigInteger sum(int offset) {
        long sum = 0;
        for (int i = offset; i < totals.length; i += 2) {
            long next = sum + totals[i];
            if (next < 0) {
                return exactSum(offset);
            }
            sum = next;
        }
        return BigInteger.valueOf(sum);
    }

    private BigInteger exactSum(int offset) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = offset; i < totals.length; i += 2) {
            sum = sum.add(BigInteger.valueOf(totals[i]));
        }
        return sum;
    }

    /** Returns the greater totals of both, one of the two chunks itself if it dominates. */
    Chunk merge(Chunk other) {
        if (this == other || dominates(other)) {
            return this;
        }
        if (other.dominates(this)) {
            return other;
        }
        long[] mergedDots = new long[dots.length + other.dots.length];
        long[] merged = new long[mergedDots.length * 2];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < dots.length || j < other.dots.length) {
            long mine = i < dots.length ? dots[i] : Long.MAX_VALUE;
            long theirs = j < other.dots.length ? other.dots[j] : Long.MAX_VALUE;
            mergedDots[size] = Math.min(mine, theirs);
            merged[2 * size] = Math.max(mine <= theirs ? totals[2 * i] : 0, theirs <= mine ? other.totals[2 * j] : 0);
            merged[2 * size + 1] =
                    Math.max(mine <= theirs ? totals[2 * i + 1] : 0, theirs <= mine ? other.totals[2 * j + 1] : 0);
            size++;
            i += mine <= theirs ? 1 : 0;
            j += theirs <= mine ? 1 : 0;
        }
        return new Chunk(Arrays.copyOf(mergedDots, size), Arrays.copyOf(merged, size * 2));
    }

    private boolean dominates(Chunk other) {
        int i = 0;
        for (int j = 0; j < other.dots.length; j++) {
            while (i < dots.length && dots[i] < other.dots[j]) {
                i++;
            }
            if (i == dots.length
                    || dots[i] != other.dots[j]
                    || totals[2 * i] < other.totals[2 * j]
                    || totals[2 * i + 1] < other.totals[2 * j + 1]) {
                return false;
            }
        }
        return true;
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
            if (i < 0 || totals[2 * i] < newer.totals[2 * j] || totals[2 * i + 1] < newer.totals[2 * j + 1]) {
                news.add(newer.line(j));
            }
        }
        return news.isEmpty() ? null : of(news);
    }

    long laneA(Realm realm) {
        long sum = 0;
        for (int i = 0; i < dots.length; i++) {
            sum += realm.laneA(realm.dotLaneA(0, dots[i]), totals[2 * i], totals[2 * i + 1]);
        }
        return sum;
    }

    long laneB(Realm realm) {
        long sum = 0;
        for (int i = 0; i < dots.length; i++) {
            sum += realm.laneB(realm.dotLaneB(0, dots[i]), totals[2 * i], totals[2 * i + 1]);
        }
        return sum;
    }
}
