package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.ReplicaBuilder;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import io.latticework.sync.antientropy.Gossip;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** More replicas than a mesh is good for. */
class GossipTest {
    private static final Duration SETTLING = Duration.ofSeconds(12);

    private static ReplicaBuilder gossiping(ReplicaBuilder builder) {
        return builder.antiEntropy(Gossip.every(Duration.ofSeconds(1), Gossip.FAN_OUT));
    }

    @Test
    void anUpdateReachesAllInAFewRoundsAndCostsAFewCopiesEach() {
        VirtualCluster cluster = VirtualCluster.of(24, 1);
        cluster.pass(SETTLING);
        long copies = cluster.total("deltas_sent");
        long sessions = cluster.total("sessions_begun");
        cluster.replica(3).gCounter("k").increment(7);
        cluster.pass(Duration.ofSeconds(4));
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.replica(20).gCounter("k").value()).isEqualTo(7);
        assertThat(cluster.total("deltas_sent") - copies).isLessThanOrEqualTo(24 * 3);
        assertThat(cluster.total("sessions_begun") - sessions).isLessThan(24);
    }

    @Test
    void lostMessagesAreFoundByComparisons() {
        VirtualCluster cluster = VirtualCluster.of(16, 2);
        cluster.pass(SETTLING);
        cluster.network().faults(NetworkFaults.HEAVY);
        for (int i = 0; i < 16; i++) {
            cluster.replica(i).orSet("s", String.class).add("e" + i);
        }
        cluster.pass(Duration.ofMillis(10));
        assertThat(cluster.converges(Duration.ofSeconds(20))).isTrue();
        assertThat(cluster.replica(5).orSet("s", String.class).size()).isEqualTo(16);
    }

    @Test
    void aWriteWithAConcernIsConfirmedByComparisons() {
        VirtualCluster cluster = VirtualCluster.of(4, 3, GossipTest::gossiping);
        cluster.pass(SETTLING);
        cluster.network().faults(NetworkFaults.HEAVY);
        CompletionStage<WriteResult> result =
                cluster.replica(0).gCounter("k").increment(1, WriteConcern.all(Duration.ofSeconds(20)));
        cluster.pass(Duration.ofSeconds(20));
        assertThat(result.toCompletableFuture().join().members()).containsExactlyInAnyOrder("n0", "n1", "n2", "n3");
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.replica(i).gCounter("k").value()).isEqualTo(1);
        }
    }

    @Test
    void regionsAreCrossedByFewCopies() {
        int[] crossing = new int[1];
        VirtualCluster cluster =
                VirtualCluster.of(18, 5, (name, builder) -> gossiping(builder).region(region(name)));
        cluster.pass(SETTLING);
        cluster.network().tamper((from, to, frame) -> {
            boolean rumor = frame[0] == 10;
            crossing[0] += rumor && !region(from).equals(region(to)) ? 1 : 0;
            return List.of(frame);
        });
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(Duration.ofSeconds(4));
        assertThat(cluster.agrees()).isTrue();
        assertThat(crossing[0]).isBetween(2, 8);
    }

    private static String region(String name) {
        return "r" + Integer.parseInt(name.substring(1)) % 3;
    }

    @Test
    void aQuietClusterHardlyTalks() {
        VirtualCluster cluster = VirtualCluster.of(3, 8);
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(Duration.ofMinutes(3));
        long sent = cluster.network().sent();
        cluster.pass(Duration.ofMinutes(10));
        assertThat(cluster.network().sent() - sent).isLessThanOrEqualTo(6 * 10 * 60 / 26);
        cluster.replica(1).gCounter("k").increment();
        cluster.pass(Duration.ofMillis(100));
        assertThat(cluster.agrees()).isTrue();
    }
}
