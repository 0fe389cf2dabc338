package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.PNCounter;
import java.util.concurrent.CompletionStage;

/** A shared counter that goes up and down. */
public final class PNCounterRef extends Ref<PNCounter> {
    PNCounterRef(Replica replica, KeyAccess<PNCounter> access) {
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

    /** Takes 1 away. */
    public void decrement() {
        decrement(1);
    }

    /** Takes an amount away, at least 0. */
    public void decrement(long by) {
        update((author, counter) -> counter.decrement(author, by));
    }

    /** Takes an amount away, and tells who has joined that. */
    @CanIgnoreReturnValue
    public CompletionStage<WriteResult> decrement(long by, WriteConcern concern) {
        return update((author, counter) -> counter.decrement(author, by), concern);
    }
}
