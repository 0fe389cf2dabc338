package io.latticework.sync.spi;

import java.security.SecureRandom;

/**
 * Random bits. Incarnations and epochs are drawn from here, and so is jitter; a replica takes them from nowhere else, so
 * that one seed gives one run. Two draws in the world must not be equal: who shares an incarnation with another writer
 * loses writes. Thread-safe.
 */
@FunctionalInterface
public interface Randomness {
    /** Returns 64 random bits. */
    long bits();

    /** Returns the machine's own, which nobody can foretell. */
    static Randomness secure() {
        return new SecureRandom()::nextLong;
    }
}
