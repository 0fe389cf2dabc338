package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica that joins many others at once gets their state from one of them, and from the next if that one fails. */
class FillingTest {
    private static final int ELEMENTS = 120_000;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final VirtualCluster cluster = VirtualCluster.of(5, 7);

    private void write(String node, String prefix) {
        cluster.replica(node)
                .orSet("many", String.class)
                .addAll(IntStream.range(0, ELEMENTS).mapToObj(i -> prefix + i).toList());
    }

    private int size(String node) {
        return cluster.replica(node).orSet("many", String.class).size();
    }

    /** Starts a node without anything among four that have the elements; returns how many bytes the elements have. */
    private long startLate(String late) {
        cluster.pass(Duration.ofSeconds(3));
        cluster.crash(late);
        cluster.pass(Duration.ofSeconds(1));
        long before = cluster.total("delta_bytes_sent");
        write(late.equals("n1") ? "n2" : "n1", "element-");
        cluster.pass(LONG);
        long bytes = (cluster.total("delta_bytes_sent") - before) / 3;
        cluster.start(late);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"n0", "n2", "n4"})
    void aLateReplicaIsFilledOnce(String late) {
        long bytes = startLate(late);
        cluster.pass(LONG);
        assertThat(size(late)).isEqualTo(ELEMENTS);
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.total("session_bytes_sent")).isBetween(bytes / 2, bytes * 6 / 5);
        assertThat(cluster.total("sessions_declined")).isPositive();
        assertThat(cluster.total("sessions_failed")).isZero();
    }

    @Test
    void anotherPeerGoesOnWhereTheFirstBrokeOff() {
        long bytes = startLate("n2");
        cluster.network().narrow("n2", 200_000);
        while (cluster.running().contains("n2") && size("n2") < ELEMENTS / 4) {
            cluster.pass(Duration.ofMillis(100));
        }
        int arrived = size("n2");
        assertThat(arrived).isLessThan(ELEMENTS);
        cluster.network().separate("n2", "n0");
        cluster.network().reset("n2", "n0");
        cluster.pass(Duration.ofSeconds(60));
        cluster.network().heal();
        cluster.pass(LONG);
        assertThat(size("n2")).isEqualTo(ELEMENTS);
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.total("session_bytes_sent")).isLessThan(2 * bytes);
    }

    @Test
    void twoHalvesFillEachOther() {
        cluster.pass(Duration.ofSeconds(3));
        for (String one : new String[] {"n0", "n1"}) {
            for (String other : new String[] {"n2", "n3", "n4"}) {
                cluster.network().separate(one, other);
            }
        }
        cluster.pass(LONG);
        write("n0", "left-");
        write("n4", "right-");
        cluster.pass(LONG);
        cluster.network().heal();
        cluster.pass(Duration.ofSeconds(60));
        cluster.running().forEach(node -> assertThat(size(node)).isEqualTo(2 * ELEMENTS));
        assertThat(cluster.agrees()).isTrue();
    }
}
