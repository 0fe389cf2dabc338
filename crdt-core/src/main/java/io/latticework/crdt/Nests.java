package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Kernel;
import io.latticework.crdt.internal.store.Nest;
import java.util.function.UnaryOperator;

/** How types live inside maps: counters, registers, sets and maps in their dotted form, sequences
 * and users' lattices under birth dots. */
final class Nests {
    private Nests() {}

    /** Returns the nest of a type: the dotted form if it has one, otherwise birth dots. */
    static <S extends Crdt<S>> Nest<S> of(CrdtType<S> type) {
        return type instanceof DottedType<?, ?> dotted ? dotted(dotted) : Births.of(type);
    }

    /** Returns the value of a built-in type after the writes by which it shows as JSON does, given the one before any. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // a built-in value's descriptor writes such values
    static <S extends Crdt<S>> S written(S bottom, Author author, JsonValue json) {
        return (S) ((BuiltInType) bottom.type()).write((BuiltIn) bottom, author, json);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a built-in descriptor's values are built-in values
    private static <S extends Crdt<S>> Nest<S> dotted(DottedType<?, ?> type) {
        return new Dotted(type);
    }

    /** A built-in type in its dotted form. */
    record Dotted<K extends Kernel<K>, S extends BuiltIn<K, S>>(DottedType<K, S> type) implements Nest<S> {
        @Override
        public String name() {
            return type.name();
        }

        @Override
        public byte[] nameBytes() {
            return type.nameBytes();
        }

        @Override
        public S view(Causal nested) {
            DottedType<K, S> local = (DottedType<K, S>) type.in(nested.realm());
            return local.value(local.nested(nested));
        }

        @Override
        public Causal change(Causal nested, Author author, UnaryOperator<S> change) {
            S before = view(nested);
            S after = change.apply(before);
            return after == before ? nested : nested.settle(type.causal(after.kernel()));
        }
    }
}
