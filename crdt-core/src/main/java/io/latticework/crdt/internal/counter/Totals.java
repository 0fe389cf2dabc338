package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.store.Lazily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A counter outside of maps: cumulative totals by line. A replica that nobody forks has one line; a fork starts its own,
 * so that merging the forks adds their increments instead of taking the greater.
 *
 * <p>Lines lie in chunks of 64 replicas, so that a write copies one chunk, and a merge skips chunks that are the same
 * object.
 */
public final class Totals implements Tally {
    /** Why two forms of one type do not mix. */
    public static final String FORMS_DIFFER =
            "A counter inside a map and one outside do not merge: change the counter that"
                    + " ORMap.update gives, and return what that gave";

    private final Realm realm;
    private final Chunk[] chunks;

    private Totals(Realm realm, Chunk[] chunks) {
        this.realm = realm;
        this.chunks = chunks;
    }

    /** Returns the counter before any write. */
    public static Totals empty(Realm realm) {
        return new Totals(realm, new Chunk[0]);
    }

    /** Returns the counter of some lines, in ascending order of their packed dots. */
    public static Totals of(Realm realm, List<Line> lines) {
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= lines.size(); i++) {
            if (i == lines.size()
                    || Chunk.id(lines.get(i).dot()) != Chunk.id(lines.get(start).dot())) {
                chunks.add(Chunk.of(lines.subList(start, i)));
                start = i;
            }
        }
        return new Totals(realm, chunks.toArray(Chunk[]::new)).checked();
    }

    /** Returns the counter of some lines in any order. */
    public static Totals ofUnordered(Realm realm, List<Line> lines) {
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort((left, right) -> Long.compare(left.dot(), right.dot()));
        return of(realm, sorted);
    }

    private Totals checked() {
        int replicas = 0;
        int lines = 0;
        for (Chunk chunk : chunks) {
            replicas += chunk.replicas();
            lines += chunk.size();
        }
        if (replicas > realm.limits().replicas()) {
            throw new LimitExceededException("replicas", realm.limits().replicas(), replicas);
        }
        if (lines > realm.limits().runs()) {
            throw new LimitExceededException("runs", realm.limits().runs(), lines);
        }
        return this;
    }

    @Override
    public Realm realm() {
        return realm;
    }

    /** Returns all lines, in ascending order of their packed dots. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Chunk chunk : chunks) {
            chunk.appendTo(lines);
        }
        return lines;
    }

    @Override
    public Tally add(Author author, long up, long down) {
        int index = realm.index(author.replica());
        int at = find(Chunk.id(Realm.pack(index, 0)));
        Chunk chunk = at < 0 ? null : chunks[at];
        int newest = chunk == null ? -1 : chunk.newest(index);
        if (chunk != null && newest >= 0) {
            Line line = chunk.line(newest);
            Line grown = line.plus(up, down);
            if (author.continueLine(Realm.sequenceOf(line.dot()), line.position(), grown.position())) {
                return with(at, chunk.with(newest, grown));
            }
        }
        Line line = new Line(Realm.pack(index, author.nextSequence()), up, down);
        if (chunk != null && newest >= 0 && line.dot() <= chunk.line(newest).dot()) {
            throw new CausalityException("Dot " + realm.unpack(line.dot())
                    + " was minted before: two authors write as one replica id. Give each its own incarnation.");
        }
        author.startLine(Realm.sequenceOf(line.dot()), line.position());
        return merge(of(realm, List.of(line)));
    }

    private Totals with(int at, Chunk chunk) {
        Chunk[] changed = chunks.clone();
        changed[at] = chunk;
        return new Totals(realm, changed);
    }

    private int find(int id) {
        int low = 0;
        int high = chunks.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (chunks[middle].id() == id) {
                return middle;
            }
            if (chunks[middle].id() < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    @Override
    public BigInteger ups() {
        return sum(Chunk::ups);
    }

    @Override
    public BigInteger downs() {
        return sum(Chunk::downs);
    }

    private BigInteger sum(Function<Chunk, BigInteger> part) {
        BigInteger sum = BigInteger.ZERO;
        for (Chunk chunk : chunks) {
            sum = sum.add(part.apply(chunk));
        }
        return sum;
    }

    @Override
    public Tally merge(Tally other) {
        Totals that = totals(other).in(realm);
        Totals merged = combine(that, Chunk::merge, true);
        return sameChunks(merged, this) ? this : sameChunks(merged, that) ? that : merged.checked();
    }

    private static boolean sameChunks(Totals left, Totals right) {
        boolean same = left.chunks.length == right.chunks.length;
        for (int i = 0; same && i < left.chunks.length; i++) {
            same = left.chunks[i] == right.chunks[i];
        }
        return same;
    }

    /** Combines chunks of both sides; chunks of the other side alone are taken whole. */
    private Totals combine(Totals that, BiFunction<Chunk, Chunk, @Nullable Chunk> both, boolean keepMine) {
        List<Chunk> result = new ArrayList<>(chunks.length + that.chunks.length);
        int i = 0;
        int j = 0;
        while (i < chunks.length || j < that.chunks.length) {
            int order = i == chunks.length
                    ? 1
                    : j == that.chunks.length ? -1 : Integer.compare(chunks[i].id(), that.chunks[j].id());
            if (order < 0) {
                if (keepMine) {
                    result.add(chunks[i]);
                }
                i++;
            } else if (order > 0) {
                result.add(that.chunks[j++]);
            } else {
                Chunk combined = both.apply(chunks[i++], that.chunks[j++]);
                if (combined != null) {
                    result.add(combined);
                }
            }
        }
        return new Totals(realm, result.toArray(Chunk[]::new));
    }

    private static Totals totals(Tally tally) {
        if (tally instanceof Totals totals) {
            return totals;
        }
        throw new IllegalArgumentException(FORMS_DIFFER);
    }

    @Override
    public Tally deltaFrom(Tally base) {
        return totals(base).in(realm).combine(this, Chunk::news, false);
    }

    @Override
    public Digest digest() {
        long a = 0;
        long b = 0;
        for (Chunk chunk : chunks) {
            a += chunk.laneA(realm);
            b += chunk.laneB(realm);
        }
        return new Digest(realm.laneA(a, 0, 1), realm.laneB(b, 0, 1));
    }

    @Override
    public Iterable<Tally> split(int maxBytes) {
        List<Line> lines = lines();
        lines.sort((left, right) -> realm.compare(left.dot(), right.dot()));
        return Lazily.map(new LinePieces(realm, lines, maxBytes), piece -> piece);
    }

    @Override
    public Totals in(Realm target) {
        if (realm == target) {
            return this;
        }
        List<Line> moved = new ArrayList<>();
        for (Line line : lines()) {
            moved.add(new Line(target.pack(realm.unpack(line.dot())), line.up(), line.down()));
        }
        return ofUnordered(target, moved);
    }

    /** Returns the dots that lines start with: whose totals these are. */
    public CausalContext starts() {
        return CausalContext.ofPacked(
                realm, lines().stream().mapToLong(Line::dot).toArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Totals that && lines().equals(that.in(realm).lines());
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Line line : lines()) {
            hash += (realm.unpack(line.dot()).hashCode() * 31 + Long.hashCode(line.up())) * 31
                    + Long.hashCode(line.down());
        }
        return hash;
    }
}
