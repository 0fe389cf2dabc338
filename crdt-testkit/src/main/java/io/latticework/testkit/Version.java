package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.Event;
import java.util.Set;

/**
 * A state that a replica had at some time, kept for ever.
 *
 * @param <S> the states
 */
public final class Version<S extends Crdt<S>> {
    private final S state;
    private final Set<Event> seen;
    private final boolean exact;
    private final Law origin;
    private final byte[] bytes;

    Version(S state, Set<Event> seen, boolean exact, Law origin) {
        this.state = state;
        this.seen = seen;
        this.exact = exact;
        this.origin = origin;
        this.bytes = state.type().canonicalBytes(state);
    }

    /** Returns the state. */
    public S state() {
        return state;
    }

    /** Returns the events that the state has seen. */
    public Set<Event> seen() {
        return seen;
    }

    /** Tells whether the state has all that {@link #seen} says, and not only pieces of it. */
    public boolean exact() {
        return exact;
    }

    /** Returns the law that is broken if this version's value is not as modelled. */
    Law origin() {
        return origin;
    }

    /** Returns the canonical bytes that the state had when it was made. */
    byte[] recordedBytes() {
        return bytes.clone();
    }
}
