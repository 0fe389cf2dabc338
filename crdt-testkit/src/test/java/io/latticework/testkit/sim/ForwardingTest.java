package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.WriteConcern;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.MessageCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reaches whom decides who pushes what to whom. */
class ForwardingTest {
    private static final Duration SETTLING = Duration.ofSeconds(8);

    @Test
    void aWriteTravelsThroughAChainOfLinksAtOnceAndWithoutSessions() {
        VirtualCluster cluster = chain(5);
        long sessions = sessions(cluster);
        cluster.replica(0).gCounter("k").increment(7);
        cluster.pass(Duration.ofMillis(100));
        assertThat(cluster.replica(4).gCounter("k").value()).isEqualTo(7);
        cluster.replica(4).gCounter("k").increment(1);
        cluster.replica(2).orSet("s", String.class).add("x");
        cluster.pass(Duration.ofMillis(100));
        assertThat(cluster.agrees()).isTrue();
        assertThat(sessions(cluster)).isEqualTo(sessions);
    }

    @Test
    void inAFullMeshEachEntryIsSentOnceToEachPeer() {
        VirtualCluster cluster = VirtualCluster.of(6, 3);
        cluster.pass(SETTLING);
        long before = cluster.total("deltas_sent");
        for (int i = 0; i < 10; i++) {
            cluster.replica(i % 6).gCounter("k").increment();
            cluster.pass(Duration.ofMillis(50));
        }
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.total("deltas_sent") - before).isEqualTo(10 * 5);
    }

    @Test
    void aRingDoesNotEcho() {
        VirtualCluster cluster = VirtualCluster.of(4, 9);
        cluster.network().separate("n0", "n2");
        cluster.network().separate("n1", "n3");
        cluster.pass(SETTLING);
        long before = cluster.total("deltas_sent");
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(Duration.ofMillis(500));
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.total("deltas_sent") - before).isBetween(3L, 4L);
    }

    @Test
    void whatADyingReplicaToldOnlySomeIsHandedOver() {
        VirtualCluster cluster = VirtualCluster.of(3, 4);
        cluster.pass(SETTLING);
        cluster.network()
                .tamper((from, to, frame) -> from.equals("n0") && to.equals("n2") ? List.of() : List.of(frame));
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(Duration.ofMillis(50));
        assertThat(cluster.replica(1).gCounter("k").value()).isEqualTo(1);
        assertThat(cluster.replica(2).gCounter("k").value()).isZero();
        cluster.crash("n0");
        cluster.pass(Duration.ofMillis(600));
        assertThat(cluster.replica(2).gCounter("k").value()).isEqualTo(1);
    }

    @Test
    void whatDoesNotArriveOverALinkThatSeemsOpenOthersSeeTo() {
        VirtualCluster cluster = VirtualCluster.of(3, 1);
        cluster.pass(SETTLING);
        cluster.network()
                .tamper((from, to, frame) -> from.equals("n0") && to.equals("n2") ? List.of() : List.of(frame));
        cluster.replica(0).gCounter("k").increment(3);
        cluster.pass(Duration.ofSeconds(4));
        assertThat(cluster.replica(2).gCounter("k").value()).isEqualTo(3);
        cluster.replica(0).gCounter("k").increment(1);
        cluster.pass(Duration.ofMillis(100));
        assertThat(cluster.replica(2).gCounter("k").value()).isEqualTo(4);
    }

    /**
     * n0 believes that n2 does not reach n1, and removes what n2 added before it passes it on: its delta cannot name what it
     * removes, which n1 has from n2 itself.
     */
    @Test
    void aRemovalThatCannotBePlacedIsNotAcknowledgedBeforeItIsRepaired() {
        VirtualCluster cluster = VirtualCluster.of(3, 6);
        cluster.network()
                .tamper((from, to, frame) -> List.of(
                        from.equals("n2") && to.equals("n0") && MessageCodec.decode(frame) instanceof Pulse pulse
                                ? MessageCodec.encode(new Pulse(
                                        pulse.digest(),
                                        pulse.question(),
                                        pulse.answer(),
                                        pulse.seen(),
                                        pulse.withinMillis(),
                                        List.of()))
                                : frame));
        cluster.pass(SETTLING);
        cluster.replica(2).orSet("s", String.class).add("x");
        for (int i = 0; i < 2; i++) {
            while (cluster.replica(i).orSet("s", String.class).size() == 0) {
                cluster.pass(Duration.ofMillis(1));
            }
        }
        cluster.replica(0).orSet("s", String.class).remove("x");
        var confirmed = cluster.replica(0).gCounter("k").increment(1, WriteConcern.all(Duration.ofSeconds(20)));
        while (!confirmed.toCompletableFuture().isDone()) {
            cluster.pass(Duration.ofMillis(1));
        }
        assertThat(cluster.replica(1).orSet("s", String.class).size()).isZero();
        assertThat(cluster.replica(1).stats().get("deltas_unsure")).isPositive();
        assertThat(cluster.converges(Duration.ofSeconds(1))).isTrue();
    }

    /** Returns a settled cluster of replicas that are linked with the next one only. */
    private static VirtualCluster chain(int nodes) {
        VirtualCluster cluster = VirtualCluster.of(nodes, 1);
        for (int one = 0; one < nodes; one++) {
            for (int other = one + 2; other < nodes; other++) {
                cluster.network().separate("n" + one, "n" + other);
            }
        }
        cluster.pass(SETTLING);
        return cluster;
    }

    private static long sessions(VirtualCluster cluster) {
        return cluster.total("sessions_begun");
    }
}
