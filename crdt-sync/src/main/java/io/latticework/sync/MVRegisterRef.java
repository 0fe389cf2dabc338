package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.MVRegister;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A shared register that keeps concurrent values.
 *
 * @param <V> the values
 */
public final class MVRegisterRef<V> extends Ref<MVRegister<V>> {
    MVRegisterRef(Replica replica, KeyAccess<MVRegister<V>> access) {
        super(replica, access);
    }

    /** Returns the values, several after concurrent writes. */
    public List<V> values() {
        return state().values();
    }

    /** Writes a value in place of all that are seen here. */
    public void set(V value) {
        update((author, register) -> register.set(author, value));
    }

    /** Writes a value, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> set(V value, WriteConcern concern) {
        return update((author, register) -> register.set(author, value), concern);
    }
}
