package io.latticework.metrics;

import io.latticework.sync.Replica;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds what a replica counts: one counter for each name of {@link Replica#stats}, called {@code latticework.} and the
 * name with dots, and the gauges {@code latticework.keys} and {@code latticework.unstored.bytes}. All carry the tag {@code replica}; no name that a peer chooses
 * becomes a tag, so peers cannot make meters multiply.
 *
 * <pre>{@code new ReplicaMetrics(replica).bindTo(registry);}</pre>
 *
 * <p>Reading a meter costs a few nanoseconds and takes no lock, but for the number of keys, which lists them: O(n).
 */
public final class ReplicaMetrics implements MeterBinder {
    private final Replica replica;

    /** Returns a binder of a replica. */
    public ReplicaMetrics(Replica replica) {
        this.replica = replica;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Tags tags = Tags.of("replica", replica.id().name());
        for (String name : replica.stats().keySet()) {
            FunctionCounter.builder(
                            "latticework." + name.replace('_', '.'),
                            replica,
                            each -> each.stats().getOrDefault(name, 0L))
                    .tags(tags)
                    .register(registry);
        }
        Gauge.builder("latticework.keys", replica, each -> each.keys().size())
                .description("Keys that are there")
                .tags(tags)
                .register(registry);
        Gauge.builder("latticework.unstored.bytes", replica, Replica::unstoredBytes)
                .description("Bytes of changes that wait for the store")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
    }
}
