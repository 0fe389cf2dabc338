package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.MaxRegister;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A shared register in which the greatest value wins.
 *
 * @param <V> the values
 */
public final class MaxRegisterRef<V extends Comparable<? super V>> extends Ref<MaxRegister<V>> {
    MaxRegisterRef(Replica replica, KeyAccess<MaxRegister<V>> access) {
        super(replica, access);
    }

    /** Returns the greatest value, empty before any write. */
    public Optional<V> value() {
        return state().value();
    }

    /** Raises the register to a value; nothing if that is not above what is seen here. */
    public void raise(V value) {
        update((author, register) -> register.raise(author, value));
    }

    /** Raises the register to a value, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> raise(V value, WriteConcern concern) {
        return update((author, register) -> register.raise(author, value), concern);
    }
}
