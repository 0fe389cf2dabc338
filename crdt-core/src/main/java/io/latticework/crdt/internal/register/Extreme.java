package io.latticework.crdt.internal.register;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.internal.store.Kernel;
import org.jspecify.annotations.Nullable;

/** What a register of the greatest or the least value is made of: encoded values and their order. */
public interface Extreme extends Kernel<Extreme> {
    /** Writes a value if it is beyond what is here. */
    Extreme reach(Author author, byte[] value);

    /** Returns the value that is beyond all others, {@code null} if nothing was written. */
    byte @Nullable [] furthest();
}
