package io.latticework.benchmarks.replication;

import io.latticework.sync.ORSetRef;
import io.latticework.sync.Replica;
import io.latticework.transport.netty.NettyTransport;
import java.io.IOException;
import java.util.Locale;

/** A process with a replica that holds a large set, or one that starts empty and joins it. */
public final class JoiningPeer {
    private static final double MEBIBYTE = 1 << 20;

    private JoiningPeer() {}

    /**
     * Runs the peer, which says in one line what was asked for.
     *
     * @param arguments {@code hold}, elements, bytes of each: says its address and the MiB it holds, and ends with its input;
     *     or {@code join}, elements, address: says the seconds it took and the MiB it holds
     */
    public static void main(String[] arguments) throws Exception {
        int elements = Integer.parseInt(arguments[1]);
        boolean holds = arguments[0].equals("hold");
        try (Replica replica = start(holds ? "" : arguments[2])) {
            ORSetRef<String> set = replica.orSet("large", String.class);
            if (holds) {
                hold(replica, set, elements, Integer.parseInt(arguments[2]));
            } else {
                join(set, elements);
            }
        }
    }

    private static Replica start(String address) {
        var builder = Replica.builder(address.isEmpty() ? "holder" : "joiner")
                .cluster("join")
                .transport(NettyTransport.listen("127.0.0.1:0"));
        return address.isEmpty() ? builder.start() : builder.peer(address).start();
    }

    private static void hold(Replica replica, ORSetRef<String> set, int elements, int bytes)
            throws IOException, InterruptedException {
        for (int i = 0; i < elements; i++) {
            set.add(String.format(Locale.ROOT, "%0" + bytes + "d", i));
        }
        System.out.printf(Locale.ROOT, "%s %.1f%n", replica.address(), live());
        int last = System.in.read(); // nothing is ever said: this waits for the end
        if (last >= 0) {
            throw new IOException("something was said");
        }
    }

    private static void join(ORSetRef<String> set, int elements) throws InterruptedException {
        long start = System.nanoTime();
        while (set.size() < elements) {
            Thread.sleep(10);
        }
        System.out.printf(Locale.ROOT, "%.2f %.1f%n", (System.nanoTime() - start) / 1e9, live());
    }

    /** Returns the MiB that are in use once the engine is at rest and garbage is collected. */
    private static double live() throws InterruptedException {
        double before = Double.MAX_VALUE;
        double now = used();
        while (now < before * 0.99) {
            Thread.sleep(200);
            before = now;
            now = used();
        }
        return now;
    }

    private static double used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
}
