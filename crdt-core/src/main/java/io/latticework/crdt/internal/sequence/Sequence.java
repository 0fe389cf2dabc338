// checkstyle:off FileLength because hot runs and the operations on them share their fields
package io.latticework.crdt.internal.sequence;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Kernel;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A replicated sequence. An element is added once, with its parent and side, and may die; the join is the union of
 * elements and of deaths. Order follows from ids, see {@link Placement}.
 *
 * <p>At rest a sequence is a {@link Core}. Most changes go on where the last one was: typing behind what was typed,
 * deleting beside what was deleted. Such a <em>hot run</em> is kept beside the core, so that a version costs one small
 * object, and goes into the tree when something else happens. A delta is kept as it is, a {@link Parcel}, until somebody
 * looks into it.
 *
 * <p>Immutable and thread-safe: what is cached is computed alike by all threads.
 */
public final class Sequence implements Kernel<Sequence> {
    private static final long[] NO_DOTS = {};

    private final Ground ground;
    private final int at;
    private final int length;
    /** Where what came from elsewhere is deleted, how many elements before it may be next. */
    private final int ahead;

    @LazyInit
    private @Nullable Core settled;

    /** Makes the version of a stretch whose run is at an index and has a length. */
    private Sequence(Ground ground, int at, int length, int ahead) {
        this.ground = ground;
        this.at = at;
        this.length = length;
        this.ahead = ahead;
    }

    private Sequence(Core core, @Nullable Tail own, int ownEnd) {
        this(new Stretch(core, own, ownEnd, Stretch.REST), 0, 0, 0);
    }

    /** Returns the sequence without elements. */
    public static Sequence empty(Realm realm, Medium medium) {
        return of(Core.empty(realm, medium.none()));
    }

    /** Reads a sequence; what is behind it is taken for its payload. */
    public static Sequence read(ByteReader in, Realm realm, Medium medium) {
        return SequenceReader.read(in, realm, medium);
    }

    /** Writes the canonical bytes, to which nothing may be added. */
    public void writeTo(ByteWriter out) {
        if (ground instanceof Parcel loose && loose.isLoose()) {
            SequenceWriter.write(out, loose);
        } else {
            SequenceWriter.write(out, settled());
        }
    }

    static Sequence of(Core core) {
        return new Sequence(core, null, 0);
    }

    static Sequence of(Parcel parcel) {
        return new Sequence(parcel, 0, 0, 0);
    }

    @Override
    public Realm realm() {
        return ground.writers().realm();
    }

    private int kind() {
        return ground instanceof Stretch stretch ? stretch.kind() : Stretch.REST;
    }

    /** Returns where the author's next element goes in its tail. */
    private int ownEnd() {
        return kind() == Stretch.TYPED ? ground.ownEnd() + length : ground.ownEnd();
    }

    /** Returns the number of elements. */
    public int length() {
        if (ground instanceof Stretch stretch) {
            return stretch.kind() == Stretch.DELETED ? stretch.visible() - length : stretch.visible() + length;
        }
        return settled().root().visible;
    }

    /** Returns the sequence at rest, with all that was typed and deleted in the tree. */
    Core settled() {
        Core known = settled;
        if (known == null) {
            known = settle();
            settled = known;
        }
        return known;
    }

    private Core settle() {
        if (ground instanceof Stretch stretch) {
            return length == 0 ? stretch.core() : stretch.core(at, length);
        }
        Parcel parcel = (Parcel) ground;
        Draft draft = new Draft(parcel.bottom());
        new Integration(draft).apply(parcel);
        return draft.core();
    }

    /** Returns the run as the log has it. */
    private long run() {
        return RunLog.run(at, length, kind() == Stretch.TYPED);
    }

