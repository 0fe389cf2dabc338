package io.latticework.benchmarks.replication;

import io.latticework.sync.Limits;
import io.latticework.testkit.sim.VirtualCluster;
import java.time.Duration;
import java.util.List;

/**
 * Two replicas in virtual time, with the engine and the codec of production, and what an exchange between them costs on the
 * wire: all bytes of deltas, acks and sessions. Greetings and pulses are left out, as is what TCP and IP add.
 */
final class Pair {
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final List<String> COUNTED = List.of("delta_bytes_sent", "ack_bytes_sent", "session_bytes_sent");
    private static final Limits LIMITS = Limits.builder().keys(4_000_000).build();

    private final VirtualCluster cluster;
    private final Entries entries;
    private int next;

    private Pair(Entries entries, VirtualCluster cluster) {
        this.entries = entries;
        this.cluster = cluster;
        cluster.pass(SETTLING);
    }

    /** Returns two replicas that have the same entries. */
    static Pair of(Entries entries, int count) {
        Pair pair = new Pair(entries, VirtualCluster.durable(2, 1, builder -> builder.limits(LIMITS)));
        for (int i = 0; i < count; i++) {
            entries.put(pair.cluster.replica(0), i, 0);
            if (i % 10_000 == 0) {
                pair.cluster.pass(Duration.ofMillis(100));
            }
        }
        pair.next = count;
        pair.settle();
        return pair;
    }

    /** Lets the two come to agree, and to have nothing to say. */
    private void settle() {
        cluster.pass(SETTLING);
        if (!cluster.converges(LONGEST)) {
            throw new IllegalStateException("The two still differ after " + LONGEST);
        }
        cluster.pass(SETTLING);
    }

    /** Writes entries at one side: new ones, or others in the place of those that are there, spread over all of them. */
    private void write(int differences, boolean replace) {
        for (int i = 0; i < differences; i++) {
            int number = replace ? (int) ((long) i * next / differences) : next + i;
            entries.put(cluster.replica(0), number, differences);
            if (i % 50 == 49) {
                cluster.pass(Duration.ofMillis(20));
            }
        }
        next += replace ? 0 : differences;
    }

    /** Returns the bytes that go over the wire after a partition of some seconds in which one side wrote. */
    long reconnect(int differences, boolean replace) {
        cluster.network().separate("n0", "n1");
        write(differences, replace);
        cluster.pass(Duration.ofSeconds(8));
        long before = sent();
        cluster.network().heal();
        settle();
        return sent() - before;
    }

    /** Returns the bytes that go over the wire when a replica comes back that was away while the other wrote. */
    long repair(int differences, boolean replace) {
        cluster.crash("n1");
        write(differences, replace);
        cluster.pass(SETTLING);
        long before = sent();
        cluster.start("n1");
        settle();
        return sent() - before;
    }

    /** Returns how long one pulse is, and makes sure that equal stores send nothing else. */
    double pulse() {
        long others = sent();
        long frames = cluster.total("frames_sent");
        long bytes = cluster.total("bytes_sent");
        cluster.pass(Duration.ofMinutes(2));
        if (sent() != others) {
            throw new IllegalStateException("Equal stores sent " + (sent() - others) + " bytes beside pulses");
        }
        return (double) (cluster.total("bytes_sent") - bytes) / (cluster.total("frames_sent") - frames);
    }

    private long sent() {
        return COUNTED.stream().mapToLong(cluster::total).sum();
    }
}
