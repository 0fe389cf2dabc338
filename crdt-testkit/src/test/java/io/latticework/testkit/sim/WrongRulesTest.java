package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.sync.WriteConcern;
import io.latticework.sync.internal.message.Message;
import io.latticework.sync.internal.message.Message.Close;
import io.latticework.sync.internal.message.Message.Delta;
import io.latticework.sync.internal.message.Message.Hello;
import io.latticework.sync.internal.message.Message.Open;
import io.latticework.sync.internal.message.Message.Pulse;
import io.latticework.sync.internal.message.MessageCodec;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Known wrong rules, each played by somebody between the replicas. That every one of them makes a seed fail shows that the
 * stories of {@link ReplicationTest} would see it.
 */
class WrongRulesTest {
    private static final int SEEDS = 40;
    private static final ORMap<String> EMPTY = ORMap.empty(ValueCodec.strings());

    /** What is wrong. */
    enum WrongRule {
        CONTEXT_CLAIMED_BEFORE_ITS_PAYLOAD,
        CONTEXT_OF_A_PEER_USED_EARLY,
        CONTEXTS_UNITED_AT_THE_END_OF_A_SESSION,
        NUMBERS_REUSED;

        private Tampering start() {
            return switch (this) {
                case CONTEXT_CLAIMED_BEFORE_ITS_PAYLOAD -> new ClaimsAll();
                case CONTEXT_OF_A_PEER_USED_EARLY -> new UnitesContexts(true);
                case CONTEXTS_UNITED_AT_THE_END_OF_A_SESSION -> new UnitesContexts(false);
                case NUMBERS_REUSED -> new ReusesNumbers();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongRuleDoesNotGoUnseen(WrongRule rule) {
        int caught = 0;
        for (long seed = 0; seed < SEEDS && caught == 0; seed++) {
            Story story = new Story(seed, 3, false);
            story.cluster().network().tamper(rule.start());
            try {
                story.tell(60);
            } catch (AssertionError e) {
                caught++;
            }
        }
        assertThat(caught).as("seeds that see %s", rule).isPositive();
    }

    @Test
    void whatAFormerLifeAcknowledgedDoesNotCountForThePresentOne() {
        assertThat(acknowledgesOnlyWhatItHas((from, to, frame) -> List.of(frame)))
                .isTrue();
        assertThat(acknowledgesOnlyWhatItHas(new KeepsEpochs()))
                .as("with an epoch that outlives the state")
                .isFalse();
    }

    private static boolean acknowledgesOnlyWhatItHas(Tampering tampering) {
        VirtualCluster cluster = VirtualCluster.of(2, 1);
        cluster.network().tamper(tampering);
        cluster.pass(Duration.ofSeconds(3));
        cluster.replica(0).gCounter("k").increment(7);
        cluster.pass(Duration.ofSeconds(3));
        cluster.crash("n1");
        cluster.pass(Duration.ofSeconds(1));
        cluster.start("n1");
        boolean honest = true;
        boolean acknowledged = false;
        for (int i = 0; i < 4000; i++) {
            var result = cluster.replica(0).gCounter("k").increment(0, WriteConcern.all(Duration.ofMillis(3)));
            cluster.pass(Duration.ofMillis(1));
            if (result.toCompletableFuture().isDone()
                    && result.toCompletableFuture().join().reached()) {
                acknowledged = true;
                honest &= cluster.replica(1).gCounter("k").value() == 7;
            }
            cluster.pass(Duration.ofMillis(4));
        }
        assertThat(acknowledged).isTrue();
        return honest;
    }

    @Test
    void aDigestCoversTheContextToo() {
        assertThat(agreesOnWhatIsDead(false)).isTrue();
        assertThat(agreesOnWhatIsDead(true))
                .as("with digests of the stores alone")
                .isFalse();
    }

    /** A key comes and goes while the peer is down; that both have nothing now does not make them equal. */
    private static boolean agreesOnWhatIsDead(boolean storesAlone) {
        VirtualCluster cluster = VirtualCluster.of(2, 1);
        cluster.crash("n1");
        cluster.replica(0).gCounter("k").increment(7);
        cluster.pass(Duration.ofSeconds(1));
        cluster.replica(0).delete("k");
        cluster.pass(Duration.ofSeconds(1));
        if (storesAlone) {
            cluster.network().tamper(new DigestsOfStores(cluster));
        }
        cluster.start("n1");
        return cluster.converges(Duration.ofSeconds(60));
    }

    private static Causal decode(byte[] piece) {
        return Bridge.get().kernel(EMPTY.type().decode(piece));
    }

    private static byte[] encode(Causal piece) {
        return EMPTY.type().encode(Bridge.get().map(EMPTY, piece));
    }

    /** A delta claims all that its sender has ever claimed, also what was lost. */
    private static final class ClaimsAll implements Tampering {
        private final Map<String, CausalContext> claimed = new HashMap<>();

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            if (!(MessageCodec.decode(frame) instanceof Delta delta)) {
                return List.of(frame);
            }
            Causal piece = decode(delta.piece());
            CausalContext all = claimed.merge(from, piece.context(), CausalContext::union);
            byte[] greedy = encode(Causal.delta(piece.store(), all, piece.names()));
            return List.of(MessageCodec.encode(new Delta(delta.number(), delta.part(), delta.parts(), greedy)));
        }
    }

    /** The context that a peer announced is joined without its store, at once or at the end of the session. */
    private static final class UnitesContexts implements Tampering {
        private final boolean early;
        private final Map<String, byte[]> contexts = new HashMap<>();
        private long number = 1L << 40;

        UnitesContexts(boolean early) {
            this.early = early;
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            Message message = MessageCodec.decode(frame);
            if (message instanceof Open open) {
                contexts.put(from + to, open.context());
            }
            byte[] context = contexts.get(from + to);
            boolean now = early ? message instanceof Open : message instanceof Close;
            return now && context != null
                    ? List.of(MessageCodec.encode(new Delta(number++, 0, 1, context)), frame)
                    : List.of(frame);
        }
    }

    /** Two deltas have one number: the ack of the first is taken for the second. */
    private static final class ReusesNumbers implements Tampering {
        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            return MessageCodec.decode(frame) instanceof Delta delta
                    ? List.of(MessageCodec.encode(
                            new Delta(delta.number() & ~1L, delta.part(), delta.parts(), delta.piece())))
                    : List.of(frame);
        }
    }

