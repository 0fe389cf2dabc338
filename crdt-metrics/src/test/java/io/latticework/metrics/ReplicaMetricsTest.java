package io.latticework.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.testkit.sim.VirtualCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplicaMetricsTest {
    @Test
    void metersFollowTheReplica() {
        VirtualCluster cluster = VirtualCluster.of(2, 1);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ReplicaMetrics(cluster.replica(0)).bindTo(registry);
        assertThat(registry.get("latticework.deltas.sent").functionCounter().count())
                .isZero();
        cluster.pass(Duration.ofSeconds(2));
        cluster.replica(0).gCounter("k").increment();
        cluster.pass(Duration.ofSeconds(2));
        assertThat(registry.get("latticework.deltas.sent").functionCounter().count())
                .isEqualTo(1);
        assertThat(registry.get("latticework.keys").tag("replica", "n0").gauge().value())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .hasSize(cluster.replica(0).stats().size() + 2)
                .allMatch(meter -> meter.getId().getTags().size() == 1);
    }
}
