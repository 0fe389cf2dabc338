package io.latticework.crdt.internal.counter;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.DottedForm;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A counter inside a map, in dotted form: what is removed together with its key is exactly what the remover saw. Each
 * writer keeps a few segments, one for each window between two times that its writes left the process. Beyond
 * {@link #KEPT} of one line the oldest is folded into the newest, which names it; a remover that saw only the folded
 * part does not take it away any more.
 *
 * <p>A <em>line</em> is an unforked succession of one author's segments. Only a line folds its own segments, and only in
 * a value that shows just those which the author left, so that forks of a value never count the same amount twice.
 */
public final class Segments extends DottedForm<Tally> implements Tally {
    /** Segments of one line that stay unfolded. More means that removals stay exact for longer, and more bytes. */
    static final int KEPT = 8;

    /** The position of a segment that another has followed. */
    private static final long CLOSED = -1;

    /** Returns the counter of a store of segments. */
    public Segments(Causal causal) {
        super(causal);
    }

    @Override
    protected Tally of(Causal other) {
        return new Segments(other);
    }

    /**
     * Reads the content of a segment's dot.
     *
     * @param sequence the dot's sequence number
     * @param decrements whether the type knows decrements
     */
    public static Content readSegment(ByteReader in, long sequence, boolean decrements) {
        return Segment.read(in, sequence, decrements);
    }

    private @Nullable Dots dots() {
        return (Dots) causal().store();
    }

    @Override
    public Tally add(Author author, long up, long down) {
        Dots dots = dots();
        int index = realm().index(author.replica());
        int at = newest(dots, index);
        if (dots == null || at < 0) {
            return startLine(author, up, down);
        }
        long sequence = Realm.sequenceOf(dots.dot(at));
        Segment newest = segment(dots, at);
        requireRoom(dots, index, newest.line(), up, down);
        long position = position(dots, index, newest.line());
        if (!author.exposed(sequence)) {
            Segment grown = newest.plus(up, down);
            long next = position - place(sequence, newest) + place(sequence, grown);
            if (author.continueLine(sequence, position, next)) {
                return new Segments(causal().with(dots.exchanged(at, grown), causal().context()));
            }
        }
        return author.continueLine(sequence, position, CLOSED)
                ? followLine(author, newest.line(), new Segment(newest.line(), up, down, Segment.Folded.NONE))
                : startLine(author, up, down);
    }

    private Tally startLine(Author author, long up, long down) {
        long dot = causal().mint(author);
        long line = Realm.sequenceOf(dot);
        return written(author, dot, with(dots(), dot, new Segment(line, up, down, Segment.Folded.NONE)));
    }

    private Tally followLine(Author author, long line, Segment next) {
        long dot = causal().mint(author);
        Dots dots = dots();
        int oldest = oldestToFold(dots, Realm.indexOf(dot), line);
        if (dots == null || oldest < 0) {
            return written(author, dot, with(dots, dot, next));
        }
        Segment taken = new Segment(line, next.up(), next.down(), fold(dots, oldest));
        return written(author, dot, with(dots.minus(dots.dot(oldest)), dot, taken));
    }

    /** Returns the counter after a write under a new dot, and tells the author where its line stands now. */
    private Tally written(Author author, long dot, Dots dots) {
        long line = ((Segment) Objects.requireNonNull(dots.find(dot))).line();
        author.startLine(Realm.sequenceOf(dot), position(dots, Realm.indexOf(dot), line));
        return new Segments(causal().after(dots, dot));
    }

    /**
     * Returns where a line stands: a digest of all of its segments. A value that shows the newest of them, but lacks an
     * older one or still has one that was folded, such as a delta, stands elsewhere; folding on from there would lose
     * the one or count the other twice.
     */
    private long position(Dots dots, int index, long line) {
        long position = 0;
        for (int i = 0; i < dots.size(); i++) {
            if (isOf(dots, i, index, line)) {
                position += place(Realm.sequenceOf(dots.dot(i)), segment(dots, i));
            }
        }
        return position;
    }

    /** Returns what a segment adds to the position of its line: its totals only grow, and tell its states apart. */
    private long place(long sequence, Segment segment) {
        return realm().laneA(sequence, segment.up(), segment.down());
    }

    private static Dots with(@Nullable Dots dots, long dot, Segment segment) {
        return dots == null ? Dots.of(dot, segment) : dots.with(dot, segment);
    }

    /** Returns the place of a replica's newest segment, -1 if it has none. */
    private static int newest(@Nullable Dots dots, int index) {
        int found = -1;
        for (int i = 0; dots != null && i < dots.size(); i++) {
            found = Realm.indexOf(dots.dot(i)) == index ? i : found;
        }
        return found;
    }

    /** Returns the place of a line's oldest segment if the line has more than it keeps, else -1. */
    private static int oldestToFold(@Nullable Dots dots, int index, long line) {
        int oldest = -1;
        int count = 0;
        for (int i = 0; dots != null && i < dots.size(); i++) {
            if (isOf(dots, i, index, line)) {
                oldest = count == 0 ? i : oldest;
                count++;
            }
        }
        return count < KEPT ? -1 : oldest;
    }

    /** Returns a segment as folded into another. */
    private static Segment.Folded fold(Dots dots, int at) {
        Segment old = segment(dots, at);
        long sequence = Realm.sequenceOf(dots.dot(at));
        return new Segment.Folded(
                Sums.add(old.up(), old.folded().up()),
                Sums.add(old.down(), old.folded().down()),
                sequence,
                old.chain(sequence));
    }

    /** Tells whether a line's totals stay within a long even if folded segments count twice, as in fact they never do. */
    private static boolean hasRoom(Dots dots, int index, long line, long up, long down) {
        long ups = up;
        long downs = down;
        long negative = 0;
        for (int i = 0; i < dots.size(); i++) {
            if (isOf(dots, i, index, line)) {
                Segment segment = segment(dots, i);
                ups += segment.up();
                negative |= ups;
                ups += segment.folded().up();
                downs += segment.down();
                negative |= ups | downs;
                downs += segment.folded().down();
                negative |= downs;
            }
        }
        return negative >= 0;
    }

    /** Refuses what takes a line's totals beyond a long, as outside of maps. */
    @SuppressWarnings("CheckReturnValue") // the sums are wanted for what they throw
    private static void requireRoom(Dots dots, int index, long line, long up, long down) {
        if (hasRoom(dots, index, line, up, down)) {
            return;
        }
        long ups = up;
        long downs = down;
        for (int i = 0; i < dots.size(); i++) {
            if (isOf(dots, i, index, line) && !isFolded(dots, i)) {
                Segment segment = segment(dots, i);
                ups = Sums.add(Sums.add(segment.up(), segment.folded().up()), ups);
                downs = Sums.add(Sums.add(segment.down(), segment.folded().down()), downs);
            }
        }
    }

    /** Tells whether a segment is still there although a later one of its chain has taken it over. */
    private static boolean isFolded(Dots dots, int at) {
        long dot = dots.dot(at);
        long chain = chain(dot, segment(dots, at));
        boolean folded = false;
        for (int i = at + 1; i < dots.size() && Realm.indexOf(dots.dot(i)) == Realm.indexOf(dot); i++) {
            folded |= chain(dots.dot(i), segment(dots, i)) == chain;
        }
        return folded;
    }

    private static Segment segment(Dots dots, int at) {
        return (Segment) dots.content(at);
    }

    private static boolean isOf(Dots dots, int at, int index, long line) {
        return Realm.indexOf(dots.dot(at)) == index && segment(dots, at).line() == line;
    }

    @Override
    public long value() {
        Dots dots = dots();
        long sum = 0;
        for (int i = 0; dots != null && i < dots.size(); i++) {
            Segment segment = segment(dots, i);
            long part = segment.up() - segment.down();
            long next = sum + part;
            if (segment.folded().upTo() > 0 || ((sum ^ next) & (part ^ next)) < 0) {
                return Tally.super.value();
            }
            sum = next;
        }
        return sum;
    }

    @Override
    public BigInteger ups() {
        return sum(Segment::up, segment -> segment.folded().up());
    }

    @Override
    public BigInteger downs() {
        return sum(Segment::down, segment -> segment.folded().down());
    }

    /**
     * Sums all segments but those that a live segment of the same chain has folded. Other chains of the line say nothing of
     * them: a value may show the end of a line and lack its middle, for good if the writer is gone.
     */
    private BigInteger sum(ToLongFunction<Segment> own, ToLongFunction<Segment> folded) {
        Dots dots = dots();
        BigInteger sum = BigInteger.ZERO;
        if (dots == null) {
            return sum;
        }
        Map<Long, Long> foldedUpTo = new HashMap<>();
        for (int i = 0; i < dots.size(); i++) {
            Segment segment = segment(dots, i);
            foldedUpTo.merge(chain(dots.dot(i), segment), segment.folded().upTo(), Math::max);
        }
        for (int i = 0; i < dots.size(); i++) {
            Segment segment = segment(dots, i);
            Long upTo = foldedUpTo.get(chain(dots.dot(i), segment));
            if (upTo == null || Realm.sequenceOf(dots.dot(i)) > upTo) {
                sum = sum.add(BigInteger.valueOf(own.applyAsLong(segment)))
                        .add(BigInteger.valueOf(folded.applyAsLong(segment)));
            }
        }
        return sum;
    }

    private static long chain(long dot, Segment segment) {
        return Realm.pack(Realm.indexOf(dot), segment.chain(Realm.sequenceOf(dot)));
    }
}
