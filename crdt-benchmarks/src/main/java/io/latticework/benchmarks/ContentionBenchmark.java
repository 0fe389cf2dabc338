package io.latticework.benchmarks;

import io.latticework.sync.ORSetRef;
import io.latticework.sync.PNCounterRef;
import io.latticework.sync.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Local writes of several threads through the refs of one replica that nobody else is connected to. Its engine folds what is
 * written every few milliseconds, as always.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters
public class ContentionBenchmark {
    /** The number of keys that the threads write to. */
    @Param({"1", "1000"})
    public int keys;

    private final List<PNCounterRef> counters = new ArrayList<>();
    private final List<ORSetRef<String>> sets = new ArrayList<>();
    private final String[] elements = Keys.range(0, Keys.POOL).toArray(new String[0]);
    private Replica replica;

    /** Where a thread is in its round through keys and elements. */
    @State(Scope.Thread)
    public static class Place {
        private int next = (int) (Thread.currentThread().getId() * 7919 & 0xFFFF);

        /** Called by JMH. */
        public Place() {}

        int next() {
            next += 1;
            return next & Integer.MAX_VALUE;
        }
    }

    /** Starts a replica with its keys. */
    @Setup
    public void start() {
        replica = Replica.builder("alone").transport(new Unconnected()).start();
        for (int i = 0; i < keys; i++) {
            counters.add(replica.pnCounter("counter-" + i));
            sets.add(replica.orSet("set-" + i, String.class));
        }
    }

    /** Closes the replica. */
    @TearDown
    public void close() {
        replica.close();
    }

    long total() {
        return counters.stream().mapToLong(PNCounterRef::value).sum();
    }

    /** Adds 1 to a counter. */
    @Benchmark
    public void increment(Place place) {
        counters.get(place.next() % keys).increment();
    }

    /** Adds an element to a set that has up to 1,024. */
    @Benchmark
    public void add(Place place) {
        int next = place.next();
        sets.get(next % keys).add(elements[next / keys & Keys.POOL - 1]);
    }
}
