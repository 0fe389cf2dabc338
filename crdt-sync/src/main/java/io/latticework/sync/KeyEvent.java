package io.latticework.sync;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.sync.internal.keyspace.KeyChange;

/** A key has changed. Immutable; holds the values before and after for as long as it is kept. */
public final class KeyEvent {
    private final KeyChange change;

    KeyEvent(KeyChange change) {
        this.change = change;
    }

    /** Returns the key. */
    public String key() {
        return change.at().key();
    }

    /** Returns the name of the value's type. */
    public String type() {
        return change.at().type();
    }

    /** Tells whether the key is not there any more under this type. */
    public boolean removed() {
        return change.after().store() == null;
    }

    /** Returns the name of the replica that the change came from. */
    public String origin() {
        return change.origin();
    }

    /**
     * Returns the change with its values.
     *
     * @throws IllegalArgumentException if the key's value has another type
     */
    public <S extends Crdt<S>> Change<S> as(CrdtType<S> type) {
        String name = Bridge.get().nest(type).name();
        if (!name.equals(type())) {
            throw new IllegalArgumentException(key() + " is of type " + type() + ", not " + name);
        }
        return Change.of(change, type);
    }

    @Override
    public String toString() {
        return (removed() ? "removal of " : "change of ") + key() + " (" + type() + ") by " + origin();
    }
}
