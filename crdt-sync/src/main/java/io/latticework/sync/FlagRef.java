package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.EWFlag;
import java.util.concurrent.CompletionStage;

/** A shared flag in which enabling wins over a concurrent disabling. */
public final class FlagRef extends Ref<EWFlag> {
    FlagRef(Replica replica, KeyAccess<EWFlag> access) {
        super(replica, access);
    }

    /** Tells whether the flag is enabled; before any write it is not. */
    public boolean isEnabled() {
        return state().isEnabled();
    }

    /** Enables the flag. */
    public void enable() {
        update((author, flag) -> flag.enable(author));
    }

    /** Enables the flag, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> enable(WriteConcern concern) {
        return update((author, flag) -> flag.enable(author), concern);
    }

    /** Disables the flag, as far as it is seen here. */
    public void disable() {
        update((author, flag) -> flag.disable(author));
    }

    /** Disables the flag, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> disable(WriteConcern concern) {
        return update((author, flag) -> flag.disable(author), concern);
    }
}
