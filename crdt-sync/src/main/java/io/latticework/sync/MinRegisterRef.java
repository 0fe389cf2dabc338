package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.MinRegister;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A shared register in which the least value wins.
 *
 * @param <V> the values
 */
public final class MinRegisterRef<V extends Comparable<? super V>> extends Ref<MinRegister<V>> {
    MinRegisterRef(Replica replica, KeyAccess<MinRegister<V>> access) {
        super(replica, access);
    }

    /** Returns the least value, empty before any write. */
    public Optional<V> value() {
        return state().value();
    }

    /** Lowers the register to a value; nothing if that is not below what is seen here. */
    public void lower(V value) {
        update((author, register) -> register.lower(author, value));
    }

    /** Lowers the register to a value, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> lower(V value, WriteConcern concern) {
        return update((author, register) -> register.lower(author, value), concern);
    }
}