    /** Returns a stretch for a run that begins here, of which this version's author is the writer. */
    private Stretch next(int kind) {
        boolean waits = settled == null && length > 0 && (kind() == Stretch.TYPED || kind() == Stretch.DELETED);
        Stretch next = waits ? ((Stretch) ground).after(run(), kind) : null;
        if (next != null) {
            return next;
        }
        Tail own = ground.own();
        boolean deletes = kind == Stretch.DELETED;
        Tail renewed = deletes && own != null && own.log().isFull() ? own.renewed(ownEnd(), false) : null;
        return renewed == null ? new Stretch(settled(), own, ownEnd(), kind) : new Stretch(settled(), renewed, 0, kind);
    }

    /**
     * Returns the text with more of it at an index.
     *
     * @throws IndexOutOfBoundsException if the index is out of range
     * @throws IllegalArgumentException if the text is not well-formed UTF-16, or the index is between the halves of a pair
     */
    public Sequence insert(Author author, int index, String text) {
        Tail own = ground.own();
        int more = text.length();
        if (index == at + length && more > 0 && own != null && kind() == Stretch.TYPED) {
            if (own.isOf(author) && own.append(ground.ownEnd() + length, text)) {
                return new Sequence(ground, at, length + more, 0);
            }
        }
        return start(author, Objects.checkIndex(index, length() + 1), text);
    }

    private Sequence start(Author author, int index, String text) {
        requireBoundary(index);
        int more = text.length();
        if (more == 0) {
            return this;
        }
        requireRoom(more);
        Tail own = ground.own();
        if (own != null && own.isOf(author) && !own.log().isFull() && own.append(ownEnd(), text)) {
            return new Sequence(next(Stretch.TYPED), index, more, 0);
        }
        Surrogates.requireWellFormed(text);
        boolean wide = own != null && own.isWide() || !Chars.isLatin(text);
        Tail tail = Tail.next(author, own, ownEnd(), realm(), wide);
        Core here = settled().with(tail.dot());
        if (tail.append(0, text)) {
            return new Sequence(new Stretch(here, tail, 0, Stretch.TYPED), index, more, 0);
        }
        Draft draft = new Draft(here);
        draft.insert(index, nextId(here, tail), Chars.of(text));
        return new Sequence(draft.core(), tail, 0);
    }

    private static long nextId(Core here, Tail tail) {
        return Ids.pack(here.most() + 1, here.writers().find(tail.dot()));
    }

    private void requireBoundary(int index) {
        if (hasSurrogates()) {
            Surrogates.requireBoundary(settled().root(), index);
        }
    }

    private boolean hasSurrogates() {
        if (ground instanceof Stretch stretch) {
            return stretch.hasSurrogates() || length > 0 && stretch.runHasSurrogates(length);
        }
        return settled().root().wide;
    }

    /**
     * Returns the list with more elements at an index.
     *
     * @throws IndexOutOfBoundsException if the index is out of range
     */
    public Sequence insert(Author author, int index, List<byte[]> encoded) {
        int checked = Objects.checkIndex(index, length() + 1);
        if (encoded.isEmpty()) {
            return this;
        }
        Items items = Items.of(encoded.toArray(byte[][]::new));
        requireRoom(items.length());
        Tail tail = Tail.next(author, ground.own(), ownEnd(), realm(), false);
        Core here = settled().with(tail.dot());
        Draft draft = new Draft(here);
        draft.insert(checked, nextId(here, tail), items);
        return new Sequence(draft.core(), tail, 0);
    }

    private boolean hasRoom(int more) {
        return most() + more <= Ids.MAX_COUNTER && length() + more <= Span.MAX_LENGTH;
    }

    /** Tells whether there are surely no surrogates, and there is room for so many more elements. */
    boolean isPlain(int more) {
        return !hasSurrogates() && hasRoom(more);
    }

    private void requireRoom(int more) {
        if (!hasRoom(more)) {
            throw new CausalityException("A sequence has at most " + Span.MAX_LENGTH + " elements at a time, and "
                    + Ids.MAX_COUNTER + " in its life; start a new one");
        }
    }

    /** Returns the largest counter of all ids. */
    private long most() {
        boolean local = ground instanceof Stretch stretch && stretch.kind() != Stretch.APPENDED;
        return local
                ? ((Stretch) ground).most() + (kind() == Stretch.TYPED ? length : 0)
                : settled().most();
    }

