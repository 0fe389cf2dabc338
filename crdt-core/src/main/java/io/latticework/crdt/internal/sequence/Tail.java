package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where one writer goes on: shared by all versions of a sequence in an unforked succession. Whoever continues a version
 * first moves the end on; a fork finds it moved, and becomes a writer of its own. So no two elements ever have one id, and
 * what is typed stands in one array, of which each version sees its own part. Beside it is a {@link RunLog}, of which the same
 * holds.
 */
final class Tail {
    /** The most units. */
    static final int CAPACITY = 1 << 16;

    /** The most units at once; longer texts go into the tree. */
    static final int MOST_AT_ONCE = 1024;

    /** How many writers of one version go on where they were; others start anew. */
    private static final int REMEMBERED = 7;

    /** The end of a succession that goes on in another tail. */
    private static final int CLOSED = Integer.MAX_VALUE;

    private static final int FIRST_LENGTH = 16;

    private final @Nullable ReplicaId replica;
    private final long dot;
    private final List<Left> others;
    private final AtomicInteger end = new AtomicInteger();
    private final RunLog log = new RunLog();
    private final boolean wide;
    /** One of the two is in use; both are replaced when they grow, which what has been read of them outlives. */
    private volatile byte[] latin;

    private volatile char[] units;

    /** Where another writer left the same version. */
    private record Left(Tail tail, int end) {}

    private Tail(@Nullable ReplicaId replica, long dot, List<Left> others, boolean wide) {
        this.replica = replica;
        this.dot = dot;
        this.others = others;
        this.wide = wide;
        this.latin = new byte[wide ? 0 : FIRST_LENGTH];
        this.units = new char[wide ? FIRST_LENGTH : 0];
    }

    /** Returns a tail of nobody, for units that came from elsewhere. */
    static Tail received(boolean wide) {
        return new Tail(null, 0, List.of(), wide);
    }

    /**
     * Returns a tail for an author's next write: of the writer that the author was before, if nobody has gone on from
     * there, otherwise of a new one.
     *
     * @param tail where a version was last written to, {@code null} if that is not known
     * @param end where the version left it
     * @param wide whether units that are not Latin-1 are to come
     */
    static Tail next(Author author, @Nullable Tail tail, int end, Realm realm, boolean wide) {
        Tail renewed = tail != null && tail.isOf(author) ? tail.renewed(end, wide) : null;
        if (renewed != null) {
            return renewed;
        }
        List<Left> others = new ArrayList<>();
        long known = 0;
        boolean goesOn = false;
        for (Left left : tail == null ? List.<Left>of() : tail.others) {
            if (left.tail.isOf(author)) {
                goesOn = left.tail.close(left.end);
                known = left.tail.dot;
            } else {
                others.add(left);
            }
        }
        if (tail != null && !tail.isOf(author)) {
            others.add(0, new Left(tail, end));
        }
        List<Left> remembered = List.copyOf(others.subList(0, Math.min(others.size(), REMEMBERED)));
        long dot = goesOn ? known : Realm.pack(realm.index(author.replica()), author.nextSequence());
        return new Tail(author.replica(), dot, remembered, wide);
    }

    /** Returns an empty tail in which the same writer goes on, {@code null} if somebody else has gone on from the end. */
    @Nullable
    Tail renewed(int from, boolean more) {
        return close(from) ? new Tail(replica, dot, others, wide || more) : null;
    }

    /** Tells whether this is the tail of an author's replica id, of which there is one author in the world. */
    boolean isOf(Author author) {
        ReplicaId other = author.replica();
        return other == replica || other.equals(replica);
    }

    /** Tells whether nobody has gone on from a version's end yet. */
    boolean isAt(int from) {
        return end.get() == from;
    }

    long dot() {
        return dot;
    }

    RunLog log() {
        return log;
    }

    boolean isWide() {
        return wide;
    }

    int end() {
        return end.get();
    }

    /**
     * Goes on from a version's end with a text.
     *
     * @return false, and nothing is changed, if somebody else has gone on from there, or the text does not fit or is not
     *     well-formed
     */
    boolean append(int from, String text) {
        int length = text.length();
        if (length != 1) {
            return append(from, text, length);
        }
        char unit = text.charAt(0);
        if (unit > Chars.MAX_LATIN && (!wide || Character.isSurrogate(unit)) || !claim(from, 1)) {
            return false;
        }
        put(from, unit);
        return true;
    }

    private boolean append(int from, String text, int length) {
        boolean fits = length <= MOST_AT_ONCE && (wide ? Surrogates.isWellFormed(text) : Chars.isLatin(text));
        if (!fits || !claim(from, length)) {
            return false;
        }
        if (wide) {
            text.getChars(0, length, unitsUpTo(from + length), from);
            return true;
        }
        byte[] here = latinUpTo(from + length);
        for (int i = 0; i < length; i++) {
            here[from + i] = (byte) text.charAt(i);
        }
        return true;
    }

    /** Goes on with units that came from elsewhere. */
    boolean append(int from, Chars text) {
        int length = text.length();
        if (!wide && !text.isLatin() || !claim(from, length)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            put(from + i, text.charAt(i));
        }
        return true;
    }

    private void put(int at, char unit) {
        if (wide) {
            unitsUpTo(at + 1)[at] = unit;
        } else {
            latinUpTo(at + 1)[at] = (byte) unit;
        }
    }

    private char[] unitsUpTo(int most) {
        char[] here = units;
        if (most > here.length) {
            here = Arrays.copyOf(here, grown(most));
            units = here;
        }
        return here;
    }

    private byte[] latinUpTo(int most) {
        byte[] here = latin;
        if (most > here.length) {
            here = Arrays.copyOf(here, grown(most));
            latin = here;
        }
        return here;
    }

    private static int grown(int most) {
        int at = most - 1;
        return Math.min(CAPACITY, Math.max(most, at + (at >> 1)));
    }

    /** Returns some units. */
    Chars units(int from, int to) {
        return wide ? Chars.of(units, from, to) : Chars.ofLatin(latin, from, to);
    }

    /** Copies some units. */
    void copyTo(char[] target, int at, int from, int length) {
        if (wide) {
            System.arraycopy(units, from, target, at, length);
            return;
        }
        byte[] here = latin;
        for (int i = 0; i < length; i++) {
            target[at + i] = (char) (here[from + i] & 0xFF);
        }
    }

    /** Tells whether there are halves of surrogate pairs. */
    boolean hasSurrogates(int from, int to) {
        return wide && Surrogates.areIn(units, from, to);
    }

    /** Takes the right to go on from a version's end with so many units; false if it is taken, or there is no room. */
    private boolean claim(int from, int length) {
        return from + length <= CAPACITY && from + length >= 0 && end.compareAndSet(from, from + length);
    }

    /** Takes the right to go on from a version's end in another tail; false if it is taken. */
    private boolean close(int from) {
        return end.compareAndSet(from, CLOSED);
    }
}
