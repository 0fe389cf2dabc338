package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.error.MergeException;
import io.latticework.crdt.internal.sequence.Sequence;
import io.latticework.crdt.internal.sequence.SequenceContent;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Content;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.Nest;
import io.latticework.crdt.internal.wire.Shape;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a lattice without dots lives inside a map. The first write mints a birth dot; later ones grow the state under the
 * greatest live birth. So a remove takes away the births that it saw with all that was, or concurrently is, written to
 * them.
 */
abstract class Births<S extends Crdt<S>> implements Nest<S> {
    private final CrdtType<S> type;

    private Births(CrdtType<S> type) {
        this.type = type;
    }

    /** Returns how sequences live, with deltas of their own, and how users' lattices do. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a sequence's descriptor has sequences
    static <S extends Crdt<S>> Nest<S> of(CrdtType<S> type) {
        return type instanceof SequenceType<?> sequences ? new OfSequence(sequences) : new OfLattice<>(type);
    }

    /** Returns the state of a content, in the realm of the map. */
    abstract S state(Content content, Realm realm);

    /** Returns a content with a state. */
    abstract Content content(S state);

    /** Returns a content after a write that has all of its state. */
    Content content(Content before, S state) {
        return content(state);
    }

    /** Tells whether a change surely left all that was there, and added to it. */
    abstract boolean grows(S before, S after);

    /** Returns the dots that a change minted beside births; they are dead from the start. */
    abstract CausalContext minted(Author author, S before, S after, CausalContext context);

    @Override
    public S view(Causal nested) {
        return join((Dots) nested.store(), nested.realm());
    }

    /** Joins births from the greatest down, in one order in all realms: a sequence goes on where the first has its author. */
    private S join(@Nullable Dots births, Realm realm) {
        if (births == null) {
            return empty(realm);
        }
        if (births.size() == 1) {
            return state(births.content(0), realm);
        }
        int[] order = IntStream.range(0, births.size())
                .boxed()
                .sorted((left, right) -> realm.compare(births.dot(right), births.dot(left)))
                .mapToInt(Integer::intValue)
                .toArray();
        S joined = state(births.content(order[0]), realm);
        for (int i = 1; i < order.length; i++) {
            joined = joined(joined, state(births.content(order[i]), realm));
        }
        return joined;
    }

    /** Returns the join of two births. */
    S joined(S one, S other) {
        return one.merge(other);
    }

    S empty(Realm realm) {
        return type.empty();
    }

    @Override
    public Causal change(Causal nested, Author author, UnaryOperator<S> change) {
        Dots births = (Dots) nested.store();
        S before = join(births, nested.realm());
        S changed = change.apply(before);
        if (changed == before) {
            return nested;
        }
        boolean grows = grows(before, changed);
        S after = grows ? changed : before.merge(changed);
        if (!grows && births != null && type.same(before, after)) {
            return nested;
        }
        CausalContext seen = minted(author, before, after, nested.context());
        if (births == null) {
            long birth = nested.mint(author);
            return nested.with(Dots.of(birth, content(after)), seen.plus(birth));
        }
        int greatest = greatest(nested, births);
        return nested.with(births.exchanged(greatest, content(births.content(greatest), after)), seen);
    }

    private static int greatest(Causal nested, Dots births) {
        int greatest = 0;
        for (int i = 1; i < births.size(); i++) {
            greatest = nested.realm().compare(births.dot(i), births.dot(greatest)) > 0 ? i : greatest;
        }
        return greatest;
    }

    /** A user's lattice. */
    private static final class OfLattice<S extends Crdt<S>> extends Births<S> {
        private final CrdtType<S> type;

        OfLattice(CrdtType<S> type) {
            super(type);
            this.type = type;
        }

        @Override
        public String name() {
            return Shape.LATTICE_PREFIX + type.name();
        }

        @Override
        S state(Content content, Realm realm) {
            return Birth.<S>of(content).state();
        }

        @Override
        Content content(S state) {
            return new LatticeContent<>(type, state);
        }

        @Override
        S joined(S one, S other) {
            try {
                return one.merge(other);
            } catch (RuntimeException | StackOverflowError e) {
                throw new MergeException(type.name(), 2, e);
            }
        }

        @Override
        Content content(Content before, S state) {
            return Birth.<S>of(before).with(state);
        }

        @Override
        boolean grows(S before, S after) {
            return false;
        }

        @Override
        CausalContext minted(Author author, S before, S after, CausalContext context) {
            return context;
        }
    }

    /** A text or list. The dots that name its writers are minted by the map's author too. */
    private static final class OfSequence<S extends BuiltIn<Sequence, S>> extends Births<S> {
        private final SequenceType<S> type;

        OfSequence(SequenceType<S> type) {
            super(type);
            this.type = type;
        }

        @Override
        public String name() {
            return type.name();
        }

        @Override
        S empty(Realm realm) {
            return type.in(realm).empty();
        }

        @Override
        S state(Content content, Realm realm) {
            return type.in(realm).value(((SequenceContent) content).sequence());
        }

        @Override
        Content content(S state) {
            return new SequenceContent(state.kernel());
        }

        @Override
        boolean grows(S before, S after) {
            return after.kernel().growsFrom(before.kernel());
        }

        @Override
        CausalContext minted(Author author, S before, S after, CausalContext context) {
            Realm realm = context.realm();
            int own = realm.index(author.replica());
            CausalContext seen = context;
            for (long dot : after.kernel().newWriters(before.kernel())) {
                seen = Realm.indexOf(dot) == own ? seen.plus(dot) : seen;
            }
            return seen;
        }
    }
}
