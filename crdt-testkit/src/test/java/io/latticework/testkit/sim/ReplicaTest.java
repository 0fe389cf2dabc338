package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.GCounter;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.sync.Change;
import io.latticework.sync.KeyEvent;
import io.latticework.sync.Limits;
import io.latticework.sync.PNCounterRef;
import io.latticework.sync.ReadConcern;
import io.latticework.sync.ReadResult;
import io.latticework.sync.Replica;
import io.latticework.sync.Subscription;
import io.latticework.sync.SyncException;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a user of a replica sees. */
class ReplicaTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final VirtualCluster cluster = linked(3, 1);

    private static VirtualCluster linked(int replicas, long seed) {
        VirtualCluster cluster = VirtualCluster.of(replicas, seed);
        cluster.pass(Duration.ofSeconds(3));
        return cluster;
    }

    private <T> T get(CompletionStage<T> stage) {
        cluster.pass(SOON);
        return stage.toCompletableFuture().join();
    }

    @Test
    void aListenerHearsThePresentValueFirstThenEveryOrigin() {
        PNCounterRef hits = cluster.replica(0).pnCounter("hits");
        hits.increment(2);
        List<String> heard = new ArrayList<>();
        hits.onChange(change -> heard.add(change.value().value() + " by " + change.origin()));
        cluster.pass(SOON);
        cluster.replica(1).pnCounter("hits").increment(3);
        cluster.pass(SOON);
        hits.decrement(1);
        cluster.pass(SOON);
        assertThat(heard).containsExactly("2 by ", "5 by n1", "4 by n0");
    }

    @Test
    void aRemovedKeyIsHeardOfAndComesBackAfresh() {
        Replica ann = cluster.replica(0);
        Replica bob = cluster.replica(1);
        ann.pnCounter("k").increment(7);
        cluster.pass(SOON);
        List<Change<?>> heard = new ArrayList<>();
        bob.pnCounter("k").onChange(heard::add);
        cluster.pass(SOON);
        assertThat(ann.delete("k")).isTrue();
        assertThat(ann.delete("k")).isFalse();
        cluster.pass(SOON);
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1).removed()).isTrue();
        assertThat(bob.keys()).isEmpty();
        bob.pnCounter("k").increment(1);
        cluster.pass(SOON);
        assertThat(ann.pnCounter("k").value()).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsIsCountedAndGoesOn() {
        List<Long> heard = new ArrayList<>();
        PNCounterRef hits = cluster.replica(0).pnCounter("hits");
        hits.onChange(change -> {
            throw new IllegalStateException("on purpose");
        });
        hits.onChange(change -> heard.add(change.value().value()));
        hits.increment();
        cluster.pass(SOON);
        hits.increment();
        cluster.pass(SOON);
        assertThat(heard).containsExactly(1L, 2L);
        assertThat(cluster.replica(0).stats()).containsEntry("listeners_failed", 2L);
    }

    @Test
    void aClosedSubscriptionHearsNothing() {
        List<KeyEvent> heard = new ArrayList<>();
        Subscription all = cluster.replica(1).onKeyChange("a", heard::add);
        cluster.replica(0).gCounter("a1").increment();
        cluster.replica(0).gCounter("b1").increment();
        cluster.pass(SOON);
        all.close();
        cluster.replica(0).gCounter("a1").increment();
        cluster.pass(SOON);
        assertThat(heard).hasToString("[change of a1 (gcounter) by n0]");
    }

    @Test
    void aConcernSaysWhoHasTheWrite() {
        WriteResult all = get(cluster.replica(0).gCounter("c").increment(1, WriteConcern.all(Duration.ofSeconds(9))));
        assertThat(all.reached()).isTrue();
        assertThat(all.members()).containsExactlyInAnyOrder("n0", "n1", "n2");
        cluster.crash("n2");
        CompletionStage<WriteResult> some =
                cluster.replica(0).gCounter("c").increment(1, WriteConcern.all(Duration.ofSeconds(3)));
        CompletionStage<WriteResult> most =
                cluster.replica(0).gCounter("c").increment(1, WriteConcern.majority(Duration.ofSeconds(3)));
        cluster.pass(Duration.ofSeconds(5));
        assertThat(some.toCompletableFuture().join().reached()).isFalse();
        assertThat(some.toCompletableFuture().join().members()).containsExactlyInAnyOrder("n0", "n1");
        assertThat(most.toCompletableFuture().join().reached()).isTrue();
        assertThat(cluster.replica(0).gCounter("c").value()).isEqualTo(3);
    }

    @Test
    void aBatchShowsWholeOrNotAtAll() {
        cluster.network().faults(NetworkFaults.HEAVY);
        List<String> torn = new ArrayList<>();
        cluster.replica(1).gCounter("left").onChange(change -> {
            long left = cluster.replica(1).gCounter("left").value();
            long right = cluster.replica(1).gCounter("right").value();
            if (left != right) {
                torn.add(left + " and " + right);
            }
        });
        for (int i = 0; i < 50; i++) {
            long total = cluster.replica(0).batch(() -> {
                cluster.replica(0).gCounter("left").increment();
                cluster.replica(0).gCounter("right").increment();
                return cluster.replica(0).gCounter("left").value();
            });
            assertThat(total).isEqualTo(i + 1);
            cluster.pass(Duration.ofMillis(60));
        }
        cluster.pass(Duration.ofSeconds(9));
        assertThat(torn).isEmpty();
        assertThat(cluster.replica(1).gCounter("right").value()).isEqualTo(50);
    }

    @Test
    void twoTypesUnderOneKeyBothStay() {
        cluster.replica(0).gCounter("k").increment(4);
        cluster.replica(1).orSet("k", String.class).add("x");
        cluster.pass(SOON);
        assertThat(cluster.replica(2).types("k")).containsExactly("gcounter", "orset<string>");
        assertThat(cluster.replica(2).gCounter("k").value()).isEqualTo(4);
        assertThat(cluster.replica(2).orSet("k", String.class).elements()).containsExactly("x");
        assertThat(cluster.replica(2).keys()).containsExactly("k");
    }

    @Test
    void aSnapshotIsOneConsistentValue() {
        cluster.replica(0).gCounter("a").increment(2);
        cluster.replica(1).orSet("b", String.class).add("x");
        cluster.pass(SOON);
        var snapshot = get(cluster.replica(2).snapshot());
        cluster.replica(2).gCounter("a").increment(5);
        assertThat(snapshot.toJson()).isEqualTo("{\"a\":2,\"b\":[\"x\"]}");
        assertThat(snapshot.get("a", GCounter.TYPE).value()).isEqualTo(2);
        assertThat(snapshot.get("b", ORSet.type(ValueCodec.strings())).size()).isEqualTo(1);
    }

    @Test
    void aPausedReplicaCatchesUp() {
        cluster.replica(2).pause();
        cluster.pass(SOON);
        cluster.replica(0).gCounter("k").increment(3);
        cluster.replica(2).gCounter("k").increment(4);
        cluster.pass(Duration.ofSeconds(9));
        assertThat(cluster.replica(2).gCounter("k").value()).isEqualTo(4);
        cluster.replica(2).resume();
        cluster.pass(Duration.ofSeconds(9));
        assertThat(cluster.replica(0).gCounter("k").value()).isEqualTo(7);
        assertThat(cluster.agrees()).isTrue();
    }

    @Test
    void aCutPeerComesBackWhenHealed() {
        cluster.replica(0).cut("n1");
        cluster.replica(1).cut("n0");
        cluster.pass(SOON);
        assertThat(get(cluster.replica(0).peers()))
                .filteredOn(peer -> peer.name().equals("n1"))
                .allMatch(peer -> peer.cut() && !peer.connected());
        cluster.replica(0).heal("n1");
        cluster.replica(1).heal("n0");
        cluster.pass(Duration.ofSeconds(15));
        assertThat(get(cluster.replica(0).peers())).allMatch(peer -> !peer.cut() && peer.connected());
    }

    @Test
    void syncedMeansThatAllThatPeersHadIsHere() {
        cluster.network().separate("n0", "n1");
        cluster.network().separate("n0", "n2");
        cluster.replica(1).gCounter("k").increment(9);
        cluster.pass(SOON);
        CompletionStage<Boolean> cutOff = cluster.replica(0).whenSynced(Duration.ofSeconds(2));
        cluster.pass(Duration.ofSeconds(3));
        assertThat(cutOff.toCompletableFuture().join()).isFalse();
        cluster.network().heal();
        CompletionStage<Boolean> healed = cluster.replica(0).whenSynced(Duration.ofSeconds(20));
        cluster.pass(Duration.ofSeconds(20));
        assertThat(healed.toCompletableFuture().join()).isTrue();
        assertThat(cluster.replica(0).gCounter("k").value()).isEqualTo(9);
    }

    @Test
    void aClosedReplicaRefusesWritesAndStillShowsWhatItHad() {
        Replica replica = cluster.replica(0);
        replica.gCounter("k").increment(2);
        replica.close();
        replica.close();
        cluster.pass(SOON);
        assertThat(replica.state()).isEqualTo(Replica.State.CLOSED);
        assertThat(replica.gCounter("k").value()).isEqualTo(2);
        assertThatThrownBy(() -> replica.gCounter("k").increment())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("closed");
        assertThat(cluster.replica(1).gCounter("k").value()).isEqualTo(2);
    }

    @Test
    void keysBeyondTheLimitAreRefusedLocally() {
        VirtualCluster small = VirtualCluster.of(
                1, 3, builder -> builder.limits(Limits.builder().keys(2).build()));
        small.replica(0).gCounter("a").increment();
        small.replica(0).gCounter("b").increment();
        small.pass(SOON);
        assertThatThrownBy(() -> small.replica(0).gCounter("c").increment())
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("Limits.keys");
        small.replica(0).gCounter("a").increment();
        assertThat(small.replica(0).gCounter("a").value()).isEqualTo(2);
    }

    @Test
    void aKeyThatPeersWouldRefuseIsRefusedHere() {
        assertThatThrownBy(() -> cluster.replica(0).gCounter("x".repeat(70_000)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("elementBytes");
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(SOON);
        assertThat(cluster.replica(1).gCounter("k").value()).isEqualTo(1);
    }

    @Test
    void aLargeDeltaIsPushedPieceByPiece() {
        List<String> elements = IntStream.range(0, 300_000)
                .mapToObj(i -> String.format(Locale.ROOT, "%036d", i))
                .toList();
        cluster.replica(0).orSet("big", String.class).addAll(elements);
        cluster.pass(Duration.ofSeconds(20));
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.replica(2).orSet("big", String.class).size()).isEqualTo(300_000);
        assertThat(cluster.replica(0).stats()).containsEntry("deltas_dropped", 0L);
        assertThat(cluster.replica(0).stats().get("deltas_sent")).isGreaterThan(2 * 10L);
        assertThat(cluster.replica(0).stats().get("delta_bytes_sent")).isLessThan(2 * 20_000_000L);
        assertThat(cluster.replica(0).stats().get("session_bytes_sent")).isLessThan(100_000L);
    }

    @Test
    void aReplicaOfAnotherClusterIsRefused() {
        Replica stranger = cluster.join("stranger", builder -> builder.cluster("another"));
        cluster.pass(Duration.ofSeconds(5));
        stranger.gCounter("k").increment();
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.replica(0).gCounter("k").value()).isZero();
        assertThat(cluster.replica(0).stats().get("links_refused")).isPositive();
    }

    @Test
    void ofTwoReplicasWithOneNameNoWriteIsLost() {
        Replica twin = cluster.join("twin-address", "n0", builder -> builder);
        for (int i = 0; i < 20; i++) {
            twin.gCounter("k").increment();
            cluster.replica(0).gCounter("k").increment();
            cluster.pass(SOON);
        }
        twin.close();
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.replica(1).gCounter("k").value()).isEqualTo(40);
    }

    @Test
    void strangeFramesAreCountedAndChangeNothing() {
        VirtualCluster noisy = linked(2, 8);
        noisy.network().faults(new NetworkFaults(0, 0.2, 0.3, Duration.ofMillis(5)));
        for (int i = 0; i < 100; i++) {
            noisy.replica(i % 2).orSet("s", String.class).add("e" + i);
            noisy.pass(Duration.ofMillis(50));
        }
        noisy.network().faults(NetworkFaults.NONE);
        assertThat(noisy.converges(Duration.ofMinutes(1))).isTrue();
        assertThat(noisy.replica(0).orSet("s", String.class).size()).isEqualTo(100);
        assertThat(noisy.replica(0).stats().get("frames_refused")).isPositive();
    }

    @Test
    void aReadHearsFromAsManyMembersAsItsConcernSays() {
        cluster.network().faults(NetworkFaults.HEAVY);
        cluster.network().separate("n0", "n1");
        cluster.replica(1).gCounter("k").increment(3);
        cluster.replica(2).gCounter("k").increment(4);
        var majority = cluster.replica(0).gCounter("k").read(ReadConcern.majority(Duration.ofSeconds(20)));
        var all = cluster.replica(0).gCounter("k").read(ReadConcern.all(Duration.ofSeconds(20)));
        cluster.pass(Duration.ofSeconds(21));
        var answered = get(majority);
        assertThat(answered.reached()).isTrue();
        assertThat(answered.members()).containsExactlyInAnyOrder("n0", "n2");
        assertThat(answered.value().value()).isGreaterThanOrEqualTo(4);
        assertThat(get(all).reached()).isFalse();
        cluster.network().heal();
        var whole = cluster.replica(0).gCounter("k").read(ReadConcern.all(Duration.ofSeconds(20)));
        cluster.pass(Duration.ofSeconds(20));
        assertThat(get(whole))
                .isEqualTo(new ReadResult<>(cluster.replica(1).gCounter("k").state(), true, Set.of("n0", "n1", "n2")));
        assertThat(get(whole).value().value()).isEqualTo(7);
    }

    @Test
    void aLocalReadIsWhatIsHere() {
        cluster.replica(0).gCounter("k").increment(3);
        assertThat(get(cluster.replica(0).gCounter("k").read(ReadConcern.local()))
                        .value()
                        .value())
                .isEqualTo(3);
    }
}
