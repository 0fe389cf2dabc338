package io.latticework.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What an operation takes of its own threads: CPU time, which waiting for a core does not lengthen, and allocated bytes. Of
 * the CPU time the least and the mean of all iterations are kept; collecting garbage is the work of other threads and is not
 * in it.
 */
public final class ThreadCost implements InternalProfiler {
    /** The CPU nanoseconds of one operation in the best iteration. */
    public static final String BEST = "cpu.best";

    /** The CPU nanoseconds of one operation, the mean of all iterations. */
    public static final String MEAN = "cpu.mean";

    /** The bytes that one operation allocates. */
    public static final String BYTES = "allocated";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long cpuBefore;
    private long bytesBefore;

    /** Called by JMH. */
    public ThreadCost() {}

    @Override
    public String getDescription() {
        return "CPU time and allocation of the measuring threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        cpuBefore = 0;
        bytesBefore = 0;
        for (long thread : workers()) {
            cpuBefore += THREADS.getThreadCpuTime(thread);
            bytesBefore += THREADS.getThreadAllocatedBytes(thread);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as JMH declares it
    public Collection<? extends Result> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long cpu = -cpuBefore;
        long bytes = -bytesBefore;
        for (long thread : workers()) {
            cpu += THREADS.getThreadCpuTime(thread);
            bytes += THREADS.getThreadAllocatedBytes(thread);
        }
        double operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult(BEST, cpu / operations, "ns/op", AggregationPolicy.MIN),
                new ScalarResult(MEAN, cpu / operations, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(BYTES, bytes / operations, "B/op", AggregationPolicy.MIN));
    }

    private static List<Long> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("-jmh-worker-"))
                .map(Thread::getId)
                .toList();
    }
}
