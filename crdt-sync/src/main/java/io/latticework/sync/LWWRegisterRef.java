package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.LWWRegister;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A shared register in which the last write wins.
 *
 * @param <V> the values
 */
public final class LWWRegisterRef<V> extends Ref<LWWRegister<V>> {
    LWWRegisterRef(Replica replica, KeyAccess<LWWRegister<V>> access) {
        super(replica, access);
    }

    /** Returns the value, empty before any write. */
    public Optional<V> value() {
        return state().value();
    }

    /** Writes a value. */
    public void set(V value) {
        update((author, register) -> register.set(author, value));
    }

    /** Writes a value, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> set(V value, WriteConcern concern) {
        return update((author, register) -> register.set(author, value), concern);
    }
}
