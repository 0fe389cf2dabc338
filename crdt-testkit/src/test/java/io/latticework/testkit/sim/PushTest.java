package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.Limits;
import io.latticework.sync.ORSetRef;
import io.latticework.sync.Replica;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.MessageCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More is written than the others take at once: it waits, goes in large pieces, and nothing is dropped or sent twice. */
class PushTest {
    private static final long MEGABYTE = 1_000_000;

    private final VirtualCluster cluster = VirtualCluster.of(3, 1);
    private final Replica writer;

    PushTest() {
        cluster.pass(Duration.ofSeconds(3));
        writer = cluster.replica(0);
    }

    private static List<String> elements(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "element-number-" + i).toList();
    }

    private void burst(int from, int to) {
        writer.orSet("many", String.class).addAll(elements(from, to));
        writer.pnCounter("bursts").increment();
        cluster.pass(Duration.ofMillis(5));
    }

    private long count(String name) {
        return writer.stats().getOrDefault(name, 0L);
    }

    private void expectAll(int elements) {
        assertThat(cluster.agrees()).isTrue();
        assertThat(cluster.replica(2).orSet("many", String.class).size()).isEqualTo(elements);
        assertThat(cluster.replica(1).orSet("many", String.class).size()).isEqualTo(elements);
    }

    @Test
    void writesFasterThanALinkAreHeldBackAndArriveOnce() {
        cluster.network().narrow("n2", MEGABYTE);
        for (int i = 0; i < 400; i++) {
            burst(250 * i, 250 * (i + 1));
        }
        int behind = cluster.replica(2).orSet("many", String.class).size();
        assertThat(behind).isLessThan(100_000);
        cluster.pass(Duration.ofSeconds(20));
        expectAll(100_000);
        assertThat(count("deltas_dropped")).isZero();
        assertThat(count("session_bytes_sent")).isLessThan(10_000L);
        assertThat(count("delta_bytes_sent")).isLessThan(2 * 28L * 100_000);
    }

    @Test
    void aLinkCutInTheMiddleOfALargeDeltaLosesNothing() {
        cluster.network().narrow("n2", MEGABYTE);
        burst(0, 200_000);
        cluster.pass(Duration.ofMillis(600));
        cluster.network().separate("n0", "n2");
        cluster.network().separate("n1", "n2");
        burst(200_000, 201_000);
        cluster.pass(Duration.ofSeconds(30));
        cluster.network().heal();
        cluster.pass(Duration.ofSeconds(40));
        expectAll(201_000);
    }

    @Test
    void lostPiecesOfALargeDeltaAreSentAgain() {
        cluster.network().faults(NetworkFaults.HEAVY);
        for (int i = 0; i < 40; i++) {
            burst(1_000 * i, 1_000 * (i + 1));
        }
        cluster.pass(Duration.ofSeconds(10));
        cluster.network().faults(NetworkFaults.NONE);
        cluster.pass(Duration.ofSeconds(20));
        expectAll(40_000);
    }

    @Test
    void whatWasRemovedMeanwhileIsRemovedEverywhere() {
        cluster.network().narrow("n2", MEGABYTE);
        burst(0, 60_000);
        for (int i = 0; i < 60; i++) {
            elements(1_000 * i, 1_000 * i + 500).forEach(writer.orSet("many", String.class)::remove);
            cluster.pass(Duration.ofMillis(5));
        }
        cluster.pass(Duration.ofSeconds(20));
        expectAll(30_000);
        assertThat(count("deltas_dropped")).isZero();
    }

    @Test
    void aConfirmedWriteIsThereEvenIfItWaited() {
        cluster.network().narrow("n2", MEGABYTE);
        burst(0, 100_000);
        var confirmed = writer.pnCounter("last")
                .increment(1, WriteConcern.all(Duration.ofSeconds(30)))
                .toCompletableFuture();
        while (!confirmed.isDone()) {
            cluster.pass(Duration.ofMillis(10));
        }
        assertThat(confirmed.join().reached()).isTrue();
        assertThat(cluster.replica(2).orSet("many", String.class).size()).isEqualTo(100_000);
        assertThat(cluster.replica(2).pnCounter("last").value()).isEqualTo(1);
    }

    /** What is written while a peer is behind goes in one delta afterwards: none of it counts before that one is acknowledged. */
    @Test
    void aWriteThatWaitedWhileThePeerWasBehindIsConfirmedWithTheDeltaThatHasIt() {
        Duration patience = Duration.ofSeconds(20);
        for (long seed = 0; seed < 10; seed++) {
            VirtualCluster cluster = VirtualCluster.of(
                    2,
                    seed,
                    builder ->
                            builder.limits(Limits.builder().unacked(1, 1 << 20).build()));
            cluster.pass(Duration.ofSeconds(3));
            cluster.network().faults(new NetworkFaults(0, 0, 0, 0, Duration.ofMillis(300), 0, true, 0));
            List<String> late = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String element = "e" + i;
                var unused = cluster.replica(0)
                        .orSet("s", String.class)
                        .add(element, WriteConcern.all(patience))
                        .thenAccept(result -> {
                            if (!cluster.replica(1).orSet("s", String.class).contains(element)) {
                                late.add(element);
                            }
                        });
                cluster.pass(Duration.ofMillis(50));
            }
            cluster.pass(patience);
            assertThat(late).as("seed %d: confirmed, and not there", seed).isEmpty();
        }
    }

    /**
     * The writer is behind with a peer, to which somebody else forwards what it writes. What it removes meanwhile it tells that
     * peer by a bare dot, which the peer has seen and has alive: the removal does not count as joined.
     */
    @Test
    void aRemovalOfWhatSomebodyElseHasForwardedIsConfirmedWhenItIsDone() {
        VirtualCluster cluster = VirtualCluster.of(
                3,
                1,
                builder -> builder.limits(Limits.builder().unacked(1, 1 << 20).build()));
        cluster.pass(Duration.ofSeconds(3));
        boolean[] forwards = {true};
        boolean[] answers = {false};
        cluster.network().tamper((from, to, frame) -> {
            Message message = MessageCodec.decode(frame);
            boolean isLost = message instanceof Message.Open
                    || from.equals("n2") && to.equals("n0") && message instanceof Message.Ack && !answers[0]
                    || from.equals("n1") && to.equals("n2") && !forwards[0]
                    || !from.equals("n1") && !to.equals("n1") && message instanceof Message.Pulse;
            return isLost ? List.of() : List.of(frame);
        });
        ORSetRef<String> set = cluster.replica(0).orSet("s", String.class);
        for (int i = 0; i < 3; i++) {
            set.add("e" + i);
            cluster.pass(Duration.ofSeconds(2));
        }
        ORSetRef<String> there = cluster.replica(2).orSet("s", String.class);
        assertThat(there.contains("e2")).as("n1 has forwarded it").isTrue();
        forwards[0] = false;
        set.remove("e2");
        boolean[] wasThere = new boolean[2];
        var unused = set.add("e3", WriteConcern.all(Duration.ofSeconds(30))).thenAccept(result -> {
            wasThere[0] = result.reached();
            wasThere[1] = there.contains("e2");
        });
        cluster.pass(Duration.ofMillis(500));
        answers[0] = true;
        cluster.pass(Duration.ofSeconds(8));
        cluster.network().tamper((from, to, frame) -> List.of(frame));
        cluster.pass(Duration.ofSeconds(20));
        assertThat(wasThere).as("confirmed, with the removal before it").containsExactly(true, false);
    }
}
