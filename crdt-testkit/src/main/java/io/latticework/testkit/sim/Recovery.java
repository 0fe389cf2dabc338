package io.latticework.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How a run ends: first a core of the nodes heals and must agree, whatever the others do; then all heal, must agree, and
 * come to rest.
 *
 * @param phase notes what begins
 * @param revive starts a node that is down, or whose store has failed, with all that was wrong about it put right
 * @param healed called when all has healed that is between nodes
 */
record Recovery(
        Plan plan,
        VirtualCluster cluster,
        Duration patience,
        Consumer<String> phase,
        Consumer<String> revive,
        Runnable healed) {
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int MAX_TASKS = 100_000;

    void run() {
        List<String> all =
                IntStream.range(0, plan.nodes()).mapToObj(i -> "n" + i).toList();
        List<String> core = all.stream()
                .filter(name -> (plan.core() >> Integer.parseInt(name.substring(1)) & 1) != 0)
                .toList();
        if (!core.isEmpty()) {
            phase.accept("healing of " + core);
            cluster.network().calm(Set.copyOf(core));
            for (String inside : core) {
                all.stream()
                        .filter(name -> !core.contains(name))
                        .forEach(name -> cluster.network().separate(inside, name));
                revive(inside);
            }
            agree(core);
        }
        phase.accept("healing");
        heal();
        all.forEach(this::revive);
        agree(all);
        phase.accept("rest");
        cluster.pass(Duration.ofSeconds(3)); // what is still folded or on its way
        agree(all);
        rest();
    }

    private void heal() {
        cluster.network().heal();
        cluster.network().faults(NetworkFaults.NONE);
        healed.run();
    }

    private void revive(String name) {
        revive.accept(name);
        cluster.network().narrow(name, 0);
        cluster.slow(name, Duration.ZERO);
        cluster.resume(name);
    }

    private void agree(List<String> names) {
        long end = cluster.time().nanos() + patience.toNanos();
        while (cluster.time().nanos() < end && !haveAgreed(names)) {
            cluster.pass(Duration.ofMillis(100));
        }
        Violation.unless(
                haveAgreed(names),
                "convergence",
                names + " do not agree after " + patience.toSeconds() + " s without faults: " + cluster.digests());
    }

    private boolean haveAgreed(List<String> names) {
        return names.stream()
                        .map(name -> cluster.replica(name).digest())
                        .distinct()
                        .count()
                <= 1;
    }

    /** Replicas that agree send pulses and nothing else, once each has noticed which of its links the other side closed. */
    private void rest() {
        long end = cluster.time().nanos() + patience.toNanos();
        long sent;
        do {
            long before = payload();
            cluster.pass(REST);
            sent = payload() - before;
        } while (sent > 0 && cluster.time().nanos() < end);
        Violation.unless(
                sent == 0, "quiet", sent + " bytes besides pulses were sent at rest, in " + REST.toSeconds() + " s");
        Violation.unless(
                cluster.time().tasksWaiting() < MAX_TASKS,
                "bounds",
                cluster.time().tasksWaiting() + " timers wait at rest");
        for (String name : cluster.running()) {
            Violation.unless(cluster.replica(name).unstoredBytes() == 0, "bounds", name + " has not stored all it has");
        }
    }

    private long payload() {
        return cluster.running().stream()
                .map(name -> cluster.replica(name).stats())
                .mapToLong(stats -> stats.getOrDefault("bytes_sent", 0L) - stats.getOrDefault("pulse_bytes_sent", 0L))
                .sum();
    }
}
