package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.Limits;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica that joins many others draws what they have from several at once, each of which brings another part. */
class SourcesTest {
    private static final int ENTRIES = 30_000;
    private static final int BYTES_PER_SECOND = 125_000;
    private static final String LATE = "n2";

    /** How the entries are spread over keys. */
    enum Shape {
        ONE_SET,
        MANY_REGISTERS,
        MANY_SETS
    }

    private static VirtualCluster cluster(int nodes, int sources, boolean durable) {
        VirtualClusterBuilder builder = VirtualCluster.builder(nodes, 11)
                .settings((name, settings) -> settings.limits(
                        Limits.builder().keys(ENTRIES).filling(10_000, sources).build()));
        return (durable ? builder.durable() : builder).start();
    }

    private static void write(VirtualCluster cluster, Shape shape, int from, int to) {
        if (shape == Shape.ONE_SET) {
            cluster.replica(1)
                    .orSet("set", String.class)
                    .addAll(IntStream.range(from, to)
                            .mapToObj(SourcesTest::text)
                            .toList());
            return;
        }
        for (int i = from; i < to; i++) {
            if (shape == Shape.MANY_SETS) {
                cluster.replica(1).orSet("set" + i / 20, String.class).add(text(i));
            } else {
                cluster.replica(1).lwwRegister("key" + i, String.class).set(text(i));
            }
        }
    }

    private static String text(int number) {
        return "an element of some forty characters " + number;
    }

