package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.Replica;
import io.latticework.sync.SyncException;
import io.latticework.sync.WriteConcern;
import io.latticework.testkit.store.MemoryStore;
import io.latticework.testkit.store.MemoryStore.Failure;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What comes of a store that shows damaged records, or whose calls throw. */
class DamageTest {
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofMillis(200);

    private static VirtualCluster settled(int nodes, long seed) {
        VirtualCluster cluster = VirtualCluster.durable(nodes, seed, UnaryOperator.identity());
        cluster.pass(SETTLING);
        return cluster;
    }

    private static long stat(Replica replica, String name) {
        return replica.stats().getOrDefault(name, 0L);
    }

    private static void writeSome(VirtualCluster cluster) {
        for (int i = 0; i < 10; i++) {
            cluster.replica(0).orSet("s", String.class).add("e" + i);
            cluster.replica(1).pnCounter("c").increment(1);
            cluster.pass(SOON);
        }
    }

    @Test
    void aFlippedBitIsFoundAndWhatItHitComesBackFromPeers() {
        for (long seed = 0; seed < 50; seed++) {
            VirtualCluster cluster = settled(3, seed);
            writeSome(cluster);
            ReplicaId id = cluster.replica(0).id();
            cluster.crash("n0");
            assertThat(cluster.store("n0").flip(new SplittableRandom(seed))).isTrue();
            cluster.start("n0");
            cluster.pass(SOON);
            assertThat(cluster.converges(SETTLING)).isTrue();
            assertThat(stat(cluster.replica(0), "records_damaged")).isEqualTo(1);
            assertThat(cluster.replica(0).id()).isNotEqualTo(id);
            assertThat(cluster.replica(0).orSet("s", String.class).size()).isEqualTo(10);
            assertThat(cluster.replica(0).pnCounter("c").value()).isEqualTo(10);
            ReplicaId next = cluster.replica(0).id();
            cluster.crash("n0");
            cluster.pass(SOON); // until its links are known to be closed, it might be a second process that starts
            cluster.start("n0");
            cluster.pass(SOON);
            assertThat(stat(cluster.replica(0), "records_damaged"))
                    .as("the damage is gone once the state has taken the place of all records")
                    .isZero();
            assertThat(cluster.replica(0).id()).isEqualTo(next);
        }
    }

    @Test
    void aRecordThatIsCutShortIsDamaged() {
        int torn = 0;
        for (long seed = 0; seed < 50; seed++) {
            VirtualCluster cluster = settled(2, seed);
            cluster.replica(0).orSet("s", String.class).add("kept", WriteConcern.all(SETTLING));
            cluster.pass(SETTLING);
            cluster.replica(0).orSet("s", String.class).add("torn");
            cluster.pass(Duration.ofMillis(5));
            cluster.crash("n0");
            boolean shown = cluster.store("n0").tear(new SplittableRandom(seed));
            torn += shown ? 1 : 0;
            cluster.start("n0");
            cluster.pass(SOON);
            assertThat(cluster.converges(SETTLING)).isTrue();
            assertThat(stat(cluster.replica(0), "records_damaged")).isEqualTo(shown ? 1 : 0);
            assertThat(cluster.replica(0).orSet("s", String.class).contains("kept"))
                    .isTrue();
        }
        assertThat(torn).isPositive();
    }

    @Test
    void aStoreOfDamagedRecordsAloneStartsAnew() {
        VirtualCluster cluster = settled(2, 7);
        cluster.replica(0).orSet("s", String.class).add("a");
        cluster.pass(SETTLING);
        cluster.crash("n0");
        MemoryStore store = cluster.store("n0");
        store.records().forEach(record -> record[record.length - 1] ^= 1);
        cluster.start("n0");
        assertThat(cluster.replica(0).keys()).isEmpty();
        assertThat(cluster.converges(SETTLING)).isTrue();
        assertThat(cluster.replica(0).orSet("s", String.class).contains("a")).isTrue();
    }

    @Test
    void aStoreThatThrowsHasFailed() {
        for (Failure how : List.of(Failure.THROWN, Failure.NO_MEMORY)) {
            VirtualCluster cluster = settled(2, 8);
            cluster.replica(0).orSet("s", String.class).add("before", WriteConcern.all(SETTLING));
            cluster.pass(SETTLING);
            cluster.store("n0").fail(how);
            CompletableFuture<?> lost = cluster.replica(0)
                    .orSet("s", String.class)
                    .add("lost", WriteConcern.all(SETTLING))
                    .toCompletableFuture();
            cluster.pass(SOON);
            assertThat(lost).isCompletedExceptionally();
            assertThat(cluster.replica(0).state()).isEqualTo(Replica.State.FAILED);
            assertThat(stat(cluster.replica(0), "store_failures")).isEqualTo(1);
            cluster.crash("n0");
            cluster.start("n0");
            cluster.pass(SETTLING);
            assertThat(cluster.replica(0).orSet("s", String.class).contains("before"))
                    .isTrue();
            assertThat(cluster.agrees()).isTrue();
        }
    }

    @Test
    void aFullStoreFailsUntilThereIsRoom() {
        VirtualCluster cluster = settled(2, 9);
        cluster.store("n0").fill(true);
        cluster.replica(0).orSet("s", String.class).add("a");
        cluster.pass(SOON);
        assertThat(cluster.replica(0).state()).isEqualTo(Replica.State.FAILED);
        cluster.crash("n0");
        cluster.start("n0");
        cluster.replica(1).orSet("s", String.class).add("b");
        cluster.pass(SETTLING);
        assertThat(cluster.replica(0).state()).isEqualTo(Replica.State.FAILED);
        cluster.crash("n0");
        cluster.store("n0").fill(false);
        cluster.start("n0");
        assertThat(cluster.converges(SETTLING)).isTrue();
        assertThat(cluster.replica(0).orSet("s", String.class).elements()).containsExactly("b");
    }

    @Test
    void whoCannotReadItsStoreDoesNotStart() {
        for (int readable = -1; readable < 8; readable++) {
            VirtualCluster cluster = settled(3, readable);
            writeSome(cluster);
            ReplicaId id = cluster.replica(0).id();
            cluster.crash("n0");
            List<byte[]> stored = cluster.store("n0").records();
            cluster.store("n0").failReads(readable);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> cluster.start("n0"))
                        .isInstanceOf(SyncException.class)
                        .hasMessageContaining(readable < 0 ? "cannot be opened" : "The store of n0 cannot be read")
                        .hasMessageContaining("input/output error");
            }
            assertThat(cluster.running()).doesNotContain("n0");
            cluster.pass(SOON);
            assertThat(cluster.store("n0").records()).isEqualTo(stored);
            cluster.store("n0").mendReads();
            cluster.start("n0");
            assertThat(cluster.replica(0).id()).isEqualTo(id);
            assertThat(cluster.replica(0).orSet("s", String.class).size()).isEqualTo(10);
            assertThat(cluster.converges(SETTLING)).isTrue();
        }
    }
}
