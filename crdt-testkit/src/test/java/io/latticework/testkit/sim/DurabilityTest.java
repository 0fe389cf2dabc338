package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.sync.Limits;
import io.latticework.sync.Replica;
import io.latticework.sync.ReplicaBuilder;
import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.sync.internal.recovery.StoredRecord;
import io.latticework.sync.spi.Store;
import io.latticework.testkit.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a store keeps, and what a replica says of it to others. */
class DurabilityTest {
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofMillis(100);

    private static VirtualCluster settled(int nodes, long seed) {
        VirtualCluster cluster = VirtualCluster.durable(nodes, seed, UnaryOperator.identity());
        cluster.pass(SETTLING);
        return cluster;
    }

    private static long stat(Replica replica, String name) {
        return replica.stats().getOrDefault(name, 0L);
    }

    @Test
    void aRestartedReplicaHasWhatWasStoredAndGoesOnAsTheSameIncarnation() {
        VirtualCluster cluster = settled(3, 1);
        ReplicaId id = cluster.replica(0).id();
        cluster.replica(0).orSet("s", String.class).add("a");
        cluster.replica(1).gCounter("k").increment(4);
        cluster.pass(SOON);
        cluster.crash("n0");
        cluster.pass(SOON);
        cluster.start("n0");
        assertThat(cluster.replica(0).orSet("s", String.class).contains("a")).isTrue();
        assertThat(cluster.replica(0).gCounter("k").value()).isEqualTo(4);
        cluster.pass(SOON);
        cluster.replica(0).orSet("s", String.class).add("b");
        assertThat(cluster.converges(SETTLING)).isTrue();
        cluster.pass(SOON);
        assertThat(cluster.replica(0).id()).isEqualTo(id);
        assertThat(cluster.replica(2).orSet("s", String.class).elements()).containsExactlyInAnyOrder("a", "b");
        assertThat(stat(cluster.replica(0), "incarnations")).isZero();
    }

