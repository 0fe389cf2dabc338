package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VirtualClusterTest {
    @Test
    void threeReplicasShareACounterAndASet() {
        VirtualCluster cluster = VirtualCluster.of(3, 1);
        cluster.pass(Duration.ofSeconds(3));
        cluster.replica(0).pnCounter("hits").increment(5);
        cluster.replica(1).pnCounter("hits").decrement(2);
        cluster.replica(2).orSet("tags", String.class).add("x");
        cluster.pass(Duration.ofMillis(50));
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.replica(i).pnCounter("hits").value()).isEqualTo(3);
            assertThat(cluster.replica(i).orSet("tags", String.class).elements())
                    .containsExactly("x");
        }
        assertThat(cluster.agrees()).isTrue();
    }
}
