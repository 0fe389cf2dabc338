package io.latticework.testkit.sim;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what is found inside of a callback, because replicas catch what listeners throw, and futures what their callbacks
 * do; the run throws it as soon as the replica's task has ended.
 */
final class Verdict {
    private @Nullable RuntimeException found;

    /** Runs a check inside of a callback. */
    void check(Runnable check) {
        try {
            FaultPoint.outside(check);
        } catch (RuntimeException e) {
            found = found == null ? e : found;
        }
    }

    /** Throws what the first check that failed has thrown, if one has. */
    void deliver() {
        RuntimeException first = found;
        if (first != null) {
            throw first;
        }
    }
}