    /**
     * Returns the sequence without the elements from one index to another.
     *
     * @throws IndexOutOfBoundsException if the range is not within the sequence
     * @throws IllegalArgumentException if the range parts a surrogate pair of a text
     */
    public Sequence delete(int from, int to) {
        int less = to - Objects.checkFromToIndex(from, to, length());
        if (kind() == Stretch.DELETED && (to == at || from == at)) {
            Stretch stretch = (Stretch) ground;
            if (stretch.hasSurrogates()) {
                Node before = stretch.core().root();
                Surrogates.requireBoundary(before, to == at ? from : from + length);
                Surrogates.requireBoundary(before, to == at ? to : to + length);
            }
            return less == 0 ? this : new Sequence(ground, from, length + less, 0);
        }
        requireBoundary(from);
        requireBoundary(to);
        if (less == 0) {
            return this;
        }
        return new Sequence(next(Stretch.DELETED), from, less, 0);
    }

    @Override
    public Sequence merge(Sequence other) {
        if (other == this || other.isBottom()) {
            return this;
        }
        Sequence that = other.in(realm());
        if (isBottom()) {
            return that;
        }
        Parcel theirs = that.ground instanceof Parcel parcel ? parcel : null;
        if (theirs != null) {
            Sequence grown = grown(theirs, that);
            if (grown != null) {
                return grown;
            }
        }
        Core here = settled();
        Parcel news = theirs != null ? theirs : Difference.of(that.settled(), here);
        if (news.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(here);
        new Integration(draft).apply(news);
        return draft.isChanged() ? new Sequence(rest(draft.core(), that), 0, 0, 0) : this;
    }

    boolean isBottom() {
        return ground instanceof Stretch stretch && stretch.kind() == Stretch.REST && stretch.most() == 0;
    }

    /** Returns a stretch on another core, that goes on where the later of two versions of one succession was. */
    private Stretch rest(Core joined, Sequence that) {
        Tail own = ground.own();
        Tail other = that.ground.own();
        boolean theirs = own == null || other != null && !own.isAt(ownEnd());
        return new Stretch(joined, theirs ? other : own, theirs ? that.ownEnd() : ownEnd(), Stretch.REST);
    }

    /** Returns the version after a delta that goes on with the hot run, or begins one, {@code null} if it does not. */
    private @Nullable Sequence grown(Parcel delta, Sequence that) {
        if (delta.dropped().size() > 0) {
            return null;
        }
        if (delta.runs().length != 1 || delta.dead().size() > 0) {
            return delta.runs().length == 0 && delta.dead().size() == 1 ? deleted(delta) : null;
        }
        Run run = delta.runs()[0];
        if (run.isDead() || Span.isReversed(run.meta()) || !(run.payload() instanceof Chars)) {
            return null;
        }
        Sequence appended = ground instanceof Received received && received.kind() == Stretch.APPENDED
                ? appended(received, run, delta.writers())
                : null;
        return appended == null ? begun(run, delta.writers(), that) : appended;
    }

    /** Returns the version after a run that may be gone on with, {@code null} if it may not. */
    private @Nullable Sequence begun(Run theirs, Writers from, Sequence that) {
        Core here = settled().with(ground.writers().union(from));
        Run run = theirs.translated(here.writers(), from);
        boolean isNew = here.orphans().length == 0 && Cursor.areNew(here, run.id(), run.length());
        if (!isNew || run.parent() != Ids.ROOT && here.index().label(run.parent()) <= Block.DROPPED) {
            return null;
        }
        Placement place = Placement.of(run, new Draft(here));
        int index = place.index();
        if (!place.isFreeFor(run.id() + run.length() * Ids.ONE)) {
            return null;
        }
        Received received = Received.typing(rest(here, that), ground, run);
        return received.append(0, (Chars) run.payload()) ? new Sequence(received, index, run.length(), 0) : null;
    }

    private @Nullable Sequence appended(Received received, Run run, Writers from) {
        Core core = received.base();
        int more = run.length();
        long next = received.id() + length * Ids.ONE;
        boolean continues = Span.flags(run.meta()) == 0
                && run.parent() == run.id() - Ids.ONE
                && Ids.counter(run.id()) == Ids.counter(next)
                && writer(run.id(), from) == Ids.writer(next);
        return continues && Cursor.areNew(core, next, more) && received.append(length, (Chars) run.payload())
                ? new Sequence(received, at, length + more, 0)
                : null;
    }

    /** Returns the place of an id's writer, -1 if it is not in here. */
    private int writer(long id, Writers from) {
        Writers all = ground.writers();
        return all == from ? Ids.writer(id) : all.find(from.dot(Ids.writer(id)));
    }

    private @Nullable Sequence deleted(Parcel delta) {
        int less = delta.dead().length(0);
        int writer = writer(delta.dead().id(0), delta.writers());
        if (writer < 0) {
            return null;
        }
        long first = Ids.pack(Ids.counter(delta.dead().id(0)), writer);
        boolean deletes = ground instanceof Stretch stretch && stretch.kind() == Stretch.DELETED;
        if (deletes && ahead >= less && first == ((Received) ground).id() + (ahead - less) * Ids.ONE) {
            return new Sequence(ground, at - less, length + less, ahead - less);
        }
        Core base = deletes ? ((Stretch) ground).core() : settled();
        Cursor found = Cursor.of(base, first, less);
        if (found == null) {
            return null;
        }
        int index = found.index();
        if (deletes && index == at + length) {
            return new Sequence(ground, at, length + less, ahead);
        }
        if (deletes && index + less != at) {
            return null;
        }
        int left = (int) found.next();
        Stretch rest = new Stretch(base, ground.own(), ownEnd(), Stretch.DELETED);
        Received run = Received.deleting(rest, ground, first - left * Ids.ONE);
        return new Sequence(run, index, deletes ? length + less : less, left);
    }

    @Override
    public Sequence deltaFrom(Sequence base) {
        Sequence that = base.in(realm());
        if (ground instanceof Stretch stretch && length > 0) {
            Parcel delta = stretch.kind() == Stretch.TYPED
                    ? typedSince(stretch, that)
                    : stretch.kind() == Stretch.DELETED ? deletedSince(stretch, that) : null;
            if (delta != null) {
                return of(delta.by(ground.own(), ownEnd()));
            }
        }
        Parcel delta = Difference.of(settled(), that.settled());
        return delta.isEmpty() ? of(delta.bottom()) : of(delta.by(ground.own(), ownEnd()));
    }

    /** Returns what was typed since another version, {@code null} if that is not all that happened. */
    private @Nullable Parcel typedSince(Stretch stretch, Sequence that) {
        if (that.ground == stretch && length > that.length) {
            Chars units = stretch.units(that.length, length);
            long id = stretch.id() + that.length * Ids.ONE;
            return new Parcel(stretch.writers(), new Run(id, Span.meta(units.length(), 0), id - Ids.ONE, units));
        }
        if (!beganAt(stretch, that)) {
            return null;
        }
        Chars units = stretch.units(0, length);
        return new Parcel(stretch.writers(), Placement.child(stretch.core(), at, stretch.id(), units));
    }

    private static boolean beganAt(Stretch stretch, Sequence that) {
        return that.ground instanceof Stretch before && stretch.beganAt(before, that.settled, that.run());
    }

    private @Nullable Parcel deletedSince(Stretch stretch, Sequence that) {
        boolean goesOn = that.ground == stretch;
        boolean more = goesOn && at <= that.at && at + length >= that.at + that.length && length > that.length;
        if (goesOn ? !more : !beganAt(stretch, that)) {
            return null;
        }
        Core here = stretch.core();
        Ranges dead = new Ranges();
        Reader.addIds(here.root(), at, goesOn ? that.at : at + length, dead);
        if (goesOn) {
            Reader.addIds(here.root(), that.at + that.length, at + length, dead);
        }
        return new Parcel(here.writers(), Run.NONE, dead.ordered(), Ranges.NONE, here.none());
    }

    /** Returns all that this sequence has, element by element with their parents. */
    Parcel parcel() {
        return ground instanceof Parcel parcel
                ? parcel
                : Difference.of(settled(), settled().bottom());
    }

    @Override
    public Digest digest() {
        Core here = settled();
        return here.index().digest(here.writers());
    }

    /**
     * Returns an upper bound of the bytes that {@link #writeTo} writes. O(n / 32).
     */
    public int weight() {
        return ground instanceof Parcel parcel ? Weight.of(parcel, parcel.bottom()) : Weight.of(null, settled());
    }

    /** Returns whether this says no more than the other, apart from where their authors go on. */
    public boolean isSame(Sequence other) {
        return this == other || digest().equals(other.digest());
    }

    /**
     * Tells whether this version surely came from another by typing and deleting, so that it has all that the other has.
     * False says nothing. O(1).
     */
    public boolean growsFrom(Sequence before) {
        if (ground == before.ground) {
            boolean reaches = kind() != Stretch.DELETED || at <= before.at && at + length >= before.at + before.length;
            return length > before.length && reaches;
        }
        return ground instanceof Stretch stretch
                && length > 0
                && before.ground instanceof Stretch earlier
                && stretch.beganBehind(earlier, before.settled, before.run());
    }

    /** Returns the dots that name writers whom a former version did not have. */
    public long[] newWriters(Sequence before) {
        Writers now = ground.writers();
        Writers then = before.ground.writers();
        if (now == then) {
            return NO_DOTS;
        }
        return IntStream.range(0, now.size())
                .mapToLong(now::dot)
                .filter(dot -> then.find(dot) < 0)
                .toArray();
    }

    /** Returns the encoded element at an index, not to be changed. */
    public byte[] item(int index) {
        return Reader.item(settled().root(), index);
    }

    /** Shows all encoded elements, not to be changed. */
    public void forEachItem(Consumer<byte[]> action) {
        for (Leaf leaf : settled().root().leaves()) {
            for (int i = 0; i < leaf.visible; i++) {
                action.accept(((Items) leaf.payload).item(i));
            }
        }
    }

    /** Returns how this version reads differently from another, from left to right. */
    public List<Splice> splicesSince(Sequence before) {
        return Splices.between(before.in(realm()).settled(), settled());
    }

    /**
     * Returns the sequence without dead elements to which nobody can refer any more.
     *
     * @param stable a state that every replica is known to have
     */
    public Sequence compact(Sequence stable) {
        Core here = settled();
        Core less = Compaction.of(here, stable.in(realm()).settled());
        return less == here ? this : new Sequence(less, ground.own(), ownEnd());
    }

    /** Returns the id of the element at an index. */
    public ElementId elementId(int index) {
        return ElementId.at(settled(), index);
    }

    /**
     * Returns the number of living elements before one, or {@link ElementId#UNKNOWN} if it is not here.
     *
     * @param behind whether the element itself counts, if it is alive
     */
    public int indexOf(ElementId element, boolean behind) {
        return element.indexIn(settled(), behind);
    }

    /** Returns the whole text. */
    public String text() {
        return Reader.text(settled().root());
    }

    /** Returns the text from one index to another. */
    public String text(int from, int to) {
        return Reader.text(settled().root(), from, to);
    }

    /** Returns the unit at an index. */
    public char charAt(int index) {
        return Reader.charAt(settled().root(), index);
    }

    @Override
    public Iterable<Sequence> split(int maxBytes) {
        return new Pieces(settled(), maxBytes);
    }

    @Override
    public Sequence in(Realm target) {
        return target == realm() ? this : of(settled().in(target));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Sequence that
                        && digest().equals(that.in(realm()).digest());
    }

    @Override
    public int hashCode() {
        return length();
    }
}
