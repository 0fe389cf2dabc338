package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.internal.store.Nest;
import io.latticework.sync.internal.keyspace.Cell;
import io.latticework.sync.internal.keyspace.KeyType;
import io.latticework.sync.internal.keyspace.Keyspace;
import java.util.function.BiFunction;

/** A cell of the keyspace, read and written as values of a type. */
final class KeyAccess<S extends Crdt<S>> {
    private final CrdtType<S> type;
    private final Nest<Object> nest;
    private final KeyType at;
    private final Cell cell;

    KeyAccess(Keyspace keyspace, String key, CrdtType<S> type) {
        this.type = type;
        this.nest = Bridge.get().nest(type);
        this.at = new KeyType(key, nest.name());
        this.cell = keyspace.cell(at);
    }

    String key() {
        return at.key();
    }

    CrdtType<S> type() {
        return type;
    }

    KeyType at() {
        return at;
    }

    Cell cell() {
        return cell;
    }

    S state() {
        return view(cell.value());
    }

    boolean exists() {
        return cell.value().store() != null;
    }

    @SuppressWarnings("unchecked") // the nest is the type's
    private S view(Causal nested) {
        return (S) nest.view(nested);
    }

    /** Returns a change of values as one of stores. */
    BiFunction<Author, Causal, Causal> change(BiFunction<Author, S, S> change) {
        return (author, nested) -> nest.change(nested, author, value -> {
            @SuppressWarnings("unchecked") // the nest is the type's
            S before = (S) value;
            return change.apply(author, before);
        });
    }
}
