package io.latticework.sync.spi;

/** Time. Implementations are thread-safe. */
public interface Clock {
    /** Returns milliseconds since 1970, for stamps; it may jump. */
    long millis();

    /** Returns nanoseconds since some moment, for intervals; it never goes back. */
    long nanos();
}
