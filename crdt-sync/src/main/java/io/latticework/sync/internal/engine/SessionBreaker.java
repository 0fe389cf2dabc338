package io.latticework.sync.internal.engine;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a replica from opening session after session with a peer with which they fail, such as one whose values do not have
 * the bytes they announce. When most of the last sessions failed, it waits, longer each time, and tries one; that one decides.
 * A new link starts afresh. Time is the engine's.
 */
final class SessionBreaker {
    private static final int SESSIONS = 5;
    private static final float FAILED_PERCENT = 80;
    private static final long FIRST_WAIT_MILLIS = 4_000;
    private static final int MAX_DOUBLINGS = 3;

    private final CircuitBreaker breaker;
    private long nowNanos;

    SessionBreaker(String peer) {
        this.breaker = CircuitBreaker.of(
                peer,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(SESSIONS)
                        .minimumNumberOfCalls(SESSIONS)
                        .failureRateThreshold(FAILED_PERCENT)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(SessionBreaker::waitMillis)
                        .currentTimestampFunction(clock -> nowNanos, TimeUnit.NANOSECONDS)
                        .clock(new EngineTime())
                        .build());
    }

    private static long waitMillis(int attempt) {
        return FIRST_WAIT_MILLIS << Math.min(attempt - 1, MAX_DOUBLINGS);
    }

    /** Tells whether a session may be opened now; if so, {@link #ended} is to follow. */
    boolean allows(long now) {
        nowNanos = now;
        return breaker.tryAcquirePermission();
    }

    /** Notes how a session ended. */
    void ended(boolean complete, long now) {
        nowNanos = now;
        if (complete) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("a session failed"));
        }
    }

    /** A session that was allowed did not take place. */
    void declined(long now) {
        nowNanos = now;
        breaker.releasePermission();
    }

    /** Starts afresh. */
    void reset() {
        breaker.reset();
    }

    /** Tells whether sessions wait. */
    boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }

    /** What the breaker takes for the time of day. */
    private final class EngineTime extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nowNanos);
        }
    }
}
