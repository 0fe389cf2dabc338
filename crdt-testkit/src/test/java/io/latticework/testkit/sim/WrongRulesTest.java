package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.sync.WriteConcern;
import io.latticework.testkit.sim.VirtualNetwork.Tampering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Known wrong rules, each played by somebody between the replicas. That every one of them makes a seed fail shows that the
 * stories of {@link ReplicationTest} would see it.
 */
class WrongRulesTest {
    private static final int SEEDS = 40;

    /** What is wrong. */
    enum WrongRule {
        CONTEXT_CLAIMED_BEFORE_ITS_PAYLOAD,
        CONTEXT_OF_A_PEER_USED_EARLY,
        CONTEXTS_UNITED_AT_THE_END_OF_A_SESSION,
        NUMBERS_REUSED;

        private Tampering start(VirtualCluster cluster) {
            return switch (this) {
                case CONTEXT_CLAIMED_BEFORE_ITS_PAYLOAD -> new WrongRules.ClaimsAll(cluster);
                case CONTEXT_OF_A_PEER_USED_EARLY -> new WrongRules.UnitesContexts(true);
                case CONTEXTS_UNITED_AT_THE_END_OF_A_SESSION -> new WrongRules.UnitesContexts(false);
                case NUMBERS_REUSED -> new WrongRules.ReusesNumbers();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongRuleDoesNotGoUnseen(WrongRule rule) {
        int caught = 0;
        for (long seed = 0; seed < SEEDS && caught == 0; seed++) {
            Story story = new Story(seed, 3, false);
            story.cluster().network().tamper(rule.start(story.cluster()));
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
        assertThat(acknowledgesOnlyWhatItHas(new WrongRules.KeepsEpochs()))
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
            cluster.network().tamper(new WrongRules.DigestsOfStores(cluster));
        }
        cluster.start("n1");
        return cluster.converges(Duration.ofSeconds(60));
    }
}
