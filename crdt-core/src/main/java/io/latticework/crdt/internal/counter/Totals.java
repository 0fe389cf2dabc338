package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.internal.store.DottedForm;
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
 * <p>Lines lie in chunks of 64 replicas, so that a merge skips chunks that are the same object. What the last author
 * added stays beside the chunks until something else than the next write of that author or {@link #value} looks: writes
 * in a row copy nothing, however many replicas there are.
 */
public final class Totals implements Tally {
    private final Realm realm;
    private final Chunk[] base;

    /** The chunk, and the place in it, of the line that has more than its chunk shows. */
    private final int lastChunk;

    private final int lastPlace;
    private final long moreUp;
    private final long moreDown;

    private Totals(Realm realm, Chunk[] chunks) {
        this.realm = realm;
        this.base = chunks;
        this.lastChunk = 0;
        this.lastPlace = 0;
        this.moreUp = 0;
        this.moreDown = 0;
    }

    // checkstyle:off ParameterNumber because two of them are a place, and two an amount
    private Totals(Totals before, int lastChunk, int lastPlace, long moreUp, long moreDown) {
        this.realm = before.realm;
        this.base = before.base;
        this.lastChunk = lastChunk;
        this.lastPlace = lastPlace;
        this.moreUp = moreUp;
        this.moreDown = moreDown;
    }
    // checkstyle:on ParameterNumber

    /** Returns the counter before any write. */
    public static Totals empty(Realm realm) {
        return new Totals(realm, new Chunk[0]);
    }

    /** Returns the chunks with what is beside them. */
    private Chunk[] chunks() {
        if (moreUp == 0 && moreDown == 0) {
            return base;
        }
        Chunk[] whole = base.clone();
        whole[lastChunk] = base[lastChunk].plus(lastPlace, moreUp, moreDown);
        return whole;
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
        for (Chunk chunk : base) {
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
        for (Chunk chunk : chunks()) {
            chunk.appendTo(lines);
        }
        return lines;
    }

    @Override
    public Tally add(Author author, long up, long down) {
        int index = realm.index(author.replica());
        if (lastChunk < base.length && base[lastChunk].isNewest(index, lastPlace)) {
            return more(author, up, down);
        }
        Totals whole = new Totals(realm, chunks());
        int at = whole.find(Chunk.id(Realm.pack(index, 0)));
        int newest = at < 0 ? -1 : whole.base[at].newest(index);
        return newest < 0
                ? whole.startLine(author, 0, up, down)
                : new Totals(whole, at, newest, 0, 0).more(author, up, down);
    }

    /** Goes on with the last line, or starts another if a fork of this value went on with it. */
    private Tally more(Author author, long up, long down) {
        Chunk chunk = base[lastChunk];
        long totalUp = chunk.up(lastPlace) + moreUp;
        long totalDown = chunk.down(lastPlace) + moreDown;
        long from = Line.position(totalUp, totalDown);
        long to = Line.position(Sums.add(totalUp, up), Sums.add(totalDown, down));
        long dot = chunk.dot(lastPlace);
        return author.continueLine(Realm.sequenceOf(dot), from, to)
                ? new Totals(this, lastChunk, lastPlace, moreUp + up, moreDown + down)
                : startLine(author, dot, up, down);
    }

    private Tally startLine(Author author, long newest, long up, long down) {
        Line line = new Line(Realm.pack(realm.index(author.replica()), author.nextSequence()), up, down);
        if (line.dot() <= newest) {
            throw new CausalityException("Dot " + realm.unpack(line.dot())
                    + " was minted before: two authors write as one replica id. Give each its own incarnation.");
        }
        author.startLine(Realm.sequenceOf(line.dot()), line.position());
        return merge(of(realm, List.of(line)));
    }

    private int find(int id) {
        int low = 0;
        int high = base.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (base[middle].id() == id) {
                return middle;
            }
            if (base[middle].id() < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    @Override
    public long value() {
        long sum = moreUp - moreDown;
        for (Chunk chunk : base) {
            long part = chunk.up() - chunk.down();
            long next = sum + part;
            boolean wraps = ((sum ^ next) & (part ^ next)) < 0;
            if (wraps || chunk.up() == Chunk.BEYOND || chunk.down() == Chunk.BEYOND) {
                return Tally.super.value();
            }
            sum = next;
        }
        return sum;
    }

    @Override
    public BigInteger ups() {
        return sum(moreUp, Chunk::exactUp);
    }

    @Override
    public BigInteger downs() {
        return sum(moreDown, Chunk::exactDown);
    }

    private BigInteger sum(long more, Function<Chunk, BigInteger> part) {
        BigInteger sum = BigInteger.valueOf(more);
        for (Chunk chunk : base) {
            sum = sum.add(part.apply(chunk));
        }
        return sum;
    }

    @Override
    public Tally merge(Tally other) {
        Totals that = totals(other).in(realm);
        Chunk[] mine = chunks();
        Chunk[] theirs = that.chunks();
        int relation = compare(mine, theirs);
        if (relation != Chunk.CONCURRENT) {
            return relation == Chunk.MORE_THERE ? that : this;
        }
        return combine(mine, theirs, Chunk::merge, true).checked();
    }

    /** Tells which side has what the other has not. */
    private static int compare(Chunk[] mine, Chunk[] theirs) {
        int relation = Chunk.EQUAL;
        int i = 0;
        int j = 0;
        while (relation != Chunk.CONCURRENT && (i < mine.length || j < theirs.length)) {
            int order = order(mine, i, theirs, j);
            relation |= order == 0 ? mine[i].compare(theirs[j]) : order < 0 ? Chunk.MORE_HERE : Chunk.MORE_THERE;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return relation;
    }

    /** Tells which of two chunks comes first; one that is not there comes last. */
    private static int order(Chunk[] mine, int i, Chunk[] theirs, int j) {
        if (i == mine.length) {
            return 1;
        }
        return j == theirs.length ? -1 : Integer.compare(mine[i].id(), theirs[j].id());
    }

    /** Combines chunks of both sides; chunks of the other side alone are taken whole. */
    private Totals combine(
            Chunk[] mine, Chunk[] theirs, BiFunction<Chunk, Chunk, @Nullable Chunk> both, boolean keepMine) {
        List<Chunk> result = new ArrayList<>(mine.length + theirs.length);
        int i = 0;
        int j = 0;
        while (i < mine.length || j < theirs.length) {
            int order = order(mine, i, theirs, j);
            if (order < 0) {
                if (keepMine) {
                    result.add(mine[i]);
                }
                i++;
            } else if (order > 0) {
                result.add(theirs[j++]);
            } else {
                Chunk combined = both.apply(mine[i++], theirs[j++]);
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
        throw new IllegalArgumentException(DottedForm.FORMS_DIFFER);
    }

    @Override
    public Tally deltaFrom(Tally older) {
        return combine(totals(older).in(realm).chunks(), chunks(), Chunk::news, false);
    }

    @Override
    public Digest digest() {
        long a = 0;
        long b = 0;
        for (Chunk chunk : chunks()) {
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
