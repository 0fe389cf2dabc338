package io.latticework.crdt.internal.wire;

import static io.latticework.crdt.internal.wire.Soundness.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counters and registers whose numbers contradict each other, outside of maps and inside. */
class ForgedContentsTest {
    private static final long NEGATIVE = Long.MIN_VALUE;
    private static final long MAX_STAMP = HybridTimestamp.MAX.packed();
    private static final long MAX_MILLIS = MAX_STAMP >>> 16;

    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final ValueCodec<String> strings = ValueCodec.strings();
    private final CrdtType<ORMap<String>> maps = ORMap.type(realm, strings, List.of());
    private final CrdtType<PNCounter> counters = PNCounter.type(realm);
    private final CrdtType<GCounter> growing = GCounter.type(realm);
    private final CrdtType<LWWRegister<String>> registers = LWWRegister.type(realm, strings);

    private byte[] counter(long... afterReplicas) {
        return Forge.of(realm, "pncounter")
                .replicas("a", "b")
                .numbers(afterReplicas)
                .bytes();
    }

    /** A map with one dot of sequence 9 and replica a under its key, and the dot's content. */
    private byte[] nested(String type, long... content) {
        return Forge.of(realm, maps.name())
                .numbers(1)
                .replicas("a")
                .types(type)
                .numbers(1)
                .text("key")
                .numbers(0, 0, 9)
                .numbers(content)
                .run(9)
                .bytes();
    }

    private void refused(byte[] map) {
        assertRefused(maps, map, Reason.MALFORMED);
    }

    @Test
    void theFormsThatAllOthersBreakAreRight() {
        assertThat(counters.decode(counter(2, 0, 1, 5, 0, 1, 7, 0, 3)).value()).isEqualTo(2);
        assertThat(maps.decode(nested("pncounter", 3, 5, 9, 6, 10, 0, 4)).toJson())
                .isEqualTo("{\"key\":6}");
        assertThat(maps.decode(nested("lww<string>", 2 * MAX_MILLIS + 1, 0xFFFF, 0))
                        .toJson())
                .isEqualTo("{\"key\":\"\"}");
        assertThat(maps.decode(nested("mv<string>", 0, 0)).toJson()).isEqualTo("{\"key\":[\"\"]}");
    }

    @Test
    void linesAscendAndAreNotEmpty() {
        assertRefused(counters, counter(2, 0, 1, 5, 0, 0, 1, 5, 0), Reason.MALFORMED);
        assertRefused(counters, counter(2, 1, 1, 5, 0, 0, 1, 5, 0), Reason.MALFORMED);
        assertRefused(counters, counter(1, 0, 1, 0, 0), Reason.MALFORMED);
        assertRefused(counters, counter(1, 0, 0, 5, 0), Reason.MALFORMED);
        assertRefused(counters, counter(1, 2, 1, 5, 0), Reason.MALFORMED);
        assertRefused(counters, counter(0, 0), Reason.TRAILING);
    }

    @Test
    void totalsAreNotNegative() {
        assertRefused(counters, counter(1, 0, 1, NEGATIVE, 0), Reason.MALFORMED);
        assertRefused(counters, counter(1, 0, 1, 0, -1), Reason.MALFORMED);
        refused(nested("pncounter", 9, NEGATIVE, 0, 0));
        refused(nested("pncounter", 9, 0, NEGATIVE, 0));
        refused(nested("pncounter", 3, 0, 0, 5, NEGATIVE, 0, 5));
        refused(nested("pncounter", 3, 0, 0, 5, 0, NEGATIVE, 5));
    }

    @Test
    void aGrowingCounterHasNoDecrements() {
        refused(nested("gcounter", 9, 5, 1, 0));
        refused(nested("gcounter", 3, 5, 0, 4, 0, 1, 4));
        byte[] bytes =
                Forge.of(realm, "gcounter").replicas("a").numbers(1, 0, 1, 5, 0).bytes();
        assertRefused(growing, bytes, Reason.TRAILING);
    }

