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
    private static final int REST = 0;
    private static final int TYPED = 1;
    private static final int APPENDED = 2;
    private static final int DELETED = 3;
    private static final int DELTA = 4;

    private final Rest rest;
    private final Writers writers;
    private final @Nullable Tail own;
    private final int ownEnd;

    private final int kind;
    private final int at;
    private final int length;
    private final @Nullable Tail hot;
    /** Where the units of what is typed begin; where a delta was deleted, how many elements before it may be next. */
    private final int hotFrom;
    /** The first id of what is typed, the one that comes next of what is appended, the first of a delta that was deleted. */
    private final long hotId;

    private final @Nullable Parcel parcel;

    @LazyInit
    private @Nullable Rest frozen;

    // checkstyle:off ParameterNumber because each version is this one object, and a carrier would be another
    private Sequence(
            Rest rest,
            Writers writers,
            @Nullable Tail own,
            int ownEnd,
            int kind,
            int at,
            int length,
            @Nullable Tail hot,
            int hotFrom,
            long hotId) {
        this.rest = rest;
        this.writers = writers;
        this.own = own;
        this.ownEnd = ownEnd;
        this.kind = kind;
        this.at = at;
        this.length = length;
        this.hot = hot;
        this.hotFrom = hotFrom;
        this.hotId = hotId;
        this.parcel = null;
    }
    // checkstyle:on ParameterNumber

    private Sequence(Core core, @Nullable Tail own, int ownEnd) {
        this(core, core.writers(), own, ownEnd, REST, 0, 0, null, 0, 0);
    }

    /** The delta lets who merges it go on where its author was. */
    private Sequence(Core bottom, Parcel parcel, @Nullable Tail own, int ownEnd) {
        this.rest = bottom;
        this.writers = bottom.writers();
        this.own = own;
        this.ownEnd = ownEnd;
        this.kind = DELTA;
        this.at = 0;
        this.length = 0;
        this.hot = null;
        this.hotFrom = 0;
        this.hotId = 0;
        this.parcel = parcel;
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
        Parcel loose = parcel;
        if (loose != null && loose.isLoose()) {
            SequenceWriter.write(out, loose, rest.none());
        } else {
            SequenceWriter.write(out, settled());
        }
    }

    static Sequence of(Core core) {
        return new Sequence(core, null, 0);
    }

    static Sequence of(Parcel parcel, Payload none) {
        return new Sequence(parcel.writers().bottom(none), parcel, null, 0);
    }

    @Override
    public Realm realm() {
        return writers.realm();
    }

    /** Returns the number of elements. */
    public int length() {
        return switch (kind) {
            case TYPED, APPENDED -> rest.visible() + length;
            case DELETED -> rest.visible() - length;
            case DELTA -> settled().visible();
            default -> rest.visible();
        };
    }

    /** Returns the sequence at rest, with all that was typed and deleted in the tree. */
    Core settled() {
        return frozen().core();
    }

    /** Returns the sequence without a hot run; what was hot may wait to be put into the tree. */
    private Rest frozen() {
        Rest known = frozen;
        if (known == null) {
            known = freeze();
            frozen = known;
        }
        return known;
    }

    private Rest freeze() {
        if (kind == REST || kind < DELTA && length == 0) {
            return rest;
        }
        if (kind == DELTA) {
            Draft draft = new Draft(rest.core());
            new Integration(draft).apply(Objects.requireNonNull(parcel));
            return draft.core();
        }
        if (kind == DELETED) {
            return Pending.deleted(rest, at, length);
        }
        Pending.Run place = new Pending.Run(at, length, hotId);
        return Pending.typed(rest, place, Objects.requireNonNull(hot), hotFrom, kind == APPENDED);
    }

    /** Returns the table of writers, to which runs that wait add none. */
    private Writers writers() {
        return kind == DELTA ? settled().writers() : writers;
    }

    /** Returns what the next run is put on. */
    private Rest ground() {
        Rest here = frozen();
        return here.waiting() < Pending.MOST ? here : here.core();
    }

    private Chars hotUnits(int from) {
        return Chars.of(Objects.requireNonNull(hot).units(), hotFrom + from, hotFrom + length);
    }

    /**
     * Returns the text with more of it at an index.
     *
     * @throws IndexOutOfBoundsException if the index is out of range
     * @throws IllegalArgumentException if the text is not well-formed UTF-16, or the index is between the halves of a pair
     */
    public Sequence insert(Author author, int index, String text) {
        int more = text.length();
        if (kind == TYPED
                && index == at + length
                && own != null
                && own.isOf(author)
                && more > 0
                && Surrogates.isWellFormed(text)
                && own.claim(ownEnd, more)) {
            own.put(ownEnd, text);
            return new Sequence(rest, writers, own, ownEnd + more, TYPED, at, length + more, hot, hotFrom, hotId);
        }
        return start(author, Objects.checkIndex(index, length() + 1), text);
    }

    private Sequence start(Author author, int index, String text) {
        Rest here = ground();
        requireBoundary(here, index);
        Surrogates.requireWellFormed(text);
        int more = text.length();
        if (more == 0) {
            return this;
        }
        requireRoom(here, more);
        if (own != null && own.isOf(author) && own.claim(ownEnd, more)) {
            own.put(ownEnd, text);
            return typed(here, writers(), own, ownEnd, index, more);
        }
        Tail tail = Tail.next(author, own, ownEnd, realm());
        boolean isNew = writers().find(tail.dot()) < 0;
        Rest ground = isNew ? here.core().with(tail.dot()) : here;
        Writers all = isNew ? ground.core().writers() : writers();
        if (tail.claim(0, more)) {
            tail.put(0, text);
            return typed(ground, all, tail, 0, index, more);
        }
        Draft draft = new Draft(ground.core());
        draft.insert(index, nextId(ground, all, tail), Chars.of(text));
        return new Sequence(draft.core(), tail, 0);
    }

    // checkstyle:off ParameterNumber because a carrier would be one more object for each run
    private static Sequence typed(Rest here, Writers writers, Tail tail, int from, int index, int more) {
        long id = nextId(here, writers, tail);
        return new Sequence(here, writers, tail, from + more, TYPED, index, more, tail, from, id);
    }

    // checkstyle:on ParameterNumber

    private static long nextId(Rest here, Writers writers, Tail tail) {
        return Ids.pack(here.most() + 1, writers.find(tail.dot()));
    }

    private static void requireBoundary(Rest here, int index) {
        if (here.isWide()) {
            Surrogates.requireBoundary(here.core().root(), index);
        }
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
        Core settled = settled();
        requireRoom(settled, items.length());
        Tail tail = Tail.next(author, own, ownEnd, realm());
        Core here = settled.with(tail.dot());
        Draft draft = new Draft(here);
        draft.insert(checked, nextId(here, here.writers(), tail), items);
        return new Sequence(draft.core(), tail, 0);
    }

    private static void requireRoom(Rest here, int more) {
        if (here.most() + more > Ids.MAX_COUNTER || here.visible() + more > Span.MAX_LENGTH) {
            throw new CausalityException("A sequence has at most " + Span.MAX_LENGTH + " elements at a time, and "
                    + Ids.MAX_COUNTER + " in its life; start a new one");
        }
    }

    /**
     * Returns the sequence without the elements from one index to another.
     *
     * @throws IndexOutOfBoundsException if the range is not within the sequence
     * @throws IllegalArgumentException if the range parts a surrogate pair of a text
     */
    public Sequence delete(int from, int to) {
        int less = to - Objects.checkFromToIndex(from, to, length());
        if (kind == DELETED && (to == at || from == at)) {
            requireBoundary(rest, to == at ? from : from + length);
            requireBoundary(rest, to == at ? to : to + length);
            return less == 0
                    ? this
                    : new Sequence(rest, writers, own, ownEnd, DELETED, from, length + less, null, 0, 0);
        }
        Rest here = ground();
        requireBoundary(here, from);
        requireBoundary(here, to);
        return less == 0 ? this : new Sequence(here, writers(), own, ownEnd, DELETED, from, less, null, 0, 0);
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
        Parcel theirs = that.parcel;
        if (theirs != null) {
            Sequence grown = grown(theirs);
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
        return draft.isChanged() ? after(draft.core(), news, that) : this;
    }

    boolean isBottom() {
        return kind == REST && rest instanceof Core core && core.isEmpty();
    }

    /** Returns the version with another core, that goes on where the later of two versions of one succession was. */
    private Sequence after(Core joined, Parcel news, Sequence that) {
        boolean theirs = own == null || that.own != null && !own.isAt(ownEnd);
        Tail tail = theirs ? that.own : own;
        int end = theirs ? that.ownEnd : ownEnd;
        Run[] runs = news.runs();
        Cursor cursor = runs.length == 1 && that.parcel != null ? Cursor.behind(joined, runs[0], news.writers()) : null;
        return cursor == null
                ? new Sequence(joined, tail, end)
                : new Sequence(
                        joined,
                        joined.writers(),
                        tail,
                        end,
                        APPENDED,
                        cursor.index(),
                        0,
                        Tail.received(),
                        0,
                        cursor.next());
    }

    /** Returns the version after a delta that goes on with the hot run, {@code null} if it does not. */
    private @Nullable Sequence grown(Parcel delta) {
        if (delta.dropped().size() > 0) {
            return null;
        }
        if (delta.runs().length == 1 && delta.dead().size() == 0 && kind == APPENDED) {
            return appended(delta.runs()[0], delta.writers());
        }
        return delta.runs().length == 0 && delta.dead().size() == 1 ? deleted(delta) : null;
    }

    private @Nullable Sequence appended(Run run, Writers from) {
        Core core = rest.core();
        Tail tail = Objects.requireNonNull(hot);
        int more = run.length();
        long next = hotId + length * Ids.ONE;
        int writer =
                core.writers() == from ? Ids.writer(run.id()) : core.writers().find(from.dot(Ids.writer(run.id())));
        boolean continues = Span.flags(run.meta()) == 0
                && run.parent() == run.id() - Ids.ONE
                && Ids.pack(Ids.counter(run.id()), 0) == next - Ids.writer(next)
                && writer == Ids.writer(next);
        if (!continues || !Cursor.areNew(core, next, more) || !tail.claim(hotFrom + length, more)) {
            return null;
        }
        ((Chars) run.payload()).copyTo(tail.units(), hotFrom + length);
        return new Sequence(rest, writers, own, ownEnd, APPENDED, at, length + more, hot, hotFrom, hotId);
    }

    private @Nullable Sequence deleted(Parcel delta) {
        Writers from = delta.writers();
        long theirs = delta.dead().id(0);
        int less = delta.dead().length(0);
        int writer = writers() == from ? Ids.writer(theirs) : writers().find(from.dot(Ids.writer(theirs)));
        if (writer < 0) {
            return null;
        }
        long first = Ids.pack(Ids.counter(theirs), writer);
        if (kind == DELETED && hotFrom >= less && first == hotId - less * Ids.ONE) {
            return new Sequence(
                    rest, writers, own, ownEnd, DELETED, at - less, length + less, null, hotFrom - less, first);
        }
        Core base = kind == DELETED ? rest.core() : settled();
        Cursor found = Cursor.of(base, first, less);
        if (found == null) {
            return null;
        }
        int index = found.index();
        int left = (int) found.next();
        if (kind != DELETED) {
            return new Sequence(base, base.writers(), own, ownEnd, DELETED, index, less, null, left, first);
        }
        if (index + less == at) {
            return new Sequence(base, base.writers(), own, ownEnd, DELETED, index, length + less, null, left, first);
        }
        return index == at + length
                ? new Sequence(base, base.writers(), own, ownEnd, DELETED, at, length + less, null, hotFrom, hotId)
                : null;
    }

    @Override
    public Sequence deltaFrom(Sequence base) {
        Sequence that = base.in(realm());
        boolean sameRun = kind == TYPED && that.kind == TYPED && rest == that.rest && hot == that.hot;
        if (sameRun && hotFrom == that.hotFrom && length > that.length) {
            Chars units = hotUnits(that.length);
            long id = hotId + that.length * Ids.ONE;
            Run run = new Run(id, Span.meta(units.length(), 0), id - Ids.ONE, units);
            return part(new Parcel(writers, run));
        }
        if (kind == TYPED && that.frozen().isVersion(rest)) {
            return part(new Parcel(writers, Placement.child(rest.core(), at, hotId, hotUnits(0))));
        }
        if (kind == DELETED && (deletesOn(that) || that.frozen().isVersion(rest))) {
            return part(new Parcel(writers, Run.NONE, deadSince(that), Ranges.NONE));
        }
        Parcel delta = Difference.of(settled(), that.settled());
        return delta.isEmpty() ? of(writers.bottom(rest.none())) : part(delta);
    }

    private boolean deletesOn(Sequence that) {
        return that.kind == DELETED
                && rest == that.rest
                && at <= that.at
                && at + length >= that.at + that.length
                && length > that.length;
    }

    private Ranges deadSince(Sequence that) {
        Node before = rest.core().root();
        boolean goesOn = that.rest == rest && that.kind == DELETED;
        Ranges dead = new Ranges();
        Reader.addIds(before, at, goesOn ? that.at : at + length, dead);
        if (goesOn) {
            Reader.addIds(before, that.at + that.length, at + length, dead);
        }
        return dead.ordered();
    }

    /** Returns all that this sequence has, element by element with their parents. */
    Parcel parcel() {
        return parcel != null ? parcel : Difference.of(settled(), writers.bottom(rest.none()));
    }

    private Sequence part(Parcel delta) {
        return new Sequence(writers.bottom(rest.none()), delta, own, ownEnd);
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
        return Weight.of(parcel, parcel == null ? settled() : rest.core());
    }

    /** Returns whether this says no more than the other, apart from where their authors go on. */
    public boolean isSame(Sequence other) {
        return this == other || digest().equals(other.digest());
    }

    /** Returns the dots that name writers whom a former version did not have. */
    public long[] newWriters(Sequence before) {
        Writers now = parcel == null ? writers : settled().writers();
        Writers then = before.settled().writers();
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
        return less == here ? this : new Sequence(less, own, ownEnd);
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
