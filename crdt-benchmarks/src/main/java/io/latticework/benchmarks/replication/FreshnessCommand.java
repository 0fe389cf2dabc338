package io.latticework.benchmarks.replication;

import io.latticework.benchmarks.Machine;
import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.transport.netty.NettyTransport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon a write is told to listeners of other replicas, over TCP on the loopback interface. */
@Command(
        name = "freshness",
        description = "Time from a write to the listeners of the other replicas, over TCP on loopback.",
        mixinStandardHelpOptions = true)
public final class FreshnessCommand implements Callable<Integer> {
    private static final int KEYS = 1_000;
    private static final long PATIENCE_SECONDS = 30;
    private static final long SETTLING_NANOS = 1_000_000_000L;

    @Option(names = "--replicas", description = "Replicas, all linked to each other (default: 3).")
    private int replicas = 3;

    @Option(names = "--rate", description = "Writes a second, at one replica (default: 1,000).")
    private int rate = 1_000;

    @Option(names = "--seconds", description = "How long is measured, after as long to warm up (default: 10).")
    private int seconds = 10;

    private final PrintStream out = System.out;
    private volatile Heard heard = new Heard(0);

    /** Made by the command line. */
    public FreshnessCommand() {}

    @Override
    public Integer call() throws Exception {
        out.println(Machine.describe());
        out.println();
        Replica[] all = new Replica[replicas];
        try {
            for (int i = 0; i < replicas; i++) {
                ReplicaBuilder builder =
                        Replica.builder("r" + i).cluster("freshness").transport(NettyTransport.listen("127.0.0.1:0"));
                Arrays.stream(all, 0, i).forEach(other -> builder.peer(other.address()));
                all[i] = builder.start();
            }
            measure(all);
        } finally {
            Arrays.stream(all).filter(each -> each != null).forEach(Replica::close);
        }
        return 0;
    }

    private void measure(Replica[] all) throws InterruptedException {
        for (Replica other : List.of(all).subList(1, replicas)) {
            for (int key = 0; key < KEYS; key++) {
                var unused = other.lwwRegister("key" + key, Long.class)
                        .onChange(change -> change.value().value().ifPresent(written -> heard.add(written)));
            }
            if (!other.awaitSynced(Duration.ofSeconds(PATIENCE_SECONDS))) {
                throw new IllegalStateException("The replicas did not find each other");
            }
        }
        int writes = rate * seconds;
        write(all[0], writes); // to warm up
        LockSupport.parkNanos(SETTLING_NANOS);
        Heard measured = new Heard(writes * (replicas - 1));
        heard = measured;
        write(all[0], writes);
        print(measured, writes);
    }

    private void print(Heard measured, int writes) throws InterruptedException {
        boolean all = measured.all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        long[] sorted = measured.nanos.clone();
        Arrays.sort(sorted);
        out.println("| writes | a second | told to listeners | p50 | p90 | p99 | longest |");
        out.println("|---|---|---|---|---|---|---|");
        out.printf(
                Locale.ROOT,
                "| %,d | %,d | %s | %s | %s | %s | %s |%n",
                writes,
                rate,
                all ? "all" : String.format(Locale.ROOT, "%,d less", measured.all.getCount()),
                millis(sorted, 0.5),
                millis(sorted, 0.9),
                millis(sorted, 0.99),
                millis(sorted, 1));
    }

    private static String millis(long[] sorted, double part) {
        int at = Math.min(sorted.length - 1, (int) (part * sorted.length));
        return String.format(Locale.ROOT, "%.2f ms", sorted[at] / 1e6);
    }

    /** What was heard and how late. */
    private static final class Heard {
        final long[] nanos;
        final CountDownLatch all;
        private final AtomicInteger next = new AtomicInteger();

        Heard(int expected) {
            nanos = new long[expected];
            all = new CountDownLatch(expected);
        }

        void add(long written) {
            int at = next.getAndIncrement();
            if (at < nanos.length) {
                nanos[at] = System.nanoTime() - written;
                all.countDown();
            }
        }
    }

    private void write(Replica writer, int writes) {
        long start = System.nanoTime();
        for (int i = 0; i < writes; i++) {
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            writer.lwwRegister("key" + i % KEYS, Long.class).set(System.nanoTime());
        }
    }
}