    @Test
    void segmentsAreOfALineThatStartedBeforeThem() {
        refused(nested("pncounter", 0, 5, 0, 0));
        refused(nested("pncounter", 10, 5, 0, 0));
        refused(nested("pncounter", 3, 5, 0, 9, 0, 0, 9));
        refused(nested("pncounter", 3, 5, 0, 2, 0, 0, 2));
        refused(nested("pncounter", 3, 5, 0, 6, 0, 0, 2));
        refused(nested("pncounter", 3, 5, 0, 6, 0, 0, 7));
    }

    @Test
    void stampsEndAtTheLastOne() {
        refused(nested("lww<string>", 2 * MAX_MILLIS + 3, 0, 0));
        refused(nested("lww<string>", 2 * MAX_MILLIS + 1, 0x10000, 0));
        refused(nested("lww<string>", 1, 0, 0));
        refused(nested("lww<string>", 2, 1, 0));
        refused(nested("lww<string>", -1, 0, 0));
        refused(nested("mv<string>", 1, 0));
        for (long stamp : new long[] {MAX_STAMP + 1, Long.MAX_VALUE, NEGATIVE, -1}) {
            Forge write = Forge.of(realm, registers.name())
                    .numbers(1, stamp)
                    .text("a")
                    .raw(new byte[8]);
            assertRefused(registers, write.text("value").bytes(), Reason.MALFORMED);
        }
        Forge last = Forge.of(realm, registers.name())
                .numbers(1, MAX_STAMP)
                .text("a")
                .raw(new byte[8]);
        assertThat(registers.decode(last.text("value").bytes()).value()).contains("value");
    }

    @Test
    void aRegisterHasOneWriteOrNone() {
        assertRefused(registers, Forge.of(realm, registers.name()).numbers(2).bytes(), Reason.MALFORMED);
        assertRefused(registers, Forge.of(realm, registers.name()).numbers(0, 0).bytes(), Reason.TRAILING);
        CrdtType<MVRegister<String>> siblings = MVRegister.type(realm, strings);
        assertRefused(siblings, Forge.of(realm, registers.name()).numbers(0).bytes(), Reason.WRONG_TYPE);
    }

    @Test
    void aDotWithTwoContentsIsJoinedAlikeByAll() {
        List<byte[]> forged = new ArrayList<>();
        forged.add(nested("pncounter", 3, 5, 0, 0));
        forged.add(nested("pncounter", 3, 4, 7, 0));
        forged.add(nested("pncounter", 9, 1, 1, 0));
        forged.add(nested("pncounter", 3, 1, 1, 8, 3, 2, 4));
        forged.add(nested("pncounter", 3, 1, 1, 8, 2, 3, 5));
        forged.add(nested("pncounter", 3, 1, 1, 7, 30, 3, 3));
        forged.add(nested("lww<string>", 5, 0, 1, 'x'));
        forged.add(nested("lww<string>", 5, 0, 1, 'y'));
        forged.add(nested("lww<string>", 7, 0, 1, 'a'));
        forged.add(nested("mv<string>", 0, 1, 'x'));
        forged.add(nested("mv<string>", 0, 1, 'y'));
        for (byte[] one : forged) {
            for (byte[] two : forged) {
                ORMap<String> left = maps.decode(one);
                ORMap<String> right = maps.decode(two);
                Soundness.check(maps, left, right);
                for (byte[] three : forged) {
                    ORMap<String> third = maps.decode(three);
                    assertThat(left.merge(right).merge(third)).isEqualTo(left.merge(right.merge(third)));
                }
            }
        }
    }

    @Test
    void twoTotalsOfOneLineAreJoinedByTheGreater() {
        PNCounter one = counters.decode(counter(1, 0, 1, 5, 9));
        PNCounter two = counters.decode(counter(1, 0, 1, 7, 2));
        Soundness.check(counters, one, two);
        assertThat(one.merge(two).value()).isEqualTo(-2);
    }
}