    /** Writes at nodes that are linked while one is away, and lets it come back over links that are slow. */
    private static void startLate(VirtualCluster cluster, Shape shape) {
        cluster.pass(Duration.ofSeconds(3));
        cluster.crash(LATE);
        cluster.pass(Duration.ofSeconds(1));
        write(cluster, shape, 0, ENTRIES);
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.agrees()).isTrue();
        cluster.start(LATE);
        cluster.network().narrow(LATE, BYTES_PER_SECOND);
    }

    private static long stat(VirtualCluster cluster, String name) {
        return cluster.replica(LATE).stats().getOrDefault(name, 0L);
    }

    /** What a filling took. */
    private record Cost(double seconds, long bytes) {
        static Cost of(int sources, Shape shape) {
            VirtualCluster cluster = cluster(5, sources, false);
            startLate(cluster, shape);
            long start = cluster.time().nanos();
            long sent = cluster.total("session_bytes_sent");
            assertThat(cluster.converges(Duration.ofMinutes(2))).isTrue();
            double seconds = (cluster.time().nanos() - start) / 1e9;
            cluster.pass(Duration.ofSeconds(5));
            assertThat(stat(cluster, "filling_sources")).isEqualTo(sources);
            assertThat(stat(cluster, "fillings_completed")).isOne();
            assertThat(stat(cluster, "sessions_failed")).isZero();
            return new Cost(seconds, cluster.total("session_bytes_sent") - sent);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void threeSourcesFillNearlyThreeTimesAsFastForTheSameBytes(Shape shape) {
        Cost one = Cost.of(1, shape);
        Cost three = Cost.of(3, shape);
        assertThat(three.seconds).isLessThan(one.seconds / 2.4);
        assertThat(three.bytes).isLessThan(one.bytes * 11 / 10);
    }

    /** Lets time pass until about so much of the entries is at the late node. */
    private static void passUntil(VirtualCluster cluster, double share) {
        while (stat(cluster, "writes_drawn") < ENTRIES * share) {
            cluster.pass(Duration.ofMillis(50));
        }
        assertThat(stat(cluster, "fillings_completed")).isZero();
    }

    private static Set<String> set(VirtualCluster cluster, String node) {
        return cluster.replica(node).orSet("set", String.class).elements();
    }

    /** How a source is lost. */
    enum Loss {
        CRASH,
        CUT,
        RESET
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aSourceThatIsLostCostsNothingButWhatItWasAskedFor(Loss loss) {
        VirtualCluster cluster = cluster(5, 3, false);
        startLate(cluster, Shape.ONE_SET);
        long entries = cluster.total("session_bytes_sent");
        passUntil(cluster, 0.4);
        String source = source(cluster);
        switch (loss) {
            case CRASH -> cluster.crash(source);
            case CUT -> cluster.network().separate(LATE, source);
            default -> cluster.network().reset(LATE, source);
        }
        cluster.pass(Duration.ofSeconds(12));
        assertThat(stat(cluster, "fillings_completed")).isOne();
        assertThat(stat(cluster, "filling_sources")).isEqualTo(loss == Loss.CUT ? 3 : 4); // who is silent may be slow
        assertThat(set(cluster, LATE)).hasSize(ENTRIES);
        assertThat(stat(cluster, "writes_drawn")).isEqualTo(ENTRIES);
        assertThat(stat(cluster, "stretches_asked")).isLessThan(80);
        cluster.network().heal();
        assertThat(cluster.converges(Duration.ofSeconds(20))).isTrue();
        assertThat(cluster.total("session_bytes_sent") - entries).isLessThan(1_500_000);
    }

    /** Returns one of the nodes that bring something now. */
    private static String source(VirtualCluster cluster) {
        return cluster.running().stream()
                .filter(node -> !node.equals(LATE))
                .filter(node -> cluster.replica(node).stats().getOrDefault("session_bytes_sent", 0L) > 100_000)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsWrittenAndRemovedMeanwhileIsWrittenAndRemoved() {
        VirtualCluster cluster = cluster(5, 3, true);
        startLate(cluster, Shape.ONE_SET);
        for (int round = 0; round < 20; round++) {
            for (String node : cluster.running()) {
                if (!node.equals(LATE)) {
                    int number = round * 50 + node.charAt(1);
                    cluster.replica(node).orSet("set", String.class).remove(text(number * 25));
                    cluster.replica(node).orSet("set", String.class).add("added at " + node + " " + round);
                }
            }
            cluster.replica(LATE).orSet("set", String.class).add("added late " + round);
            set(cluster, LATE).stream()
                    .sorted()
                    .skip(7L * round)
                    .findFirst()
                    .ifPresent(cluster.replica(LATE).orSet("set", String.class)::remove);
            cluster.pass(Duration.ofMillis(150));
        }
        assertThat(cluster.converges(Duration.ofSeconds(60))).isTrue();
        assertThat(stat(cluster, "fillings_completed")).isOne();
        Set<String> all = set(cluster, LATE);
        for (int round = 0; round < 20; round++) {
            for (String node : cluster.running()) {
                if (!node.equals(LATE)) {
                    assertThat(all).doesNotContain(text((round * 50 + node.charAt(1)) * 25));
                    assertThat(all).contains("added at " + node + " " + round);
                }
            }
        }
    }

    @Test
    void whoWasFilledInPartAndStartsAnewIsBroughtTheRest() {
        VirtualCluster cluster = cluster(5, 3, true);
        startLate(cluster, Shape.MANY_SETS);
        long before = cluster.total("session_bytes_sent");
        passUntil(cluster, 0.5);
        cluster.crash(LATE);
        cluster.pass(Duration.ofSeconds(1));
        cluster.start(LATE);
        cluster.network().narrow(LATE, BYTES_PER_SECOND);
        assertThat(cluster.converges(Duration.ofSeconds(60))).isTrue();
        assertThat(stat(cluster, "writes_drawn")).isBetween(ENTRIES / 4L, ENTRIES * 6 / 10L);
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.total("session_bytes_sent") - before).isLessThan(1_800_000);
    }

    @Test
    void whatReplacesAnOlderValueIsNotBroughtTwice() {
        VirtualCluster cluster = cluster(4, 3, true);
        cluster.pass(Duration.ofSeconds(3));
        write(cluster, Shape.MANY_REGISTERS, 0, 20_000);
        assertThat(cluster.converges(Duration.ofSeconds(30))).isTrue();
        cluster.pass(Duration.ofSeconds(3));
        cluster.crash(LATE);
        write(cluster, Shape.MANY_REGISTERS, 0, 20_000);
        cluster.pass(Duration.ofSeconds(10));
        long before = cluster.total("session_bytes_sent");
        cluster.start(LATE);
        assertThat(cluster.converges(Duration.ofSeconds(30))).isTrue();
        assertThat(stat(cluster, "fillings_completed")).isOne();
        cluster.pass(Duration.ofSeconds(5));
        assertThat(cluster.total("session_bytes_sent") - before).isLessThan(1_300_000);
        assertThat(stat(cluster, "session_bytes_sent")).isLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3})
    void framesThatAreLostAreAskedForAgain(double loss) {
        VirtualCluster cluster = cluster(4, 3, false);
        startLate(cluster, Shape.ONE_SET);
        cluster.network().faults(new NetworkFaults(loss, 0, 0, Duration.ofMillis(40)));
        assertThat(cluster.converges(Duration.ofMinutes(2))).isTrue();
        assertThat(stat(cluster, "fillings_completed")).isPositive();
        assertThat(set(cluster, LATE)).hasSize(ENTRIES);
    }

    @Test
    void whoHasLittleIsNoSource() {
        VirtualCluster cluster = cluster(4, 3, false);
        startLate(cluster, Shape.ONE_SET);
        cluster.crash("n3");
        cluster.start("n3");
        assertThat(cluster.converges(Duration.ofSeconds(60))).isTrue();
        assertThat(set(cluster, LATE)).hasSize(ENTRIES);
        assertThat(set(cluster, "n3")).hasSize(ENTRIES);
        assertThat(cluster.replica("n3").stats()).containsEntry("filling_sources", 2L);
    }
}
