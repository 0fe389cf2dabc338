package io.latticework.sync;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Author;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A key of a replica with one type. Reads are wait-free and give an immutable value; writes are local, return at once and
 * travel by themselves. Thread-safe.
 *
 * @param <S> the values
 */
public class Ref<S extends Crdt<S>> {
    private final Replica replica;
    private final KeyAccess<S> access;

    Ref(Replica replica, KeyAccess<S> access) {
        this.replica = replica;
        this.access = access;
    }

    /** Returns the key. */
    public final String key() {
        return access.key();
    }

    /** Returns the type. */
    public final CrdtType<S> type() {
        return access.type();
    }

    /** Returns the value as it is now, the empty one if the key is not there. */
    public final S state() {
        return access.state();
    }

    /** Returns the value once this replica has all that enough members have now, or when the time is over. */
    public final CompletionStage<ReadResult<S>> read(ReadConcern concern) {
        return replica.hear(concern).thenApply(heard -> new ReadResult<>(state(), heard.reached(), heard.members()));
    }

    /** Tells whether anything is alive under the key. */
    public final boolean exists() {
        return access.exists();
    }

    /**
     * Changes the value.
     *
     * @param change gets the author of the write and the value, and returns the value after it
     */
    public final void update(BiFunction<Author, S, S> change) {
        replica.write(access, change);
    }

    /** Changes the value, and tells who has joined the change. */
    @CanIgnoreReturnValue
    public final CompletionStage<WriteResult> update(BiFunction<Author, S, S> change, WriteConcern concern) {
        replica.write(access, change);
        return replica.confirm(concern);
    }

    /**
     * Listens to changes, local ones too. The first call carries the present value, if there is one; under pressure later
     * ones are left out, never the last. Calls come one at a time on the replica's dispatcher; a listener that throws is
     * logged and counted, and goes on to be called.
     */
    @CanIgnoreReturnValue
    public final Subscription onChange(Consumer<Change<S>> listener) {
        return replica.listen(access, listener);
    }

    /**
     * Returns a publisher of what {@link #onChange} tells; it completes when the replica closes. A subscriber that asks for
     * less than what happens is told of several changes as one.
     */
    public final Flow.Publisher<Change<S>> changes() {
        return replica.publisher(access);
    }
}
