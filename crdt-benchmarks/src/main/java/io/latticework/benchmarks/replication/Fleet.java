package io.latticework.benchmarks.replication;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.sync.Limits;
import io.latticework.testkit.sim.NetworkFaults;
import io.latticework.testkit.sim.VirtualCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Many replicas in virtual time, in three regions, each with a few random contacts. */
final class Fleet {
    static final int REGIONS = 3;
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration DELAY = Duration.ofMillis(40);

    private final VirtualCluster cluster;
    private final List<List<String>> contacts = new ArrayList<>();
    private final SplittableRandom random;
    private final int replicas;

    /**
     * How an update spreads, the mean of some.
     *
     * @param half seconds until half of all have it
     * @param all seconds until all have it
     * @param equal seconds until all have the same digest
     * @param rounds how many peers each replica had asked for their digest by then
     * @param copies how often it was sent, for each replica
     * @param bytes sent for each replica, beyond what is sent at rest
     * @param restBytes sent by each replica in a second in which nothing happens
     */
    record Spread(
            double half, double all, double equal, double rounds, double copies, double bytes, double restBytes) {}

    Fleet(int replicas, int contactsEach, long seed) {
        this.replicas = replicas;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < replicas; i++) {
            List<String> mine = new ArrayList<>();
            while (mine.size() < contactsEach) {
                int other = random.nextInt(replicas);
                if (other != i && !mine.contains("n" + other)) {
                    mine.add("n" + other);
                }
            }
            contacts.add(mine);
        }
        Limits limits = Limits.builder().newReplicas(2 * replicas).build();
        cluster = VirtualCluster.builder(replicas, seed)
                .contacts(name -> contacts.get(number(name)))
                .realm(Realm.of(1, 2, ValueLimits.DEFAULT))
                .settings((name, builder) ->
                        builder.region("region-" + region(name)).limits(limits))
                .start();
        cluster.network().faults(new NetworkFaults(0, 0, 0, DELAY));
        cluster.pass(SETTLING);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static int region(String name) {
        return number(name) % REGIONS;
    }

    void lose(double share) {
        cluster.network().faults(new NetworkFaults(share, 0, 0, DELAY));
    }

    void crash(double share) {
        for (int i = 0; i < share * replicas; i++) {
            cluster.crash("n" + random.nextInt(replicas));
        }
    }

    /** Writes some updates, one after the other. */
    Spread spread(int updates) {
        cluster.pass(SETTLING);
        double rest = restBytes();
        double[] sums = new double[6];
        for (int i = 1; i <= updates; i++) {
            String writer =
                    cluster.running().get(random.nextInt(cluster.running().size()));
            long copies = cluster.total("deltas_sent");
            long bytes = cluster.total("bytes_sent");
            long rounds = cluster.total("comparisons");
            long start = cluster.time().nanos();
            cluster.replica(writer).gCounter("updates").increment();
            sums[0] += until(start, i, 0.5);
            sums[1] += until(start, i, 1);
            sums[2] += untilEqual(start);
            double lasted = (cluster.time().nanos() - start) / 1e9;
            sums[3] += cluster.total("comparisons") - rounds;
            sums[4] += cluster.total("deltas_sent") - copies;
            sums[5] += cluster.total("bytes_sent") - bytes - rest * lasted;
        }
        return mean(sums, updates, rest);
    }

    /** Returns how many bytes all send in a second in which nothing happens. */
    private double restBytes() {
        long before = cluster.total("bytes_sent");
        cluster.pass(SETTLING);
        return (cluster.total("bytes_sent") - before) / (double) SETTLING.toMillis() * 1e3;
    }

    private Spread mean(double[] sums, int updates, double rest) {
        int running = cluster.running().size();
        double each = 1.0 / updates;
        double perReplica = each / running;
        return new Spread(
                sums[0] * each,
                sums[1] * each,
                sums[2] * each,
                sums[3] * perReplica,
                sums[4] * perReplica,
                sums[5] * perReplica,
                rest / running);
    }

    private double until(long start, long value, double share) {
        while (reached(value) < share * cluster.running().size()) {
            pass(start);
        }
        return (cluster.time().nanos() - start) / 1e9;
    }

    private long reached(long value) {
        return cluster.running().stream()
                .filter(name -> cluster.replica(name).gCounter("updates").value() >= value)
                .count();
    }

    private double untilEqual(long start) {
        while (!cluster.agrees()) {
            pass(start);
        }
        return (cluster.time().nanos() - start) / 1e9;
    }

    private void pass(long start) {
        cluster.pass(STEP);
        if (cluster.time().nanos() - start > LONGEST.toNanos()) {
            throw new IllegalStateException("The replicas still differ after " + LONGEST);
        }
    }

    /**
     * Lets no frame pass between regions for a time, in whose first tenth each replica writes a record; returns the seconds to
     * agree again.
     */
    double reunite(Duration apart) {
        for (int i = 0; i < replicas; i++) {
            for (String contact : contacts.get(i)) {
                if (region("n" + i) != region(contact)) {
                    cluster.network().separate("n" + i, contact);
                }
            }
        }
        for (int i = 0; i < replicas; i++) {
            cluster.replica(i).lwwRegister("machine-" + i, String.class).set("state of machine " + i);
            cluster.pass(apart.dividedBy(10L * replicas));
        }
        cluster.pass(apart.multipliedBy(9).dividedBy(10));
        cluster.network().heal();
        return untilEqual(cluster.time().nanos());
    }
}