    @Test
    void whatAWriteConcernSaysIsStoredComesBack() {
        VirtualCluster cluster = VirtualCluster.durable(1, 2, UnaryOperator.identity());
        List<CompletableFuture<WriteResult>> results = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            results.add(cluster.replica(0)
                    .gCounter("k")
                    .increment(1, WriteConcern.local())
                    .toCompletableFuture());
            cluster.pass(Duration.ofMillis(3));
        }
        long stored = results.stream().filter(CompletableFuture::isDone).count();
        assertThat(stored).isBetween(100L, 199L);
        cluster.crash("n0");
        cluster.start("n0");
        assertThat(cluster.replica(0).gCounter("k").value()).isBetween(stored, 200L);
    }

    @Test
    void nothingLeavesBeforeItIsStored() {
        VirtualCluster cluster = VirtualCluster.durable(2, 3, UnaryOperator.identity());
        cluster.pass(SETTLING);
        for (int i = 1; i <= 100; i++) {
            cluster.replica(0).gCounter("k").increment();
            cluster.pass(Duration.ofMillis(7));
            long seen = cluster.replica(1).gCounter("k").value();
            cluster.crash("n0");
            cluster.start("n0");
            assertThat(cluster.replica(0).gCounter("k").value()).isGreaterThanOrEqualTo(seen);
            cluster.pass(Duration.ofMillis(50));
        }
    }

    @Test
    void aReplicaWhoseStoreWasPutBackUnnoticedWritesOnUnderANewIncarnation() {
        VirtualCluster cluster = settled(3, 4);
        cluster.replica(0).orSet("s", String.class).add("old");
        cluster.pass(SOON);
        int requests = cluster.store("n0").requests();
        ReplicaId id = cluster.replica(0).id();
        cluster.replica(0).orSet("s", String.class).add("forgotten");
        cluster.replica(0).pnCounter("c").increment(5);
        cluster.pass(SOON);
        cluster.crash("n0");
        cluster.store("n0").rollBack(requests, false);
        cluster.start("n0");
        cluster.replica(0).orSet("s", String.class).add("new");
        cluster.replica(0).pnCounter("c").increment(7);
        cluster.replica(0).lwwRegister("r", String.class).set("v");
        assertThat(cluster.converges(SETTLING)).isTrue();
        cluster.pass(SETTLING);
        for (int i = 0; i < 3; i++) {
            Replica replica = cluster.replica(i);
            assertThat(replica.orSet("s", String.class).elements())
                    .containsExactlyInAnyOrder("old", "forgotten", "new");
            assertThat(replica.pnCounter("c").value()).isEqualTo(12);
            assertThat(replica.lwwRegister("r", String.class).value()).contains("v");
        }
        assertThat(cluster.replica(0).id().name()).isEqualTo("n0");
        assertThat(cluster.replica(0).id()).isNotEqualTo(id);
        assertThat(stat(cluster.replica(0), "identity_conflicts")).isEqualTo(1);
        assertThat(stat(cluster.replica(0), "incarnations")).isEqualTo(1);
    }

    @Test
    void aReplicaThatNotAllPeersConfirmWritesOnUnderANewIncarnation() {
        VirtualCluster cluster = settled(3, 5);
        cluster.replica(0).orSet("s", String.class).add("old");
        cluster.pass(SOON);
        int requests = cluster.store("n0").requests();
        cluster.network().separate("n0", "n1");
        cluster.replica(0).orSet("s", String.class).add("seen by n2 alone");
        cluster.pass(Duration.ofMillis(40));
        cluster.crash("n0");
        cluster.crash("n2");
        cluster.store("n0").rollBack(requests, false);
        cluster.network().heal();
        cluster.start("n0");
        var result = cluster.replica(0).orSet("s", String.class).add("new", WriteConcern.majority(SETTLING));
        cluster.pass(SETTLING);
        assertThat(result.toCompletableFuture().join().reached()).isTrue();
        cluster.start("n2");
        assertThat(cluster.converges(SETTLING)).isTrue();
        assertThat(cluster.replica(1).orSet("s", String.class).elements()).contains("old", "new");
    }

    @Test
    void aStoreThatKnowsItWasPutBackGivesANewIncarnationAtOnce() {
        VirtualCluster cluster = settled(2, 6);
        ReplicaId id = cluster.replica(0).id();
        cluster.replica(0).gCounter("k").increment(2);
        cluster.pass(SOON);
        cluster.replica(0).gCounter("k").increment(3);
        cluster.pass(SOON);
        cluster.crash("n0");
        cluster.store("n0").rollBack(1, true);
        cluster.start("n0");
        assertThat(cluster.replica(0).id()).isNotEqualTo(id);
        cluster.replica(0).gCounter("k").increment(1);
        assertThat(cluster.converges(SETTLING)).isTrue();
        cluster.pass(SOON);
        assertThat(cluster.replica(1).gCounter("k").value()).isEqualTo(6);
        assertThat(stat(cluster.replica(0), "identity_conflicts")).isZero();
    }

    @Test
    void aReplicaWhoseStoreFailsStops() {
        VirtualCluster cluster = settled(2, 7);
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(SOON);
        cluster.store("n0").fail();
        CompletableFuture<WriteResult> local = cluster.replica(0)
                .gCounter("k")
                .increment(1, WriteConcern.local())
                .toCompletableFuture();
        CompletableFuture<WriteResult> all = cluster.replica(0)
                .gCounter("k")
                .increment(1, WriteConcern.all(SETTLING))
                .toCompletableFuture();
        cluster.pass(SOON);
        assertThat(local).isCompletedExceptionally();
        assertThat(all).isCompletedExceptionally();
        assertThat(cluster.replica(0).state()).isEqualTo(Replica.State.FAILED);
        assertThatThrownBy(() -> cluster.replica(0).gCounter("k").increment())
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORE));
        assertThat(cluster.replica(0).gCounter("k").value())
                .as("still readable")
                .isEqualTo(3);
        cluster.pass(SETTLING);
        assertThat(cluster.replica(1).gCounter("k").value()).as("told nobody").isEqualTo(1);
        assertThat(stat(cluster.replica(0), "store_failures")).isEqualTo(1);
    }

    @Test
    void writesAreRefusedWhileTooMuchWaitsForTheStore() {
        Limits limits = Limits.builder().store(10_000, 1 << 20).build();
        List<Runnable> disk = new ArrayList<>();
        MemoryStore slow = new MemoryStore(disk::add);
        VirtualCluster cluster =
                VirtualCluster.of(1, 8, builder -> builder.limits(limits).store(slow));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        cluster.replica(0).orSet("s", String.class).add("x".repeat(100) + i);
                        cluster.pass(Duration.ofMillis(10));
                    }
                })
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORE_BEHIND));
        assertThat(cluster.replica(0).unstoredBytes()).isBetween(10_000L, 11_000L);
        while (!disk.isEmpty()) {
            disk.remove(0).run();
            cluster.pass(SOON);
        }
        assertThat(cluster.replica(0).unstoredBytes()).isZero();
        cluster.replica(0).orSet("s", String.class).add("again");
    }

    @Test
    void theStateTakesThePlaceOfManyRecords() {
        Limits limits = Limits.builder().store(1 << 20, 20_000).build();
        VirtualCluster cluster = VirtualCluster.durable(1, 9, builder -> builder.limits(limits));
        for (int i = 0; i < 2000; i++) {
            cluster.replica(0).gCounter("k").increment();
            cluster.replica(0).lwwRegister("r", String.class).set("value " + i);
            cluster.pass(Duration.ofMillis(20));
        }
        long bytes = cluster.store("n0").records().stream()
                .mapToLong(record -> record.length)
                .sum();
        assertThat(bytes).isLessThan(25_000);
        assertThat(stat(cluster.replica(0), "store_folds")).isGreaterThan(3);
        cluster.crash("n0");
        cluster.start("n0");
        assertThat(cluster.replica(0).gCounter("k").value()).isGreaterThan(1990);
        assertThat(cluster.replica(0).gCounter("k").value()).isLessThanOrEqualTo(2000);
    }

    @Test
    void stampsOnlyGrowAcrossRestarts() {
        VirtualCluster cluster = VirtualCluster.durable(1, 10, UnaryOperator.identity());
        MemoryStore store = cluster.store("n0");
        cluster.replica(0).lwwRegister("r", String.class).set("late");
        cluster.pass(SOON);
        cluster.replica(0).delete("r");
        cluster.pass(SOON);
        cluster.replica(0).close();
        cluster.pass(SOON);
        VirtualCluster early = VirtualCluster.of(1, 10, builder -> builder.store(store)); // its clock starts anew
        early.replica(0).lwwRegister("r", String.class).set("after");
        early.pass(SOON);
        assertThat(early.replica(0).lwwRegister("r", String.class).value()).contains("after");
    }

    @Test
    void anotherReplicasStoreIsRefused() {
        MemoryStore store = new MemoryStore();
        VirtualCluster cluster = VirtualCluster.of(1, 11, builder -> builder.store(store));
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(SOON);
        cluster.replica(0).close();
        cluster.pass(SOON);
        assertThatThrownBy(() -> cluster.join("other", (ReplicaBuilder builder) -> builder.store(store)))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORE));
    }

    @Test
    void whatAFormerLifeAcknowledgedIsForgottenWhileAWriteStillWaits() {
        VirtualCluster cluster = settled(3, 13);
        cluster.network().separate("n0", "n2");
        cluster.network().separate("n1", "n2");
        var all = cluster.replica(0)
                .gCounter("k")
                .increment(7, WriteConcern.all(Duration.ofMinutes(5)))
                .toCompletableFuture();
        cluster.pass(SOON);
        assertThat(cluster.replica(1).gCounter("k").value()).isEqualTo(7);
        cluster.crash("n1");
        cluster.wipe("n1");
        cluster.network().tamper((from, to, frame) -> bringsNothing(to, frame) ? List.of(frame) : List.of());
        cluster.start("n1");
        cluster.pass(SETTLING);
        cluster.network().heal();
        cluster.pass(SETTLING);
        assertThat(cluster.replica(2).gCounter("k").value()).isEqualTo(7);
        assertThat(cluster.replica(1).gCounter("k").value()).isZero();
        assertThat(all).isNotDone();
        cluster.network().tamper((from, to, frame) -> List.of(frame));
        cluster.pass(SETTLING);
        assertThat(all.join().members()).containsExactlyInAnyOrder("n0", "n1", "n2");
    }

    private static boolean bringsNothing(String to, byte[] frame) {
        Message message = MessageCodec.decode(frame);
        return !to.equals("n1") || !(message instanceof Message.Delta || message instanceof Message.Open);
    }

    @Test
    void anIncarnationThatHasUsedUpItsSequenceIsFollowedByAnother() {
        VirtualCluster cluster = settled(2, 16);
        cluster.crash("n0");
        ReplicaId old = ReplicaId.of("n0", 77);
        Realm realm = Realm.shared();
        int index = realm.index(old);
        long last = Dot.MAX_SEQUENCE - (1L << 32) - 2;
        CausalContext written =
                CausalContext.ofRuns(realm, List.of(new long[] {Realm.pack(index, 1), Realm.pack(index, last)}));
        ORMap<String> map = ORMap.empty(ValueCodec.strings());
        byte[] piece = map.type().encode(Bridge.get().map(map, Causal.of(null, written)));
        Store.Log log = cluster.store("n0").open();
        log.append(List.of(new StoredRecord(old, 1, HybridTimestamp.ZERO, piece).encode()), new Ignored());
        log.close();
        cluster.start("n0");
        cluster.pass(SETTLING);
        assertThat(cluster.replica(0).id()).isEqualTo(old);
        for (int i = 0; i < 10; i++) {
            cluster.replica(0).pnCounter("k").increment();
            cluster.pass(SOON);
        }
        cluster.pass(SETTLING);
        assertThat(cluster.replica(0).id()).isNotEqualTo(old);
        assertThat(stat(cluster.replica(0), "incarnations")).isEqualTo(1);
        assertThat(stat(cluster.replica(0), "identity_conflicts")).isZero();
        assertThat(cluster.replica(1).pnCounter("k").value()).isEqualTo(10);
        assertThat(cluster.agrees()).isTrue();
    }

    private static final class Ignored implements Store.Completion {
        @Override
        public void stored() {
            // in memory it is
        }

        @Override
        public void failed(Exception cause) {
            throw new AssertionError(cause);
        }
    }

    @Test
    void aPeerThatBringsTooManyUnknownReplicasIsRefused() {
        Limits limits = Limits.builder().newReplicas(10).build();
        VirtualCluster cluster =
                VirtualCluster.of(2, 15, builder -> builder.limits(limits).realm(Realm.of(1, 15, ValueLimits.DEFAULT)));
        cluster.pass(SETTLING);
        Realm own = Realm.of(1, 15, ValueLimits.DEFAULT); // as another process has one
        Replica stranger = cluster.join("z", builder -> builder.realm(own));
        for (int i = 0; i < 30; i++) {
            Author writer = Author.of(ReplicaId.of("made up", i));
            stranger.gCounter("k").update((author, counter) -> counter.increment(writer, 1));
        }
        cluster.pass(SETTLING);
        assertThat(cluster.replica(0).gCounter("k").value()).isZero();
        assertThat(stat(cluster.replica(0), "replicas_refused")).isPositive();
        cluster.replica(0).gCounter("other").increment();
        cluster.pass(SOON);
        assertThat(cluster.replica(1).gCounter("other").value()).isEqualTo(1);
    }

    @Test
    void twoProcessesOfOneNameConvergeAndCountOnce() {
        VirtualCluster cluster = VirtualCluster.of(3, 12);
        cluster.pass(SETTLING);
        Replica twin = cluster.join("elsewhere", "n0", UnaryOperator.identity());
        for (int i = 0; i < 40; i++) {
            cluster.replica(0).gCounter("k").increment();
            twin.gCounter("k").increment();
            cluster.pass(Duration.ofMillis(500));
        }
        assertThat(twin.id().name()).isEqualTo("n0");
        var all = cluster.replica(1).gCounter("k").increment(1, WriteConcern.all(Duration.ofMinutes(1)));
        cluster.pass(Duration.ofMinutes(1));
        assertThat(all.toCompletableFuture().join().members()).containsExactlyInAnyOrder("n0", "n1", "n2");
        assertThat(all.toCompletableFuture().join().reached()).isTrue();
        cluster.pass(Duration.ofMinutes(1));
        for (Replica replica : List.of(cluster.replica(0), cluster.replica(1), cluster.replica(2), twin)) {
            assertThat(replica.gCounter("k").value()).isEqualTo(81);
        }
        assertThat(stat(cluster.replica(1), "names_shared")).isPositive();
    }
}
