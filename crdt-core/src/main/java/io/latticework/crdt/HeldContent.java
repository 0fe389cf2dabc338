package io.latticework.crdt;

import com.google.errorprone.annotations.concurrent.LazyInit;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.crdt.error.MergeException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Held;
import io.latticework.crdt.internal.store.MergeGuard;
import io.latticework.crdt.internal.store.Stamps;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of a birth dot whose states do not all merge, on some replica at least.
 *
 * <p><b>Lattice.</b> Two sets that only grow: states, by the hash of their canonical bytes, and hashes of states that are
 * retired, because somebody has merged them into another one. What is there is what was not retired. The join unites both
 * sets, and needs no user's code; so replicas agree on what there is, even if one of them can merge it and another cannot.
 * Where each side has one state, they are merged as usual first.
 *
 * <p><b>Garbage.</b> Hashes of retired states stay for as long as the dot is alive. There are at most
 * {@value #MAX_RETIRED}, and at most {@value #MAX_STATES} states.
 *
 * @param <S> the type of the states
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al.: A comprehensive study of Convergent and Commutative
 *     Replicated Data Types, 2011, for sets of what was added and of what was removed</a>
 */
final class HeldContent<S extends Crdt<S>> implements Held, Birth<S> {
    private static final int MAX_STATES = 64;
    private static final int MAX_RETIRED = 1024;
    private static final int HASH_BYTES = 16;
    private static final Comparator<Digest> ORDER =
            Comparator.comparingLong(Digest::high).thenComparingLong(Digest::low);

    private final CrdtType<S> type;
    private final NavigableMap<Digest, byte[]> states;
    private final NavigableSet<Digest> retired;
    private final Digest digest;

    @LazyInit
    private @Nullable S state;

    private HeldContent(CrdtType<S> type, NavigableMap<Digest, byte[]> states, NavigableSet<Digest> retired) {
        this.type = type;
        this.states = states;
        this.retired = retired;
        this.digest = digest(states, retired);
        if (states.size() > MAX_STATES || retired.size() > MAX_RETIRED) {
            throw new LimitExceededException(
                    "heldStates",
                    states.size() > MAX_STATES ? MAX_STATES : MAX_RETIRED,
                    Math.max(states.size(), retired.size()),
                    "remove the key: too many states of the type " + type.name() + " did not merge");
        }
        if (states.size() > 1) {
            MergeGuard.note();
        }
    }

    /** A state that nobody else would call held has the digest that it has elsewhere. */
    private static Digest digest(NavigableMap<Digest, byte[]> states, NavigableSet<Digest> retired) {
        if (states.size() == 1 && retired.isEmpty()) {
            return states.firstKey();
        }
        ByteWriter out = new ByteWriter().writeVarint(states.size());
        states.keySet().forEach(each -> write(out, each));
        retired.forEach(each -> write(out, each));
        return Realm.shared().digest(out.toBytes());
    }

    private static void write(ByteWriter out, Digest hash) {
        out.writeLong(hash.high()).writeLong(hash.low());
    }

    /** Returns one state by its bytes, which need not be readable. */
    static <S extends Crdt<S>> HeldContent<S> ofBytes(CrdtType<S> type, byte[] bytes) {
        NavigableMap<Digest, byte[]> states = new TreeMap<>(ORDER);
        states.put(Realm.shared().digest(bytes), bytes);
        return new HeldContent<>(type, states, new TreeSet<>(ORDER));
    }

    private static <S extends Crdt<S>> HeldContent<S> of(Birth<S> content) {
        return content instanceof HeldContent<S> held
                ? held
                : ofBytes(content.type(), content.type().canonicalBytes(content.state()));
    }

    /** Returns both contents side by side, one of them if it has all of the other. */
    static <S extends Crdt<S>> Content united(Birth<S> left, Birth<S> right) {
        HeldContent<S> mine = of(left);
        HeldContent<S> theirs = of(right);
        NavigableSet<Digest> retired = new TreeSet<>(mine.retired);
        retired.addAll(theirs.retired);
        NavigableMap<Digest, byte[]> states = new TreeMap<>(mine.states);
        states.putAll(theirs.states);
        states.keySet().removeAll(retired);
        if (states.keySet().equals(mine.states.keySet()) && retired.equals(mine.retired)) {
            return left;
        }
        return states.keySet().equals(theirs.states.keySet()) && retired.equals(theirs.retired)
                ? right
                : new HeldContent<>(mine.type, states, retired);
    }

    @Override
    public CrdtType<S> type() {
        return type;
    }

    @Override
    public int states() {
        return states.size();
    }

    @Override
    public Digest digest() {
        return digest;
    }

    /** Tells whether a state is here, or was merged into one that is. */
    boolean has(LatticeContent<S> other) {
        Digest hash = of(other).states.firstKey();
        return states.containsKey(hash) || retired.contains(hash);
    }

    @Override
    public boolean isSingle() {
        return states.size() == 1;
    }

    @Override
    public S state() {
        S known = state;
        if (known == null) {
            known = merged();
            state = known;
        }
        return known;
    }

    private S merged() {
        S joined = type.empty();
        boolean first = true;
        try {
            for (byte[] bytes : states.values()) {
                S state = type.decode(bytes);
                joined = first ? state : joined.merge(state);
                first = false;
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new MergeException(type.name(), states.size(), e);
        }
        return joined;
    }

    @Override
    public Content resolved() {
        return states.size() == 1 ? this : with(state());
    }

    @Override
    public Content plain() {
        return new LatticeContent<>(type, state());
    }

    /** Returns the state that both have in one, where each has one alone. */
    Content merged(Birth<S> other) {
        NavigableSet<Digest> gone = new TreeSet<>(retired);
        gone.addAll(of(other).retired);
        Birth<S> merged = only(state().merge(other.state()), gone);
        return merged.digest().equals(digest) ? this : merged;
    }

    private Birth<S> only(S state, NavigableSet<Digest> gone) {
        byte[] bytes = type.canonicalBytes(state);
        Digest hash = Realm.shared().digest(bytes);
        if (gone.contains(hash)) {
            throw new CausalityException("The type " + type.name() + " gives a state again that was merged into a later"
                    + " one before: its merge is none of a lattice");
        }
        if (gone.isEmpty()) {
            return new LatticeContent<>(type, state);
        }
        NavigableMap<Digest, byte[]> only = new TreeMap<>(ORDER);
        only.put(hash, bytes);
        return new HeldContent<>(type, only, gone);
    }

    /** Retires all states but one that stands for them all; of one state alone nothing need be retired. */
    @Override
    public Content with(S state) {
        NavigableSet<Digest> gone = new TreeSet<>(retired);
        if (states.size() > 1) {
            gone.addAll(states.keySet());
            gone.remove(Realm.shared().digest(type.canonicalBytes(state)));
        }
        return only(state, gone);
    }

    @Override
    public Content join(Content other) {
        return Birth.join(this, Birth.of(other));
    }

    @Override
    public @Nullable Content deltaFrom(Content base) {
        HeldContent<S> known = of(Birth.<S>of(base));
        NavigableSet<Digest> newlyRetired = new TreeSet<>(retired);
        newlyRetired.removeAll(known.retired);
        if (!newlyRetired.isEmpty()) { // never without the states into which they were merged, nor before them
            return new HeldContent<>(type, states, newlyRetired);
        }
        NavigableMap<Digest, byte[]> added = new TreeMap<>(states);
        added.keySet().removeAll(known.states.keySet());
        added.keySet().removeAll(known.retired);
        return added.isEmpty() ? null : new HeldContent<>(type, added, newlyRetired);
    }

    @Override
    public int weight() {
        return states.values().stream()
                        .mapToInt(bytes -> bytes.length + Birth.LENGTH_BYTES)
                        .sum()
                + HASH_BYTES * retired.size()
                + 8;
    }

    @Override
    public void writeTo(ByteWriter out, Stamps stamps) {
        if (states.size() == 1 && retired.isEmpty()) {
            Birth.write(out, states.firstEntry().getValue());
            return;
        }
        out.writeVarint(0).writeVarint(states.size());
        states.values().forEach(out::writeBlock);
        out.writeVarint(retired.size());
        retired.forEach(each -> write(out, each));
    }

    /** Reads what {@link #writeTo} has written after its first 0. */
    static <S extends Crdt<S>> HeldContent<S> read(CrdtType<S> type, ByteReader in) {
        NavigableMap<Digest, byte[]> states = new TreeMap<>(ORDER);
        for (int left = count(in, 1, MAX_STATES); left > 0; left--) {
            byte[] bytes = in.readBlock("remaining", in.remaining());
            Digest hash = Realm.shared().digest(bytes);
            requireNext(in, states.isEmpty() || ORDER.compare(states.lastKey(), hash) < 0);
            states.put(hash, bytes);
        }
        NavigableSet<Digest> retired = new TreeSet<>(ORDER);
        for (int left = count(in, HASH_BYTES, MAX_RETIRED); left > 0; left--) {
            Digest hash = new Digest(in.readLong(), in.readLong());
            requireNext(
                    in, (retired.isEmpty() || ORDER.compare(retired.last(), hash) < 0) && !states.containsKey(hash));
            retired.add(hash);
        }
        requireNext(in, states.size() > 1 || states.size() == 1 && !retired.isEmpty());
        return new HeldContent<>(type, states, retired);
    }

    private static int count(ByteReader in, int bytesEach, int limit) {
        int count = in.readCount(bytesEach);
        if (count > limit) {
            throw new LimitExceededException("heldStates", limit, count);
        }
        return count;
    }

    private static void requireNext(ByteReader in, boolean right) {
        if (!right) {
            throw in.malformed("States that lie side by side are not in their one form");
        }
    }
}
