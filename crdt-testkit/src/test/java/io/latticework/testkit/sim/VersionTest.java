package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.Replica;
import java.time.Duration;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/** What comes of a cluster in which one node speaks another version of the protocol for a while. */
class VersionTest {
    private static final Duration SETTLING = Duration.ofSeconds(8);

    @Test
    void anotherVersionIsRefusedAndCountedAndTheOthersGoOn() {
        VirtualCluster cluster = VirtualCluster.of(3, 1);
        Interference interference = new Interference(cluster, Dice.of(1, "versions"), new EnumMap<>(Fault.class));
        cluster.network().tamper(interference);
        cluster.pass(SETTLING);
        cluster.crash("n2");
        interference.version("n2", 2);
        cluster.start("n2");
        cluster.replica(0).orSet("s", String.class).add("old");
        cluster.replica(2).orSet("s", String.class).add("new");
        cluster.pass(SETTLING);
        assertThat(cluster.replica(1).orSet("s", String.class).elements()).containsExactly("old");
        assertThat(cluster.replica(2).orSet("s", String.class).elements()).containsExactly("new");
        for (int node = 0; node < 3; node++) {
            assertThat(refused(cluster.replica(node))).as("node %d", node).isPositive();
        }
        interference.version("n0", 2);
        cluster.crash("n0");
        cluster.start("n0");
        cluster.pass(SETTLING);
        assertThat(cluster.replica(0).orSet("s", String.class).elements())
                .as("who has the same version is not refused")
                .containsExactly("new");
        interference.version("n1", 2);
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.replica(2).orSet("s", String.class).elements()).containsExactlyInAnyOrder("old", "new");
    }

    private static long refused(Replica replica) {
        return replica.stats().getOrDefault("versions_refused", 0L);
    }
}
