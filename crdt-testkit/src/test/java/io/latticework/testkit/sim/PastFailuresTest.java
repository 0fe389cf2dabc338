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

    /** A delta that came again and again, because it could not be joined for sure, kept the comparison away that was to follow. */
    private static final String KEPT_BUSY_BY_AN_UNSURE_DELTA =
            "seed=201699 nodes=9 millis=120000 delay-us=74000 tail=0.023 in-order=true durable=true "
                    + "topology=star mix=2 frame=1024 late-ms=2833 collisions=0.171 steps=48016:write:2:20,"
                    + "48030:confirm:6:26,54002:write:0:35,54003:write:3:29,54006:write:6:126,54010:write:7:173,"
                    + "54012:confirm:5:42,54021:write:0:4,60020:confirm:0:40,60021:batch:8:63,60450:write:4:101,"
                    + "61430:cut:0:7,62289:write:3:67,66001:write:1:186,66002:write:6:91,66003:write:3:19,"
                    + "66003:write:7:163,66012:write:0:177,66027:batch:5:176,66036:confirm:3:172,68387:join:0:7,"
                    + "70862:write:8:45,72004:batch:3:183,72027:write:2:97,72032:write:4:92,74069:pause:6:2000,"
                    + "76106:write:7:171,77542:confirm:2:182,78003:write:8:80,78009:write:8:34,78016:write:2:46,"
                    + "78019:write:5:66,78032:write:3:140,78038:confirm:2:188,83255:write:8:179,83728:write:7:55,"
                    + "84015:confirm:8:47,84018:batch:4:114,84018:write:3:169,84019:batch:1:16,84024:write:5:118,"
                    + "84026:write:6:38,85354:write:0:148,85726:write:2:78,88384:write:1:5,90003:write:5:120,"
                    + "90004:confirm:2:49,90004:confirm:2:52,90012:write:7:84,90017:write:4:154,90034:write:1:149,"
                    + "93392:write:3:31,95814:cut:0:4,96007:write:8:133,96007:batch:4:184,96010:confirm:2:123,"
                    + "96017:write:1:102,96023:write:6:168,96026:write:7:75,102012:write:0:6,102013:write:0:41,"
                    + "102013:write:2:130,102015:write:6:125,102021:write:7:159,102022:write:2:167,"
                    + "102031:write:0:37,102035:confirm:2:99,102036:write:8:89,102353:write:3:189,"
                    + "106399:slow-disk:0:750,108007:confirm:7:127,108008:write:8:79,108009:write:1:88,"
                    + "108011:write:8:11,108028:write:3:2,108035:write:4:83,110397:write:4:153,111467:write:4:151,"
                    + "111714:confirm:1:147,113032:write:3:170,113142:write:8:121,113989:confirm:3:8,"
                    + "114005:confirm:6:95,114008:write:6:65,114013:write:5:113,114014:write:5:128,"
                    + "114019:batch:3:166,114024:write:3:51,114025:write:5:117,114034:write:3:111,"
                    + "114039:write:6:10,114891:roll-back:0:66";

    /** A peer that had restarted did not see that the writer's identity was a copy's as well, and confirmed what it had not. */
    private static final String CONFIRMED_BESIDE_A_COPY =
            "seed=302614 nodes=3 millis=43209 delay-us=32000 in-order=true durable=true frame=65536"
                    + " steps=22486:cut:0:2,24018:write:1:41,25899:pause:2:14645,27448:crash:1:0,30030:confirm:2:194,"
                    + "32443:write:2:116,32957:start:1:0,33247:clone:2:2322532";

    /** A removal that a third replica showed was left to that one, though it was the own one and nobody else would tell it. */
    private static final String REMOVAL_LEFT_TO_OTHERS =
            "seed=402015 nodes=4 millis=75486 loss=0.012 duplication=0.226 damage=0.01 delay-us=21000 mix=1 "
                    + "frame=65536 unacked=1 ack-loss=0.25 collisions=0.032 steps=1:write:0:210,4:batch:0:204,"
                    + "11:confirm:2:63,27:write:1:61,6001:write:0:28,6005:write:2:200,6016:confirm:3:69,6021:write:3:205,"
                    + "6023:write:2:17,12024:write:0:73,18007:batch:0:106,18023:write:3:159,18025:write:2:18,"
                    + "18032:write:2:110,18038:confirm:1:126,24005:write:2:148,24006:write:2:140,24009:write:3:103,"
                    + "24032:write:1:189,30005:confirm:1:16,30005:write:0:163,30006:write:1:214,30008:write:3:183,"
                    + "30009:batch:2:123,30017:write:1:68,30018:confirm:0:222,30037:confirm:3:45,30037:write:3:177,"
                    + "30198:split:-1:14,36013:write:2:187,36017:write:3:208,42011:write:2:132,42014:confirm:2:29,"
                    + "42014:write:3:35,42017:batch:1:182,42039:write:1:167,42039:write:2:191,48036:write:3:119,"
                    + "48037:write:1:129,50998:write:1:130,54006:write:1:19,54006:confirm:2:66,54017:write:1:138,"
                    + "54020:write:3:95,54028:write:3:50,54032:confirm:2:184,54035:write:2:192,54037:write:3:233,"
                    + "56857:heal:0:0,58295:write:3:171,60021:confirm:3:186,60035:write:0:5,60035:confirm:3:82,"
                    + "64882:version:2:18,66002:write:1:145,66007:confirm:1:65,66010:write:3:23,66016:confirm:3:60,"
                    + "66019:batch:2:70,66026:write:2:152,66036:confirm:0:229,66037:write:3:162,66039:batch:3:37,"
                    + "66475:write:1:78,68717:write:1:160,71304:split:-1:3,72005:write:1:53,72008:write:1:170,"
                    + "72025:write:2:33,72027:confirm:1:217,72029:write:0:56,72039:write:0:188,74251:heal:0:0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                CONFIRMED_WITH_A_LATER_FLUSH,
                CONFIRMED_WITHOUT_A_FLUSH,
                BELIEVED_TO_HAVE_WHAT_OTHERS_SHOW,
                ONE_DOT_AT_TWO_PATHS,
                KEPT_BUSY_BY_AN_UNSURE_DELTA,
                CONFIRMED_BESIDE_A_COPY,
                REMOVAL_LEFT_TO_OTHERS
            })
    void passes(String plan) {
        assertThat(Simulation.of(0, 0).replay(plan).failure()).isEmpty();
    }
}
