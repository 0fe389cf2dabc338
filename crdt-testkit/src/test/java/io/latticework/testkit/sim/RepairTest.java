package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.ORSet;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.Limits;
import io.latticework.sync.PeerStatus;
import io.latticework.sync.Replica;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Part;
import io.latticework.sync.internal.message.Message.Turn;
import io.latticework.sync.internal.message.MessageCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repair sessions between two replicas that have lost each other. */
class RepairTest {
    private static final Duration LINKED = Duration.ofSeconds(3);

    private static VirtualCluster divided(long seed) {
        VirtualCluster cluster = VirtualCluster.of(2, seed);
        cluster.pass(LINKED);
        for (int i = 0; i < 300; i++) {
            cluster.replica(0).orSet("common", String.class).add("c" + i);
        }
        cluster.pass(LINKED);
        cluster.crash("n1");
        cluster.start("n1");
        cluster.pass(Duration.ofSeconds(9));
        assertThat(cluster.agrees()).isTrue();
        cluster.network().separate("n0", "n1");
        return cluster;
    }

    private static void writeApart(VirtualCluster cluster) {
        for (int i = 0; i < 2; i++) {
            Replica replica = cluster.replica(i);
            for (int j = 0; j < 20; j++) {
                replica.orSet("common", String.class).add("n" + i + "-" + j);
                replica.orSet("common", String.class).remove("c" + (i * 50 + j));
                replica.orMap("map")
                        .update("k" + j, ORSet.type(ValueCodec.strings()), (author, set) -> set.add(author, "v"));
            }
            replica.pnCounter("count").increment(5);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void losingAnyOneMessageOfARepairCostsNothingButTime(long seed) {
        for (int doomed = 0; doomed < 30; doomed++) {
            VirtualCluster cluster = divided(seed);
            writeApart(cluster);
            cluster.pass(Duration.ofSeconds(1));
            cluster.network().heal();
            cluster.network().lose(doomed);
            for (int i = 0; i < 20; i++) {
                cluster.pass(Duration.ofMillis(37));
                cluster.replica(i % 2).gCounter("meanwhile").increment();
            }
            assertThat(cluster.converges(Duration.ofSeconds(30)))
                    .as("frame %d lost, seed %d", doomed, seed)
                    .isTrue();
            Replica replica = cluster.replica(1);
            assertThat(replica.orSet("common", String.class).size()).isEqualTo(300 + 40 - 40);
            assertThat(replica.pnCounter("count").value()).isEqualTo(10);
            assertThat(replica.gCounter("meanwhile").value()).isEqualTo(20);
            assertThat(replica.orMap("map").keys()).hasSize(20);
            assertQuiet(cluster);
        }
    }

    private static void assertQuiet(VirtualCluster cluster) {
        cluster.pass(Duration.ofSeconds(8));
        long sent = cluster.network().sent();
        cluster.pass(Duration.ofSeconds(10));
        assertThat(cluster.network().sent() - sent).as("pulses alone").isLessThanOrEqualTo(2 * 11);
    }

    /** The large delta travels in parts; what it replaces is replaced once it is acknowledged, and no session is needed. */
    @Test
    void whatIsStillOnItsWayAfterAPartitionIsSentAgainAndNothingElse() {
        VirtualCluster cluster = VirtualCluster.of(2, 7);
        cluster.pass(LINKED);
        for (int round = 0; round < 2; round++) {
            long sessions = cluster.total("sessions_begun");
            cluster.network().separate("n0", "n1");
            for (int i = 0; i < 2_000; i++) {
                cluster.replica(0)
                        .lwwRegister("key" + i, String.class)
                        .set("value " + round + " of " + i + " ".repeat(40));
            }
            cluster.pass(Duration.ofSeconds(40));
            cluster.network().heal();
            assertThat(cluster.converges(Duration.ofSeconds(10))).isTrue();
            String value =
                    cluster.replica(1).lwwRegister("key7", String.class).value().orElse("");
            assertThat(value).startsWith("value " + round);
            assertQuiet(cluster);
            assertThat(cluster.total("sessions_begun")).isEqualTo(sessions);
        }
        assertThat(cluster.total("deltas_unsure")).isZero();
    }

    @Test
    void aFewDifferencesAmongManyCostAFewKilobytes() {
        VirtualCluster cluster = VirtualCluster.durable(2, 10, builder -> builder);
        cluster.pass(LINKED);
        for (int i = 0; i < 9_000; i++) {
            cluster.replica(0).lwwRegister("key" + i, String.class).set("a value of the forty bytes that it takes");
        }
        assertThat(cluster.converges(Duration.ofSeconds(60))).isTrue();
        cluster.pass(LINKED);
        cluster.crash("n1");
        long sent = cluster.replica(0).stats().getOrDefault("session_bytes_sent", 0L);
        for (int i = 0; i < 10; i++) {
            cluster.replica(0)
                    .lwwRegister("key" + i * 7, String.class)
                    .set("another value of just about the same size");
        }
        cluster.pass(LINKED);
        cluster.start("n1");
        assertThat(cluster.converges(Duration.ofSeconds(20))).isTrue();
        cluster.pass(LINKED);
        long mine = cluster.replica(0).stats().getOrDefault("session_bytes_sent", 0L) - sent;
        long theirs = cluster.replica(1).stats().getOrDefault("session_bytes_sent", 0L);
        assertThat(mine + theirs).isBetween(10 * 50L, 10 * 500L);
        assertThat(cluster.replica(1).stats()).containsEntry("sessions_completed", 1L);
    }

    @Test
    void equalStoresWithDifferentContextsTakeOneExchange() {
        VirtualCluster cluster = VirtualCluster.of(2, 4);
        cluster.crash("n1");
        cluster.replica(0).orSet("gone", String.class).add("x");
        cluster.pass(LINKED);
        cluster.replica(0).orSet("gone", String.class).remove("x");
        cluster.pass(LINKED);
        cluster.start("n1");
        assertThat(cluster.converges(Duration.ofSeconds(10))).isTrue();
        assertThat(cluster.replica(1).keys()).isEmpty();
        assertThat(cluster.replica(1).digest()).isEqualTo(cluster.replica(0).digest());
        cluster.pass(LINKED);
        assertThat(cluster.replica(1).stats()).containsEntry("sessions_completed", 1L);
    }

    @Test
    void aJoiningReplicaIsSentItsStateOnce() {
        VirtualCluster cluster = VirtualCluster.of(2, 6);
        cluster.crash("n1");
        for (int i = 0; i < 20_000; i++) {
            cluster.replica(0).orSet("big", String.class).add("element-number-" + i);
        }
        cluster.pass(LINKED);
        cluster.start("n1");
        assertThat(cluster.converges(Duration.ofSeconds(30))).isTrue();
        assertThat(cluster.replica(0).stats().getOrDefault("session_bytes_sent", 0L))
                .as("20,000 elements of about 20 bytes")
                .isBetween(20_000 * 19L, 20_000 * 24L);
    }

    @Test
    void aValueThatCannotBeSplitGoesOnWhereItBrokeOff() {
        VirtualCluster cluster = VirtualCluster.of(2, 9, builder -> builder.type(ReplicationTest.Longest.TYPE));
        ReplicationTest.Longest large = new ReplicationTest.Longest("x".repeat(3 << 20));
        cluster.crash("n1");
        cluster.replica(0).ref("text", ReplicationTest.Longest.TYPE).update((author, text) -> text.merge(large));
        cluster.pass(LINKED);
        int[] arrived = new int[1];
        boolean[] broken = {true};
        cluster.network().tamper((from, to, frame) -> {
            boolean lost = broken[0] && arrived[0] >= 20;
            arrived[0] += !lost && isPart(frame) ? 1 : 0;
            return lost ? List.of() : List.of(frame);
        });
        cluster.start("n1");
        cluster.pass(Duration.ofSeconds(30));
        assertThat(arrived[0]).isEqualTo(20);
        assertThat(cluster.replica(1).keys()).isEmpty();
        broken[0] = false;
        assertThat(cluster.converges(Duration.ofMinutes(1))).isTrue();
        assertThat(cluster.replica(1).ref("text", ReplicationTest.Longest.TYPE).state())
                .isEqualTo(large);
        assertThat(arrived[0]).as("48 parts of 64 KiB and a rest").isEqualTo(49);
        assertThat(cluster.network().largestFrame()).isLessThan(2 * Limits.DEFAULT.frameTargetBytes());
    }

    private static boolean isPart(byte[] frame) {
        return MessageCodec.decode(frame) instanceof Turn turn
                && !turn.items().isEmpty()
                && turn.items().get(0) instanceof Part;
    }

    @Test
    void sessionsThatKeepFailingWaitLongerAndLonger() {
        VirtualCluster cluster = VirtualCluster.of(2, 8);
        cluster.crash("n1");
        cluster.replica(0).orSet("s", String.class).add("x");
        cluster.replica(0)
                .orSet("s", String.class)
                .remove("x"); // entries that came stay, what was removed is told by contexts
        cluster.pass(LINKED);
        cluster.network().tamper((from, to, frame) -> List.of(withWrongDigest(frame)));
        cluster.start("n1");
        cluster.pass(Duration.ofMinutes(5));
        assertThat(cluster.agrees()).isFalse();
        assertThat(cluster.replica(0).stats().get("sessions_begun")).isBetween(8L, 20L);
        assertThat(peers(cluster).get(0).failing()).isTrue();
        cluster.network().tamper((from, to, frame) -> List.of(frame));
        assertThat(cluster.converges(Duration.ofMinutes(1))).isTrue();
        assertThat(peers(cluster).get(0).failing()).isFalse();
    }

    private static List<PeerStatus> peers(VirtualCluster cluster) {
        var peers = cluster.replica(0).peers();
        cluster.pass(Duration.ofSeconds(1));
        return peers.toCompletableFuture().join();
    }

    private static byte[] withWrongDigest(byte[] frame) {
        return MessageCodec.decode(frame) instanceof Close close
                ? MessageCodec.encode(new Close(close.session(), new Digest(1, 2), close.stored(), close.again()))
                : frame;
    }
}
