package io.latticework.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Measures any {@link Case}: a fork runs one case of one library, so that the calls below have one target each and are
 * compiled into it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters
public class OperationBenchmark {
    /** The operation's name. */
    @Param("")
    public String operation;

    /** The library. */
    @Param("")
    public String library;

    /** The elements of the value. */
    @Param("0")
    public int size;

    private Operation prepared;

    /** Prepares the value. */
    @Setup
    public void prepare() {
        prepared = Cases.find(operation, library).setup().apply(size);
    }

    /** Does the work once. */
    @Benchmark
    public Object run() {
        return prepared.run();
    }
}
