package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.GCounter;
import java.util.concurrent.CompletionStage;

/** A shared counter that only grows. */
public final class GCounterRef extends Ref<GCounter> {
    GCounterRef(Replica replica, KeyAccess<GCounter> access) {
        super(replica, access);
    }

    /** Returns the value. */
    public long value() {
        return state().value();
    }

    /** Adds 1. */
    public void increment() {
        increment(1);
    }

    /** Adds an amount, at least 0. */
    public void increment(long by) {
        update((author, counter) -> counter.increment(author, by));
    }

    /** Adds an amount, and tells who has joined it. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> increment(long by, WriteConcern concern) {
        return update((author, counter) -> counter.increment(author, by), concern);
    }
}
