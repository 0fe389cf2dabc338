package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Kernel;
import org.jspecify.annotations.Nullable;

/** What a last-writer-wins register is made of: some bytes and the stamp that lets them win. */
public interface Slot extends Kernel<Slot> {
    /** Writes a value that wins over all that is here. */
    Slot set(Author author, byte[] value);

    /** Returns the winner, {@code null} if nothing was written. */
    @Nullable
    Stamped winner();
}
