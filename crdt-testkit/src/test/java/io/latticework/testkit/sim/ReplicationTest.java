package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The engine in virtual time: 30 % loss, duplication, reordering, partitions, crashes. */
class ReplicationTest {
    @Test
    void replicasConvergeToAllThatWasWritten() {
        long searches = Realm.shared().searches();
        for (long seed = 0; seed < 180; seed++) {
            new Story(seed, seed % 5 == 0 ? 2 : 5, false).tell(60);
        }
        assertThat(Realm.shared().searches() - searches)
                .as("searches for nameless dots")
                .isZero();
    }

    @Test
    void replicasThatCrashLoseNothingThatAllAcknowledged() {
        for (long seed = 1000; seed < 1180; seed++) {
            new Story(seed, seed % 5 == 0 ? 2 : 5, true).tell(60);
        }
    }

    @Test
    void equalReplicasAtRestSendPulsesAlone() {
        Story story = new Story(7, 3, false);
        story.tell(40);
        story.cluster().network().faults(NetworkFaults.NONE);
        story.cluster().pass(Duration.ofSeconds(20));
        long before = story.cluster().replica(0).stats().getOrDefault("bytes_sent", 0L);
        long pulses = story.cluster().replica(0).stats().getOrDefault("pulse_bytes_sent", 0L);
        story.cluster().pass(Duration.ofSeconds(10));
        long bytes = story.cluster().replica(0).stats().getOrDefault("bytes_sent", 0L) - before;
        assertThat(bytes)
                .isEqualTo(story.cluster().replica(0).stats().getOrDefault("pulse_bytes_sent", 0L) - pulses)
                .isLessThanOrEqualTo(11 * 2 * 60);
    }

    @Test
    void oneSeedGivesOneRun() {
        for (long seed = 0; seed < 5; seed++) {
            Story first = new Story(seed, 3, true);
            Story second = new Story(seed, 3, true);
            first.tell(40);
            second.tell(40);
            assertThat(second.cluster().time().tasksRun())
                    .isEqualTo(first.cluster().time().tasksRun());
            assertThat(second.cluster().digests()).isEqualTo(first.cluster().digests());
        }
    }

    @Test
    void anEmptyReplicaJoinsALargeSetInBoundedFramesAlsoWhenInterrupted() {
        VirtualCluster cluster = VirtualCluster.of(2, 5);
        cluster.crash("n1");
        List<String> elements = IntStream.range(0, 50_000)
                .mapToObj(i -> String.format(Locale.ROOT, "%036d", i))
                .toList();
        cluster.replica(0).orSet("big", String.class).addAll(elements);
        cluster.pass(Duration.ofSeconds(1));
        cluster.start("n1");
        cluster.pass(Duration.ofMillis(700));
        int arrived = cluster.replica(1).orSet("big", String.class).size();
        cluster.network().separate("n0", "n1");
        cluster.pass(Duration.ofSeconds(30));
        assertThat(cluster.replica(1).orSet("big", String.class).size()).isGreaterThanOrEqualTo(arrived);
        cluster.network().heal();
        assertThat(cluster.converges(Duration.ofMinutes(1))).isTrue();
        assertThat(cluster.replica(1).orSet("big", String.class).size()).isEqualTo(50_000);
        assertThat(cluster.network().largestFrame()).isLessThan(2 * Limits.DEFAULT.frameTargetBytes());
    }

    @Test
    void aUsersValueAboveTheLargestFrameTravelsInPartsAndShowsWhole() {
        VirtualCluster cluster = VirtualCluster.of(2, 9, builder -> builder.type(Longest.TYPE));
        cluster.crash("n1");
        Longest large = new Longest("x".repeat(3 << 20));
        cluster.replica(0).ref("text", Longest.TYPE).update((author, text) -> text.merge(large));
        cluster.pass(Duration.ofSeconds(1));
        cluster.start("n1");
        assertThat(cluster.converges(Duration.ofMinutes(1))).isTrue();
        assertThat(cluster.replica(1).ref("text", Longest.TYPE).state()).isEqualTo(large);
        assertThat(cluster.network().largestFrame()).isLessThanOrEqualTo(Limits.DEFAULT.frameBytes());
    }

    /** The longest text that anybody wrote: a lattice that cannot be split. */
    record Longest(String text) implements Crdt<Longest> {
        static final CrdtType<Longest> TYPE = CrdtType.of("longest", new Longest(""), new Codec());

        @Override
        public CrdtType<Longest> type() {
            return TYPE;
        }

        @Override
        public Longest merge(Longest other) {
            return other.text.length() > text.length() ? other : this;
        }

        private record Codec() implements ValueCodec<Longest> {
            @Override
            public String name() {
                return "longest";
            }

            @Override
            public byte[] encode(Longest value) {
                return ValueCodec.strings().encode(value.text);
            }

            @Override
            public Longest decode(byte[] bytes, int offset, int length) {
                return new Longest(ValueCodec.strings().decode(bytes, offset, length));
            }
        }
    }
}
