package io.latticework.sync;

/** A listener that listens until it is closed. */
public interface Subscription extends AutoCloseable {
    /** Ends it: no call begins after this returns. Idempotent. */
    @Override
    void close();
}
