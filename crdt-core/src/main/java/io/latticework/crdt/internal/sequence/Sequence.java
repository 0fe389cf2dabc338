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

    private final Core core;
    private final @Nullable Tail own;
    private final int ownEnd;

    private final int kind;
    private final int at;
    private final int length;
    private final @Nullable Tail hot;
    private final int hotFrom;
    private final long hotId;
    private final @Nullable Parcel parcel;

    @LazyInit
    private @Nullable Core settled;

    // checkstyle:off ParameterNumber because each version is this one object, and a carrier would be another
    private Sequence(
            Core core,
            @Nullable Tail own,
            int ownEnd,
            int kind,
            int at,
            int length,
            @Nullable Tail hot,
            int hotFrom,
            long hotId) {
        this.core = core;
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
        this(core, own, ownEnd, REST, 0, 0, null, 0, 0);
    }

    /** The delta lets who merges it go on where its author was. */
    private Sequence(Core bottom, Parcel parcel, @Nullable Tail own, int ownEnd) {
        this.core = bottom;
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
            SequenceWriter.write(out, loose, core.none());
        } else {
            SequenceWriter.write(out, settled());
        }
    }

    static Sequence of(Core core) {
        return new Sequence(core, null, 0);
    }

    static Sequence of(Parcel parcel, Payload none) {
        return new Sequence(Core.empty(parcel.writers().realm(), none), parcel, null, 0);
    }

    @Override
    public Realm realm() {
        return core.writers().realm();
    }

    /** Returns the number of elements. */
    public int length() {
        return switch (kind) {
            case TYPED, APPENDED -> core.visible() + length;
            case DELETED -> core.visible() - length;
            case DELTA -> settled().visible();
            default -> core.visible();
        };
    }

    /** Returns the sequence at rest, with the hot run in the tree. */
    Core settled() {
        if (kind == REST || kind < DELTA && length == 0) {
            return core;
        }
        Core known = settled;
        if (known == null) {
            known = settle();
            settled = known;
        }
        return known;
    }

    private Core settle() {
        Draft draft = new Draft(core);
        switch (kind) {
            case TYPED -> draft.insert(at, hotId, hotUnits(0));
            case APPENDED -> draft.insertBehind(at, hotId, hotUnits(0));
            case DELETED -> draft.delete(at, at + length);
            default -> new Integration(draft).apply(Objects.requireNonNull(parcel));
        }
        return draft.core();
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
            return new Sequence(core, own, ownEnd + more, TYPED, at, length + more, hot, hotFrom, hotId);
        }
        return start(author, Objects.checkIndex(index, length() + 1), text);
    }

    private Sequence start(Author author, int index, String text) {
        Core rest = settled();
        Surrogates.requireBoundary(rest.root(), index);
        Surrogates.requireWellFormed(text);
        int more = text.length();
        if (more == 0) {
            return this;
        }
        if (own != null && own.isOf(author) && own.claim(ownEnd, more)) {
            own.put(ownEnd, text);
            Core here = requireRoom(rest, more);
            long id = Ids.pack(rest.most() + 1, here.writers().find(own.dot()));
            return new Sequence(here, own, ownEnd + more, TYPED, index, more, own, ownEnd, id);
        }
        Tail tail = Tail.next(author, own, ownEnd, realm());
        Core here = requireRoom(withWriter(rest, tail.dot()), more);
        long id = Ids.pack(rest.most() + 1, here.writers().find(tail.dot()));
        if (tail.claim(0, more)) {
            tail.put(0, text);
            return new Sequence(here, tail, more, TYPED, index, more, tail, 0, id);
        }
        Draft draft = new Draft(here);
        draft.insert(index, id, Chars.of(text));
        return new Sequence(draft.core(), tail, 0);
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
        Tail tail = Tail.next(author, own, ownEnd, realm());
        Core here = requireRoom(withWriter(settled(), tail.dot()), items.length());
        Draft draft = new Draft(here);
        draft.insert(checked, Ids.pack(here.most() + 1, here.writers().find(tail.dot())), items);
        return new Sequence(draft.core(), tail, 0);
    }

    private static Core withWriter(Core rest, long dot) {
        return rest.writers().find(dot) >= 0 ? rest : rest.with(rest.writers().with(dot));
    }

    private static Core requireRoom(Core rest, int more) {
        if (rest.most() + more > Ids.MAX_COUNTER || rest.visible() + more > Span.MAX_LENGTH) {
            throw new CausalityException("A sequence has at most " + Span.MAX_LENGTH + " elements at a time, and "
                    + Ids.MAX_COUNTER + " in its life; start a new one");
        }
        return rest;
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
            Surrogates.requireBoundary(core.root(), to == at ? from : from + length);
            Surrogates.requireBoundary(core.root(), to == at ? to : to + length);
            return less == 0 ? this : new Sequence(core, own, ownEnd, DELETED, from, length + less, null, 0, 0);
        }
        Core rest = settled();
        Surrogates.requireBoundary(rest.root(), from);
        Surrogates.requireBoundary(rest.root(), to);
        return less == 0 ? this : new Sequence(rest, own, ownEnd, DELETED, from, less, null, 0, 0);
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
        Core rest = settled();
        Parcel news = theirs != null ? theirs : Difference.of(that.settled(), rest);
        if (news.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(rest);
        new Integration(draft).apply(news);
        return draft.isChanged() ? after(draft.core(), news, that) : this;
    }

    boolean isBottom() {
        return kind == REST && core.isEmpty();
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
                : new Sequence(joined, tail, end, APPENDED, cursor.index(), 0, Tail.received(), 0, cursor.nextId());
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
        return new Sequence(core, own, ownEnd, APPENDED, at, length + more, hot, hotFrom, hotId);
    }

    private @Nullable Sequence deleted(Parcel delta) {
        Core base = kind == DELETED ? core : settled();
        Writers from = delta.writers();
        long first = delta.dead().id(0);
        int writer = base.writers().find(from.dot(Ids.writer(first)));
        int less = delta.dead().length(0);
        int index = writer < 0 ? -1 : Cursor.indexOf(base, Ids.pack(Ids.counter(first), writer), less);
        if (index < 0) {
            return null;
        }
        if (kind != DELETED) {
            return new Sequence(base, own, ownEnd, DELETED, index, less, null, 0, 0);
        }
        return index + less == at || index == at + length
                ? new Sequence(core, own, ownEnd, DELETED, Math.min(index, at), length + less, null, 0, 0)
                : null;
    }

    @Override
    public Sequence deltaFrom(Sequence base) {
        Sequence that = base.in(realm());
        boolean sameRun = kind == TYPED && that.kind == TYPED && core == that.core && hot == that.hot;
        if (sameRun && hotFrom == that.hotFrom && length > that.length) {
            Chars units = hotUnits(that.length);
            long id = hotId + that.length * Ids.ONE;
            Run run = new Run(id, Span.meta(units.length(), 0), id - Ids.ONE, units);
            return part(new Parcel(core.writers(), run));
        }
        if (kind == TYPED && that.kind == REST && core == that.core) {
            return part(new Parcel(core.writers(), Placement.child(core, at, hotId, hotUnits(0))));
        }
        Parcel delta = Difference.of(settled(), that.settled());
        return delta.isEmpty() ? of(Core.empty(realm(), core.none())) : part(delta);
    }

    /** Returns all that this sequence has, element by element with their parents. */
    Parcel parcel() {
        return parcel != null ? parcel : Difference.of(settled(), Core.empty(realm(), core.none()));
    }

    private Sequence part(Parcel delta) {
        return new Sequence(Core.empty(realm(), core.none()), delta, own, ownEnd);
    }

    @Override
    public Digest digest() {
        Core rest = settled();
        return rest.index().digest(rest.writers());
    }

    /**
     * Returns an upper bound of the bytes that {@link #writeTo} writes. O(n / 32).
     */
    public int weight() {
        return Weight.of(parcel, parcel == null ? settled() : core);
    }

    /** Returns whether this says no more than the other, apart from where their authors go on. */
    public boolean isSame(Sequence other) {
        return this == other || digest().equals(other.digest());
    }

    /** Returns the dots that name writers whom a former version did not have. */
    public long[] newWriters(Sequence before) {
        Writers now = (parcel == null ? core : settled()).writers();
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
        Core rest = settled();
        Core less = Compaction.of(rest, stable.in(realm()).settled());
        return less == rest ? this : new Sequence(less, own, ownEnd);
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
