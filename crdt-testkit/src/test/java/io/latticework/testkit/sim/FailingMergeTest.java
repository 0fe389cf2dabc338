package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What comes of a merge that throws, at whichever of its calls: nothing counts that did not take place, and all goes on. */
class FailingMergeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(50);

    private static void raise(Replica replica, int to) {
        replica.ref("peak", Peak.TYPE).update((by, peak) -> peak.raise(to));
    }

    private static long height(Replica replica) {
        return replica.ref("peak", Peak.TYPE).state().height();
    }

    private static long failed(Replica replica) {
        return replica.stats().getOrDefault("tasks_failed", 0L)
                + replica.stats().getOrDefault("merges_failed", 0L)
                + replica.stats().getOrDefault("store_failures", 0L);
    }

    private static VirtualCluster cluster(int merges, boolean durable) {
        VirtualClusterBuilder builder = VirtualCluster.builder(3, merges).settings(each -> each.type(Peak.TYPE));
        VirtualCluster cluster = (durable ? builder.durable() : builder).start();
        cluster.pass(Duration.ofSeconds(3));
        cluster.network().faults(new NetworkFaults(0.1, 0.5, 0, Duration.ofMillis(20)));
        return cluster;
    }

    /** All nodes write the same value under concurrent births, confirmed by all, and one of the merges at one of them throws. */
    private static void story(int merges, FaultPoint.Kind kind, boolean durable) {
        VirtualCluster cluster = cluster(merges, durable);
        cluster.faultPoint("n1").fail(merges, kind);
        List<String> missing = new ArrayList<>();
        List<CompletableFuture<WriteResult>> results = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            long height = 3L * i;
            for (int node = 0; node < 3; node++) {
                Replica writer = cluster.replica(node);
                if (writer.state() == Replica.State.RUNNING) {
                    raise(writer, 3 * i + node);
                    results.add(writer.orSet("s", String.class)
                            .add(node + " " + i, WriteConcern.all(PATIENCE))
                            .thenApply(result -> {
                                FaultPoint.outside(() -> result.members().stream()
                                        .filter(name -> result.reached() && height(cluster.replica(name)) < height)
                                        .forEach(name -> missing.add(name + " lacks " + height)));
                                return result;
                            })
                            .toCompletableFuture());
                }
            }
            cluster.pass(SOON);
        }
        cluster.network().faults(NetworkFaults.NONE);
        cluster.pass(PATIENCE);
        assertThat(missing).as("after %d merges, %s", merges, kind).isEmpty();
        assertThat(results).allMatch(CompletableFuture::isDone);
        boolean happened = cluster.faultPoint("n1").failures() > 0;
        assertThat(failed(cluster.replica(1)) > 0).isEqualTo(happened);
        cluster.crash("n1");
        cluster.start("n1");
        assertThat(cluster.converges(PATIENCE)).isTrue();
        for (int node = 0; node < 3; node++) {
            assertThat(height(cluster.replica(node)))
                    .as("node %d after %d merges, %s", node, merges, kind)
                    .isBetween(24L, 26L);
        }
    }

    @Test
    void aMergeThatThrowsLosesNothingAndIsCounted() {
        for (int merges = 0; merges < 60; merges++) {
            for (FaultPoint.Kind kind : FaultPoint.Kind.values()) {
                story(merges, kind, merges % 2 == 0);
            }
        }
    }
}
