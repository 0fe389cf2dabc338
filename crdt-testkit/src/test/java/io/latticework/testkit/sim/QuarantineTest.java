package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latticework.crdt.error.MergeException;
import io.latticework.sync.HeldKey;
import io.latticework.sync.Ref;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of values that a user's type can never merge, or read: they are held, and everything else goes on. */
class QuarantineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static VirtualCluster cluster(long seed, boolean durable) {
        VirtualClusterBuilder builder = VirtualCluster.builder(3, seed).settings(each -> each.type(Sour.TYPE));
        VirtualCluster cluster = (durable ? builder.durable() : builder).start();
        cluster.pass(Duration.ofSeconds(3));
        cluster.replica(0).ref("sour", Sour.TYPE).update((by, sour) -> sour.with(1));
        cluster.pass(Duration.ofSeconds(5)); // from now on all write under one birth
        cluster.network().faults(new NetworkFaults(0.1, 0.2, 0, Duration.ofMillis(20)));
        return cluster;
    }

    /** Each node writes a number and an element of a set in one batch, so that they travel as one. */
    @CanIgnoreReturnValue
    private static List<CompletableFuture<WriteResult>> write(VirtualCluster cluster, int round, long poison) {
        List<CompletableFuture<WriteResult>> results = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            Replica writer = cluster.replica(node);
            long number = node == 0 && round == 2 ? poison : 20 + 3L * round + node;
            String element = "e" + round + node;
            writer.batch(() -> {
                try {
                    writer.ref("sour", Sour.TYPE).update((by, sour) -> sour.with(number));
                } catch (RuntimeException e) {
                    assertThat(e).hasMessageContaining("do not merge");
                }
                writer.orSet("set", String.class).add(element);
            });
            results.add(writer.orSet("other", String.class)
                    .add(element, WriteConcern.all(PATIENCE))
                    .toCompletableFuture());
        }
        cluster.pass(Duration.ofMillis(300));
        return results;
    }

    private static List<HeldKey> held(VirtualCluster cluster, int node) {
        CompletableFuture<List<HeldKey>> held = cluster.replica(node).heldKeys().toCompletableFuture();
        cluster.pass(Duration.ofMillis(100));
        return held.join();
    }

    private static long total(VirtualCluster cluster, String... counts) {
        long total = 0;
        for (String count : counts) {
            total += cluster.total(count);
        }
        return total;
    }

    @ParameterizedTest
    @CsvSource({
        "13, 1, false",
        "17, 1, false",
        "13, 1, true",
        "17, 2, true",
        "13, 7, false",
        "13, 7, true",
        "17, 6, false"
    })
    void aPoisonHoldsItsKeyAlone(long poison, int poisoned, boolean durable) {
        VirtualCluster cluster = cluster(poison + poisoned, durable);
        for (int node = 0; node < 3; node++) {
            cluster.faultPoint("n" + node).poison((poisoned >> node & 1) != 0);
        }
        List<CompletableFuture<WriteResult>> results = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            results.addAll(write(cluster, round, poison));
        }
        cluster.network().faults(NetworkFaults.NONE);
        boolean agree = cluster.converges(PATIENCE);
        cluster.pass(Duration.ofSeconds(10));
        for (int node = 0; node < 3; node++) {
            assertThat(cluster.replica(node).orSet("set", String.class).elements())
                    .hasSize(24);
            assertThat(cluster.replica(node).orSet("other", String.class).elements())
                    .hasSize(24);
        }
        assertThat(results).allMatch(each -> each.isDone() && each.join().reached());
        assertThat(agree).as("%s", cluster.digests()).isTrue();
        cluster.pass(PATIENCE);
        assertThat(cluster.agrees()).isTrue();
        assertThat(total(cluster, "keys_held")).isPositive();
        assertThat(held(cluster, 0).isEmpty()).isEqualTo(poisoned != 7);
        long sent = total(cluster, "bytes_sent") - total(cluster, "pulse_bytes_sent", "ack_bytes_sent");
        cluster.pass(PATIENCE);
        assertThat(total(cluster, "bytes_sent") - total(cluster, "pulse_bytes_sent", "ack_bytes_sent"))
                .isEqualTo(sent);
        for (int node = 0; node < 3; node++) {
            assertThat(cluster.replica(node).ref("sour", Sour.TYPE).state().numbers())
                    .contains(poison, 1L);
        }
    }

    /** A key that no node can merge: reads and writes of it throw, it survives a restart, and removing it ends it. */
    @Test
    void aHeldKeyIsReportedAndEndsWithItsRemoval() {
        VirtualCluster cluster = cluster(5, true);
        for (int node = 0; node < 3; node++) {
            cluster.faultPoint("n" + node).poison(true);
        }
        write(cluster, 2, Sour.UNMERGEABLE);
        cluster.network().faults(NetworkFaults.NONE);
        cluster.pass(PATIENCE);
        assertThat(cluster.agrees()).isTrue();
        cluster.crash("n1");
        cluster.start("n1");
        cluster.pass(PATIENCE);
        assertThat(cluster.agrees()).isTrue();
        assertThat(held(cluster, 1)).singleElement().satisfies(key -> {
            assertThat(key.key()).isEqualTo("sour");
            assertThat(key.cause()).contains("planned");
            assertThat(key.attempts()).isPositive();
        });
        Ref<Sour> sour = cluster.replica(1).ref("sour", Sour.TYPE);
        cluster.faultPoint("n1").run(() -> {
            assertThatThrownBy(sour::state).isInstanceOf(MergeException.class);
            assertThatThrownBy(() -> sour.update((by, value) -> value.with(99))).isInstanceOf(MergeException.class);
        });
        cluster.replica(1).delete("sour");
        cluster.pass(PATIENCE);
        assertThat(cluster.agrees()).isTrue();
        for (int node = 0; node < 3; node++) {
            assertThat(held(cluster, node)).isEmpty();
            assertThat(cluster.replica(node).ref("sour", Sour.TYPE).state().numbers())
                    .isEmpty();
        }
    }

    /** A repaired type at one node heals all, those too that cannot merge the states themselves. */
    @Test
    void whoCanMergeHealsTheOthers() {
        VirtualCluster cluster = cluster(6, false);
        for (int node = 0; node < 3; node++) {
            cluster.faultPoint("n" + node).poison(true);
        }
        write(cluster, 2, Sour.UNMERGEABLE);
        cluster.network().faults(NetworkFaults.NONE);
        cluster.pass(PATIENCE);
        assertThat(held(cluster, 0)).isNotEmpty();
        cluster.faultPoint("n2").poison(false);
        cluster.pass(PATIENCE.multipliedBy(2));
        assertThat(cluster.agrees()).isTrue();
        for (int node = 0; node < 3; node++) {
            assertThat(held(cluster, node)).as("node %d", node).isEmpty();
            Ref<Sour> sour = cluster.replica(node).ref("sour", Sour.TYPE);
            cluster.faultPoint("n" + node)
                    .run(() -> assertThat(sour.state().numbers()).contains(Sour.UNMERGEABLE, 1L));
        }
    }
}
