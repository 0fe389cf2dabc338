package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.Limits;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * What happens under one seed to a cluster whose replicas have stores, some of which are put back to an older state,
 * noticed or not, or emptied; never more than a minority before all have caught up. Every write adds an element, a nested
 * element and an amount of its own, so that values tell what was lost and what was counted twice.
 */
final class RollBackStory {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int NODES = 5;
    private static final int MINORITY = (NODES - 1) / 2;

    private final long seed;
    private final SplittableRandom random;
    private final VirtualCluster cluster;
    private final List<Write> writes = new ArrayList<>();
    private final List<Write> unchecked = new ArrayList<>();
    private final Set<String> damaged = new HashSet<>();
    /** When each node's store was last damaged. */
    private final Map<String, Long> damagedAt = new HashMap<>();

    private int unnoticed;

    /** A write and what became of it. */
    private record Write(
            String by, String element, long amount, long at, CompletableFuture<WriteResult> result, boolean shared) {
        Set<String> members() {
            boolean done = result.isDone() && !result.isCompletedExceptionally();
            return done && result.join().reached() ? result.join().members() : Set.of();
        }
    }

    RollBackStory(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        Limits limits = Limits.builder().store(64L << 20, 20_000).build();
        this.cluster = VirtualCluster.durable(NODES, seed, builder -> builder.limits(limits));
    }

    /** Returns how many incarnations were taken because of what peers showed. */
    long conflicts() {
        return cluster.running().stream()
                .mapToLong(name -> cluster.replica(name).stats().getOrDefault("identity_conflicts", 0L))
                .sum();
    }

    /** Returns how many stores were put back unnoticed. */
    int unnoticed() {
        return unnoticed;
    }

