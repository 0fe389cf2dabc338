package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Two processes that a copied disk has given one identity: none of their writes is lost. */
class SharedIdentityTest {
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofMillis(100);

    private final VirtualCluster cluster = VirtualCluster.durable(3, 14, UnaryOperator.identity());

    private Replica copy() {
        return cluster.startCopy("n0", Integer.MAX_VALUE, "n0-copy");
    }

    private void settle() {
        cluster.pass(SETTLING);
        cluster.replica(0).orSet("s", String.class).add("common");
        cluster.pass(SETTLING);
    }

    private void allHave(int elements, Replica copy) {
        for (Replica replica : List.of(cluster.replica(0), cluster.replica(1), cluster.replica(2), copy)) {
            assertThat(replica.orSet("s", String.class).size()).isEqualTo(elements);
        }
    }

    @Test
    void whoStartsBesideTheOtherTakesANewIncarnationBeforeItSendsAWrite() {
        settle();
        ReplicaId id = cluster.replica(0).id();
        Replica copy = copy();
        copy.orSet("s", String.class).add("by the copy");
        cluster.replica(0).orSet("s", String.class).add("by the original");
        cluster.pass(SOON);
        assertThat(copy.id()).isNotEqualTo(id);
        assertThat(cluster.replica(0).id()).isEqualTo(id);
        cluster.pass(Duration.ofMinutes(1));
        allHave(3, copy);
    }

    @Test
    void writesOfBothInTurnAreAllThere() {
        settle();
        Replica copy = copy();
        for (int i = 0; i < 60; i++) {
            cluster.pass(Duration.ofMillis(700));
            cluster.replica(0).orSet("s", String.class).add("a" + i);
            copy.orSet("s", String.class).add("b" + i);
        }
        cluster.pass(Duration.ofMinutes(1));
        assertThat(copy.id()).isNotEqualTo(cluster.replica(0).id());
        allHave(121, copy);
    }

    @Test
    void whoComesBackAfterTheOtherHasWrittenWritesItsOwnAnew() {
        settle();
        cluster.pause("n0", Duration.ofMinutes(2));
        cluster.pass(Duration.ofMinutes(1));
        cluster.crash("n1"); // and forgets that there was another process
        cluster.start("n1");
        cluster.pass(SETTLING);
        Replica copy = copy();
        cluster.pass(SETTLING);
        for (int i = 0; i < 10; i++) {
            copy.orSet("s", String.class).add("b" + i);
        }
        cluster.pass(SOON);
        cluster.resume("n0");
        CompletableFuture<WriteResult> confirmed = cluster.replica(0)
                .orSet("s", String.class)
                .add("a", WriteConcern.all(SETTLING))
                .toCompletableFuture();
        cluster.pass(Duration.ofMinutes(1));
        assertThat(confirmed).isDone();
        allHave(12, copy);
    }

    @Test
    void whoIsCutOffWithAPeerHasTheOtherTakeANewIncarnation() {
        settle();
        cluster.network().separate("n0", "n2");
        cluster.network().separate("n1", "n2");
        cluster.network().separate("n0-copy", "n1");
        cluster.pass(SETTLING);
        Replica copy = copy();
        for (int i = 0; i < 10; i++) {
            cluster.replica(0).orSet("s", String.class).add("a" + i);
            copy.orSet("s", String.class).add("b" + i);
            cluster.pass(SOON);
        }
        cluster.pass(SETTLING);
        assertThat(cluster.replica(1).orSet("s", String.class).size()).isEqualTo(11);
        assertThat(cluster.replica(2).orSet("s", String.class).size()).isEqualTo(11);
        cluster.network().heal();
        cluster.pass(Duration.ofMinutes(1));
        allHave(21, copy);
    }
}
