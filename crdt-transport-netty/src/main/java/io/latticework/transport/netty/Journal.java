package io.latticework.transport.netty;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what happens, and logs what was refused: of each kind at most one line in ten seconds, so that who knocks a
 * thousand times does not fill a disk. Thread-safe.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final LongSupplier nanos;
    private final Map<TransportCount, LongAdder> counts = new EnumMap<>(TransportCount.class);
    private final Map<TransportCount, AtomicLong> nextLines = new EnumMap<>(TransportCount.class);

    /** Starts at zero, with a clock that never goes back. */
    Journal(LongSupplier nanos) {
        this.nanos = nanos;
        long now = nanos.getAsLong();
        for (TransportCount count : TransportCount.values()) {
            counts.put(count, new LongAdder());
            nextLines.put(count, new AtomicLong(now));
        }
    }

    void count(TransportCount count) {
        LongAdder adder = counts.get(count);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Counts a refusal and logs it unless one of its kind was logged a moment ago. Returns whether it did. */
    @CanIgnoreReturnValue
    boolean refused(TransportCount count, HostPort other, String reason) {
        count(count);
        AtomicLong next = nextLines.get(count);
        long now = nanos.getAsLong();
        long due = next == null ? now : next.get();
        boolean logs = next != null && now - due >= 0 && next.compareAndSet(due, now + QUIET_NANOS);
        if (logs) {
            LOG.warn("Closed a link to {}: {} ({}: {} so far)", other, reason, name(count), get(count));
        }
        return logs;
    }

    long get(TransportCount count) {
        LongAdder adder = counts.get(count);
        return adder == null ? 0 : adder.sum();
    }

    /** Returns all counts, by name. */
    Map<String, Long> all() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (TransportCount count : TransportCount.values()) {
            all.put(name(count), get(count));
        }
        return all;
    }

    private static String name(TransportCount count) {
        return count.name().toLowerCase(Locale.ROOT);
    }
}