    /** A replica that has lost its state comes back as if it had not. */
    private static final class KeepsEpochs implements Tampering {
        private final Map<String, Hello> first = new HashMap<>();

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            return MessageCodec.decode(frame) instanceof Hello hello
                    ? List.of(MessageCodec.encode(first.computeIfAbsent(from, absent -> hello)))
                    : List.of(frame);
        }
    }

    /** Replicas with the same keys take their states for equal, whatever their contexts say; no session is even opened. */
    private static final class DigestsOfStores implements Tampering {
        private final VirtualCluster cluster;

        DigestsOfStores(VirtualCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public List<byte[]> instead(String from, String to, byte[] frame) {
            Message message = MessageCodec.decode(frame);
            boolean bothRun = cluster.running().containsAll(List.of(from, to));
            if (!bothRun
                    || !cluster.replica(from).keys().equals(cluster.replica(to).keys())) {
                return List.of(frame);
            }
            Digest taken = cluster.replica(to).digest();
            if (message instanceof Pulse pulse) {
                return List.of(MessageCodec.encode(new Pulse(
                        taken, pulse.question(), pulse.answer(), pulse.seen(), pulse.withinMillis(), pulse.reaches())));
            }
            return message instanceof Open ? List.of() : List.of(frame);
        }
    }
}
