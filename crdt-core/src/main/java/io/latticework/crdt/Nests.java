package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Dots;
import io.latticework.crdt.internal.store.Kernel;
import io.latticework.crdt.internal.store.Nest;
import io.latticework.crdt.internal.wire.Shape;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How types live inside maps: built-in ones in their dotted form, users' lattices under birth dots. */
final class Nests {
    private Nests() {}

    /** Returns the nest of a type: the dotted form of a built-in one, birth dots for a user's lattice. */
    static <S extends Crdt<S>> Nest<S> of(CrdtType<S> type) {
        return type instanceof BuiltInType<?, ?> builtIn ? dotted(builtIn) : new Births<>(type);
    }

    /** Returns the value of a built-in type after the writes by which it shows as JSON does, given the one before any. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a built-in value's descriptor writes such values
    static <S extends Crdt<S>> S written(S bottom, Author author, JsonValue json) {
        return (S) ((BuiltInType) bottom.type()).write((BuiltIn) bottom, author, json);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a built-in descriptor's values are built-in values
    private static <S extends Crdt<S>> Nest<S> dotted(BuiltInType<?, ?> type) {
        return new Dotted(type);
    }

    /** A built-in type in its dotted form. */
    record Dotted<K extends Kernel<K>, S extends BuiltIn<K, S>>(BuiltInType<K, S> type) implements Nest<S> {
        @Override
        public String name() {
            return type.name();
        }

        @Override
        public S view(Causal nested) {
            BuiltInType<K, S> local = type.in(nested.realm());
            return local.value(local.nested(nested));
        }

        @Override
        public Causal change(Causal nested, Author author, UnaryOperator<S> change) {
            S before = view(nested);
            S after = change.apply(before);
            return after == before ? nested : nested.settle(type.causal(after.kernel()));
        }
    }

    /**
     * A user's lattice. The first write mints a birth dot; later ones grow the state under the greatest live birth. So a
     * remove takes away the births that it saw with all that was, or concurrently is, written to them.
     */
    record Births<S extends Crdt<S>>(CrdtType<S> type) implements Nest<S> {
        @Override
        public String name() {
            return Shape.LATTICE_PREFIX + type.name();
        }

        @Override
        public S view(Causal nested) {
            return join((Dots) nested.store());
        }

        @SuppressWarnings("unchecked") // contents of one path have one type: its name is part of the path
        private S join(@Nullable Dots births) {
            S joined = type.empty();
            for (int i = 0; births != null && i < births.size(); i++) {
                joined = joined.merge(((LatticeContent<S>) births.content(i)).state());
            }
            return joined;
        }

        @Override
        public Causal change(Causal nested, Author author, UnaryOperator<S> change) {
            Dots births = (Dots) nested.store();
            S before = join(births);
            S changed = change.apply(before);
            S after = before.merge(changed);
            if (changed == before || births != null && type.same(before, after)) {
                return nested;
            }
            LatticeContent<S> content = new LatticeContent<>(type, after);
            if (births == null) {
                long birth = nested.mint(author);
                return nested.after(Dots.of(birth, content), birth);
            }
            return nested.with(births.with(greatest(nested, births), content), nested.context());
        }

        private static long greatest(Causal nested, Dots births) {
            long greatest = births.dot(0);
            for (int i = 1; i < births.size(); i++) {
                boolean above = nested.realm()
                                .unpack(births.dot(i))
                                .compareTo(nested.realm().unpack(greatest))
                        > 0;
                greatest = above ? births.dot(i) : greatest;
            }
            return greatest;
        }
    }
}
