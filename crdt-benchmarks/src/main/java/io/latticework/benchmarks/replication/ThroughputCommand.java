package io.latticework.benchmarks.replication;

import io.latticework.benchmarks.Machine;
import io.latticework.sync.GCounterRef;
import io.latticework.sync.LWWRegisterRef;
import io.latticework.sync.Limits;
import io.latticework.sync.ORSetRef;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import io.latticework.transport.netty.NettyTransport;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how many writes a second a replica takes while another process gets them, and how soon that one has them all. */
@Command(
        name = "throughput",
        description =
                "Writes a second at one replica, and how many a second another process has joined, over TCP on loopback.",
        mixinStandardHelpOptions = true)
public final class ThroughputCommand implements Callable<Integer> {
    static final Limits LIMITS = Limits.builder().keys(2_000_000).build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--increments", description = "Increments over 1,000 counters (default: 10,000,000).")
    private int increments = 10_000_000;

    @Option(names = "--entries", description = "Elements of one set, and registers of their own (default: 500,000).")
    private int entries = 500_000;

    @Option(names = "--rounds", description = "How often each is measured; the best counts (default: 3).")
    private int rounds = 3;

    private final PrintStream out = System.out;

    /** Made by the command line. */
    public ThroughputCommand() {}

    @Override
    public Integer call() throws Exception {
        out.println(Machine.describe());
        out.println();
        out.println(
                "| writes | written, a second | on one thread's CPU, a second | joined by the other process, a second |");
        out.println("|---|---|---|---|");
        Process peer = null;
        try (Replica replica = Replica.builder("writer")
                .cluster("throughput")
                .limits(LIMITS)
                .transport(NettyTransport.listen("127.0.0.1:0"))
                .start()) {
            peer = startPeer(replica.address());
            confirm(replica);
            measure("increment one of 1,000 counters", increments, replica, counters(replica));
            measure("add an element of its own to one set", entries, replica, elements(replica));
            measure("set a register of its own", entries, replica, registers(replica));
        } finally {
            if (peer != null) {
                peer.destroy();
            }
        }
        return 0;
    }

    /** Starts another process of this program, which ends with this one. */
    private static Process startPeer(String address) throws IOException {
        List<String> command = Processes.java();
        command.addAll(List.of(ReceivingPeer.class.getName(), address));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What is written, by number. */
    private interface Write {
        void number(int number);
    }

    private static Write counters(Replica replica) {
        GCounterRef[] counters = new GCounterRef[1_000];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = replica.gCounter("counter" + i);
        }
        return number -> counters[number % counters.length].increment();
    }

    /** Fills a set of its own in each round. */
    private static Write elements(Replica replica) {
        return new Write() {
            private int round;
            private ORSetRef<String> set = replica.orSet("elements", String.class);

            @Override
            public void number(int number) {
                if (number == 0) {
                    set = replica.orSet("elements" + round++, String.class);
                }
                set.add("element-number-" + number);
            }
        };
    }

    private Write registers(Replica replica) {
        List<LWWRegisterRef<Long>> registers = new ArrayList<>(entries);
        for (int i = 0; i < entries; i++) {
            registers.add(replica.lwwRegister("register" + i, Long.class));
        }
        return number -> registers.get(number).set((long) number);
    }

    private void measure(String what, int writes, Replica replica, Write write) throws Exception {
        double written = 0;
        double onCpu = 0;
        double joined = 0;
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            long cpu = Machine.threadNanos();
            for (int i = 0; i < writes; i++) {
                write.number(i);
            }
            onCpu = Math.max(onCpu, writes * 1e9 / (Machine.threadNanos() - cpu));
            written = Math.max(written, writes * 1e9 / (System.nanoTime() - start));
            confirm(replica);
            joined = Math.max(joined, writes * 1e9 / (System.nanoTime() - start));
        }
        out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %,.0f |%n", what, written, onCpu, joined);
    }

    /** Waits until the other process has all that was written so far. */
    private static void confirm(Replica replica) throws Exception {
        WriteResult result = replica.gCounter("confirmed")
                .increment(1, WriteConcern.of(2, PATIENCE))
                .toCompletableFuture()
                .get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
        if (!result.reached()) {
            throw new IllegalStateException("The other process did not join all within " + PATIENCE + ": " + result);
        }
    }
}
