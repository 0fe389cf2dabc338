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
    private static final byte[] UNRECORDED = {};

    private final S state;
    private final Set<Event> seen;
    private final boolean exact;
    private final Law origin;
    private final byte[] bytes;

    Version(S state, Set<Event> seen, boolean exact, Law origin, byte[] bytes) {
        this.state = state;
        this.seen = seen;
        this.exact = exact;
        this.origin = origin;
        this.bytes = bytes;
    }

    /** Returns what a fleet records of a state: its canonical bytes, or nothing where nobody compares them later. */
    static <S extends Crdt<S>> byte[] record(S state, boolean recording) {
        return recording ? state.type().canonicalBytes(state) : UNRECORDED;
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

    /** Returns the canonical bytes that the state had when it was made, none if the fleet records no bytes. */
    byte[] recordedBytes() {
        return bytes.clone();
    }
}