    void tell(int steps) {
        cluster.network().faults(NetworkFaults.HEAVY);
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(14)) {
                case 0 -> divide();
                case 1 -> cluster.network().heal();
                case 2, 3 -> pass(random.nextInt(2000));
                case 4 -> cluster.crash(any());
                case 5 -> damage(any());
                case 6 -> restart();
                default -> write();
            }
        }
        end();
    }

    private String any() {
        return "n" + random.nextInt(NODES);
    }

    /** Divides the nodes into two sides. */
    private void divide() {
        cluster.network().heal();
        int side = random.nextInt(1 << NODES);
        for (int one = 0; one < NODES; one++) {
            for (int other = 0; other < one; other++) {
                if ((side >> one & 1) != (side >> other & 1)) {
                    cluster.network().separate("n" + one, "n" + other);
                }
            }
        }
    }

    private void pass(int millis) {
        for (int passed = 0; passed < millis; passed += 5) {
            cluster.pass(Duration.ofMillis(5));
            check();
        }
    }

    private void damage(String name) {
        if (cluster.running().size() == NODES && cluster.agrees()) {
            cluster.pass(Duration.ofMillis(200)); // for what all have to be stored by all
            check();
            if (cluster.running().size() == NODES && cluster.agrees()) {
                damaged.clear();
            }
        }
        if (!damaged.contains(name) && damaged.size() == MINORITY) {
            return;
        }
        damaged.add(name);
        damagedAt.put(name, cluster.time().nanos());
        cluster.crash(name);
        if (random.nextInt(3) == 0) {
            cluster.wipe(name);
        } else {
            boolean noticed = random.nextInt(3) == 0;
            unnoticed += noticed ? 0 : 1;
            int requests = cluster.store(name).requests();
            cluster.store(name).rollBack(requests - random.nextInt(requests + 1), noticed);
        }
        if (random.nextBoolean()) {
            cluster.start(name);
        }
    }

    private void restart() {
        for (int i = 0; i < NODES; i++) {
            if (!cluster.running().contains("n" + i)) {
                cluster.start("n" + i);
            }
        }
    }

    private void write() {
        List<String> running = cluster.running();
        if (running.isEmpty()) {
            return;
        }
        String by = running.get(random.nextInt(running.size()));
        Replica replica = cluster.replica(by);
        String element = "<" + writes.size() + ">";
        long amount = 1L + random.nextInt(9);
        WriteConcern concern = switch (random.nextInt(4)) {
            case 0 -> WriteConcern.local();
            case 1 -> WriteConcern.all(TIMEOUT);
            default -> WriteConcern.majority(TIMEOUT);
        };
        replica.orMap("map")
                .update(element, ORSet.type(ValueCodec.strings()), (author, set) -> set.add(author, element));
        replica.orMap("map").update("sum", PNCounter.TYPE, (author, sum) -> sum.increment(author, amount));
        replica.pnCounter("sum").increment(amount);
        replica.lwwRegister("last-" + by, String.class).set(element);
        CompletableFuture<WriteResult> result =
                replica.orSet("set", String.class).add(element, concern).toCompletableFuture();
        boolean shared = concern.kind() != WriteConcern.Kind.LOCAL;
        Write write = new Write(by, element, amount, cluster.time().nanos(), result, shared);
        writes.add(write);
        unchecked.add(write);
        pass(random.nextInt(40));
    }

    /** Whoever is named in a result has the write, unless its store was damaged after the write was made. */
    private void check() {
        for (Write write : List.copyOf(unchecked)) {
            if (write.result.isDone()) {
                unchecked.remove(write);
            }
            for (String name : write.members()) {
                boolean excused = damagedAt.getOrDefault(name, -1L) >= write.at;
                if (!excused && cluster.running().contains(name)) {
                    assertThat(cluster.replica(name).orSet("set", String.class).contains(write.element))
                            .as("seed %d: %s has %s, as it said", seed, name, write.element)
                            .isTrue();
                    assertThat(isStored(name, write.element))
                            .as("seed %d: %s has stored %s, as it said", seed, name, write.element)
                            .isTrue();
                }
            }
        }
    }

    /** Tells whether the element's bytes, which occur in no other one's, are in a node's store. */
    private boolean isStored(String name, String element) {
        return cluster.store(name).records().stream()
                .anyMatch(record -> new String(record, StandardCharsets.ISO_8859_1).contains(element));
    }

    private void end() {
        cluster.network().heal();
        restart();
        assertThat(cluster.converges(PATIENCE))
                .as("seed %d converges: %s", seed, cluster.digests())
                .isTrue();
        cluster.pass(Duration.ofSeconds(3));
        assertThat(cluster.converges(PATIENCE))
                .as("seed %d stays converged", seed)
                .isTrue();
        for (String name : cluster.running()) {
            checkEnd(cluster.replica(name));
        }
    }

    private void checkEnd(Replica replica) {
        Set<String> elements = replica.orSet("set", String.class).elements();
        Set<String> written = new HashSet<>();
        long least = 0;
        long most = 0;
        for (Write write : writes) {
            written.add(write.element);
            boolean there = elements.contains(write.element);
            least += there ? write.amount : 0;
            most += write.amount;
            boolean promised =
                    !write.members().isEmpty() && (write.shared || damagedAt.getOrDefault(write.by, -1L) < write.at);
            assertThat(there || !promised)
                    .as("seed %d: %s, acknowledged by %s, is there", seed, write.element, write.members())
                    .isTrue();
            assertThat(replica.orMap("map")
                            .get(write.element, ORSet.type(ValueCodec.strings()))
                            .contains(write.element))
                    .as("seed %d: what was written together is there together", seed)
                    .isEqualTo(there);
        }
        assertThat(written).as("seed %d: nothing is invented", seed).containsAll(elements);
        // an amount whose write is lost may have been folded into one that is not
        assertThat(replica.pnCounter("sum").value()).as("seed %d: sum", seed).isBetween(least, most);
        assertThat(replica.orMap("map").get("sum", PNCounter.TYPE).value())
                .as("seed %d: nested sum", seed)
                .isBetween(least, most);
    }
}
