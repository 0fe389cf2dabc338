package io.latticework.crdt;

import io.latticework.crdt.causal.Digest;
import java.util.List;

/**
 * An immutable value in a join-semilattice: states of one type that replicas change on their own and merge in any
 * order, any number of times, with one result.
 *
 * <p>A type of your own needs {@link #merge} and a {@link CrdtType} with a codec; the other operations have defaults
 * that are correct for every lattice, and whole-state. Implementations are immutable and so thread-safe.
 *
 * <p>Laws, checked by {@code io.latticework.testkit}: merge is commutative, associative and idempotent; equal states
 * have equal canonical bytes; whatever {@link #deltaFrom} and {@link #split} return is below this state, that is, merging
 * it back changes nothing.
 *
 * @param <S> the type itself
 * @see <a href="https://arxiv.org/abs/1603.01529">Almeida, Shoker, Baquero: Delta State Replicated Data Types, 2018</a>
 */
public interface Crdt<S extends Crdt<S>> {
    /** Returns the descriptor of this value's type. */
    CrdtType<S> type();

    /**
     * Returns the least upper bound of both states: all that either has seen. Returns {@code this} itself when the other
     * state brings nothing new.
     */
    S merge(S other);

    /**
     * Returns a state {@code d} that brings {@code base} up to this one: {@code base.merge(d)} equals
     * {@code base.merge(this)}, and {@code d} is empty when there is nothing to bring. A wrong idea of the base costs
     * completeness, never data: {@code this.merge(d)} is always {@code this}.
     *
     * <p>The default is empty or the whole state.
     */
    default S deltaFrom(S base) {
        S whole = self();
        return type().same(base.merge(whole), base) ? type().empty() : whole;
    }

    /** Returns 128 bits that are equal exactly when states are. The default hashes the canonical bytes. */
    default Digest digest() {
        return type().digest(self());
    }

    /**
     * Returns states whose join, in any order, is this one. Each encodes to at most {@code maxBytes} bytes, unless one
     * item alone is larger. The result is lazy where the type can be.
     *
     * <p>The default is this state alone.
     *
     * @throws IllegalArgumentException if {@code maxBytes} is below 1
     */
    default Iterable<S> split(int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes is at least 1, not " + maxBytes);
        }
        return List.of(self());
    }

    /** Returns this value as its own type. */
    @SuppressWarnings("unchecked") // S is the implementing type by contract
    private S self() {
        return (S) this;
    }
}
