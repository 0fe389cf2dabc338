package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that failed once, shrunk, each with what was wrong. */
class PastFailuresTest {
    /** A flush that was left out while the peer was behind was confirmed before the delta that had it was acknowledged. */
    private static final String CONFIRMED_WITH_A_LATER_FLUSH =
            "seed=4 nodes=4 millis=87662 delay-us=2000 in-order=true topology=ring frame=65536 unacked=1 waiting=24"
                    + " late-ms=2757 collisions=0.094 steps=10887:split:2:8,11413:write:3:97,11590:confirm:0:22,"
                    + "25064:write:3:99,53659:write:1:37,57083:heal:0:0,59569:confirm:2:55,73497:split:3:5,"
                    + "74295:confirm:0:47,76411:write:3:46,76447:split:-1:6,85913:confirm:0:60,85962:write:2:34";

    /** A write whose flush had thrown was confirmed by peers to which nothing was on its way. */
    private static final String CONFIRMED_WITHOUT_A_FLUSH =
            "seed=1193 nodes=2 millis=1632 delay-us=2000 in-order=true durable=true frame=65536 steps=17:write:0:50,"
                    + "217:write:0:3,417:write:1:31,417:confirm:1:139,617:confirm:1:184,817:batch:0:143,"
                    + "820:write:1:113,821:write:0:91,831:write:0:189,1031:write:1:80,1231:fail-merge:1:3,"
                    + "1431:confirm:0:148,1631:confirm:1:164";

    /** A peer that was behind was believed to have an own write, because somebody else had shown it. */
    private static final String BELIEVED_TO_HAVE_WHAT_OTHERS_SHOW =
            "seed=248 nodes=9 millis=27202 delay-us=5000 in-order=true mix=3 frame=65536 unacked=1 ack-loss=0.504"
                    + " late-ms=1501 collisions=0.292 steps=11:batch:4:1,13:write:5:134,22:write:6:68,30:write:0:114,"
                    + "38:write:8:172,39:confirm:7:162,4657:write:0:48,6007:write:2:156,6008:write:6:104,"
                    + "6014:write:5:175,6024:confirm:2:155,6027:write:1:70,6030:batch:1:117,6034:confirm:2:109,"
                    + "8303:split:-1:338,12019:write:3:39,12019:write:1:61,12020:batch:4:11,12026:write:7:98,"
                    + "12035:write:4:167,12752:confirm:4:67,18000:write:0:60,18009:confirm:2:166,18037:confirm:0:93,"
                    + "18038:write:7:127,23738:heal:0:0";

    /** A copied disk gave one dot to two writes, and the two sides of each session came to different joins for ever. */
    private static final String ONE_DOT_AT_TWO_PATHS =
            "seed=101043 nodes=2 millis=120000 loss=0.152 delay-us=30000 in-order=true durable=true gossip=true"
                    + " frame=65536 late-ms=2243 collisions=0.079 steps=6003:write:1:145,6034:write:1:125,"
                    + "7124:clone:1:2066788,10351:write:1:155,10548:cut:1:0,30895:crash:1:0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CONFIRMED_WITH_A_LATER_FLUSH,
                CONFIRMED_WITHOUT_A_FLUSH,
                BELIEVED_TO_HAVE_WHAT_OTHERS_SHOW,
                ONE_DOT_AT_TWO_PATHS
            })
    void passes(String plan) {
        assertThat(Simulation.of(0, 0).replay(plan).failure()).isEmpty();
    }
}
