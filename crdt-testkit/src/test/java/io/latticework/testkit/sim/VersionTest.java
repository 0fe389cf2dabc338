package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.PeerStatus;
import io.latticework.sync.Replica;
import io.latticework.sync.internal.keyspace.Keyspace;
import io.latticework.sync.internal.keyspace.KeyspaceAccess;
import io.latticework.sync.internal.message.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What comes of a cluster in which some nodes speak other versions of the protocol. */
class VersionTest {
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Protocol OLDER = new Protocol(0, 1, 0);
    private static final Protocol NEWER = new Protocol(1, 2, 1);
    private static final Protocol NEXT = new Protocol(2, 2, 0);

    @Test
    void aVersionThatNobodyElseSpeaksIsRefusedAndCountedAndTheOthersGoOn() {
        VirtualCluster cluster = VirtualCluster.of(3, 1);
        cluster.pass(SETTLING);
        restart(cluster, "n2", NEXT);
        cluster.replica(0).orSet("s", String.class).add("old");
        cluster.replica(2).orSet("s", String.class).add("new");
        cluster.pass(SETTLING);
        assertThat(cluster.replica(1).orSet("s", String.class).elements()).containsExactly("old");
        assertThat(cluster.replica(2).orSet("s", String.class).elements()).containsExactly("new");
        for (int node = 0; node < 3; node++) {
            assertThat(refused(cluster.replica(node))).as("node %d", node).isPositive();
        }
        restart(cluster, "n0", NEXT);
        cluster.pass(SETTLING);
        assertThat(cluster.replica(0).orSet("s", String.class).elements())
                .as("who has the same version is not refused")
                .containsExactly("new");
    }

    @Test
    void aLibraryThatSpeaksBothBringsTheTwoSidesTogether() {
        VirtualCluster cluster = VirtualCluster.of(3, 1);
        restart(cluster, "n2", NEXT);
        cluster.replica(0).orSet("s", String.class).add("old");
        cluster.replica(2).orSet("s", String.class).add("new");
        cluster.pass(SETTLING);
        restart(cluster, "n1", NEWER);
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.replica(0).orSet("s", String.class).elements()).containsExactlyInAnyOrder("old", "new");
        assertThat(versions(cluster, "n1")).isEqualTo(Map.of("n0", 1, "n2", 2));
        assertThat(refused(cluster.replica(0))).isPositive();
        assertThat(refused(cluster.replica(1))).isZero();
    }

    @Test
    void neighbouringVersionsComeToWhatOneVersionComesTo() {
        byte[] one = outcome(List.of(Protocol.HERE, Protocol.HERE, Protocol.HERE));
        assertThat(outcome(List.of(OLDER, Protocol.HERE, NEWER))).isEqualTo(one);
        assertThat(outcome(List.of(NEWER, NEWER, Protocol.HERE))).isEqualTo(one);
    }

    /** Returns the bytes of all three nodes after a bad time. */
    private static byte[] outcome(List<Protocol> spoken) {
        VirtualCluster cluster = VirtualCluster.of(3, 7);
        for (int node = 0; node < 3; node++) {
            restart(cluster, "n" + node, spoken.get(node));
        }
        cluster.network().faults(new NetworkFaults(0.2, 0.1, 0, 0, Duration.ofMillis(20), 0.02, false, 0));
        for (int i = 0; i < 30; i++) {
            Replica writer = cluster.replica(i % 3);
            writer.pnCounter("hits").increment(i);
            writer.orSet("s", String.class).add("e" + i);
            cluster.pass(Duration.ofMillis(150));
        }
        cluster.network().faults(NetworkFaults.NONE);
        assertThat(cluster.converges(Duration.ofSeconds(30))).isTrue();
        assertThat(cluster.total("versions_refused")).isZero();
        Keyspace keyspace = KeyspaceAccess.of(cluster.replica(0));
        return keyspace.encode(keyspace.snapshot());
    }

    @Test
    void aFeatureThatIsRequiredAndNotKnownIsRefused() {
        VirtualCluster cluster = VirtualCluster.of(2, 1);
        restart(cluster, "n1", new Protocol(1, 1, 1L << 40 | 1));
        cluster.pass(SETTLING);
        cluster.replica(1).pnCounter("hits").increment();
        cluster.pass(SETTLING);
        assertThat(cluster.agrees()).isFalse();
        assertThat(refused(cluster.replica(0))).isPositive();
    }

    private static void restart(VirtualCluster cluster, String node, Protocol speaks) {
        cluster.crash(node);
        cluster.protocol(node, speaks);
        cluster.start(node);
    }

    private static Map<String, Integer> versions(VirtualCluster cluster, String node) {
        CompletableFuture<List<PeerStatus>> peers =
                cluster.replica(node).peers().toCompletableFuture();
        cluster.pass(Duration.ofSeconds(1));
        return peers.join().stream().collect(Collectors.toMap(PeerStatus::name, PeerStatus::protocolVersion));
    }

    private static long refused(Replica replica) {
        return replica.stats().getOrDefault("versions_refused", 0L);
    }
}
