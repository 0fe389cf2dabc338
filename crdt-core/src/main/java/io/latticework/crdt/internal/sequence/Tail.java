package io.latticework.crdt.internal.sequence;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where one writer goes on: shared by all versions of a sequence in an unforked succession. Whoever continues a version
 * first moves the end on; a fork finds it moved, and becomes a writer of its own. So no two elements ever have one id, and
 * the units of a run that is being typed stand in one array, of which each version sees its own part.
 */
final class Tail {
    /** The most units. */
    static final int CAPACITY = 256;

    /** How many writers of one version go on where they were; others start anew. */
    private static final int REMEMBERED = 7;

    /** The end of a succession that goes on in another tail. */
    private static final int CLOSED = Integer.MAX_VALUE;

    private final @Nullable ReplicaId replica;
    private final long dot;
    private final char[] units;
    private final List<Left> others;
    private final AtomicInteger end = new AtomicInteger();

    /** Where another writer left the same version. */
    private record Left(Tail tail, int end) {}

    private Tail(@Nullable ReplicaId replica, long dot, List<Left> others) {
        this.replica = replica;
        this.dot = dot;
        this.units = new char[CAPACITY];
        this.others = others;
    }

    /** Returns a tail of nobody, for units that came from elsewhere. */
    static Tail received() {
        return new Tail(null, 0, List.of());
    }

    /**
     * Returns a tail for an author's next write: of the writer that the author was before, if nobody has gone on from
     * there, otherwise of a new one.
     *
     * @param tail where a version was last written to, {@code null} if that is not known
     * @param end where the version left it
     */
    static Tail next(Author author, @Nullable Tail tail, int end, Realm realm) {
        if (tail != null && tail.isOf(author) && tail.close(end)) {
            return new Tail(author.replica(), tail.dot, tail.others);
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
        return new Tail(author.replica(), dot, remembered);
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

    char[] units() {
        return units;
    }

    /** Tells whether there are units that are not Latin-1. */
    boolean isWide(int from, int to) {
        for (int i = from; i < to; i++) {
            if (units[i] > Chars.MAX_LATIN) {
                return true;
            }
        }
        return false;
    }

    /** Puts units where they were claimed. */
    void put(int at, String text) {
        if (text.length() == 1) {
            units[at] = text.charAt(0);
        } else {
            text.getChars(0, text.length(), units, at);
        }
    }

    /** Takes the right to go on from a version's end with so many units; false if it is taken, or there is no room. */
    boolean claim(int from, int length) {
        return from + length <= CAPACITY && from + length >= 0 && end.compareAndSet(from, from + length);
    }

    /** Takes the right to go on from a version's end in another tail; false if it is taken. */
    private boolean close(int from) {
        return end.compareAndSet(from, CLOSED);
    }
}
