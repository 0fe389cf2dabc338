package io.latticework.crdt.internal.wire;

import static io.latticework.crdt.internal.wire.Soundness.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.GSet;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets and registers outside of maps: one order, and nothing behind the value, though the checksum fits. */
class ForgedPlainTest {
    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final ValueCodec<String> strings = ValueCodec.strings();
    private final CrdtType<GSet<String>> sets = GSet.type(realm, strings);
    private final CrdtType<MaxRegister<String>> maxima = MaxRegister.type(realm, strings);
    private final CrdtType<LWWRegister<String>> registers = LWWRegister.type(realm, strings);

    private Forge set(String... elements) {
        Forge forge = Forge.of(realm, sets.name()).numbers(elements.length);
        for (String element : elements) {
            forge.text(element);
        }
        return forge;
    }

    /** Of two orders of two elements one is that of their hashes, and only that is read. */
    @Test
    void elementsComeInTheOrderOfTheirHashesAndOnce() {
        GSet<String> both =
                sets.empty().add(Author.of(ReplicaId.of("a", 1)), "one").add(Author.of(ReplicaId.of("a", 1)), "two");
        List<byte[]> accepted = new ArrayList<>();
        for (byte[] bytes : List.of(set("one", "two").bytes(), set("two", "one").bytes())) {
            if (Arrays.equals(bytes, sets.encode(both))) {
                accepted.add(bytes);
            } else {
                assertRefused(sets, bytes, Reason.MALFORMED);
            }
        }
        assertThat(accepted).hasSize(1);
        assertThat(sets.decode(accepted.get(0))).isEqualTo(both);
        assertRefused(sets, set("one", "one").bytes(), Reason.MALFORMED);
    }

    @Test
    void nothingFollowsAValue() {
        assertThat(sets.decode(set("one").bytes()).elements()).containsExactly("one");
        assertRefused(sets, set("one").raw(0).bytes(), Reason.TRAILING);
        Forge greatest = Forge.of(realm, maxima.name()).numbers(1).text("x");
        assertRefused(maxima, greatest.raw(0).bytes(), Reason.TRAILING);
        assertRefused(maxima, Forge.of(realm, maxima.name()).numbers(0, 0).bytes(), Reason.TRAILING);
        Forge write = Forge.of(realm, registers.name())
                .numbers(1, 7)
                .text("a")
                .raw(new byte[8])
                .text("value");
        assertRefused(registers, write.raw(0).bytes(), Reason.TRAILING);
        byte[] counter = Forge.of(realm, "pncounter").replicas().numbers(0, 0).bytes();
        assertRefused(PNCounter.type(realm), counter, Reason.TRAILING);
    }

    /** Whoever sends a set has to know that keys are elements or tombstones, and how long those are. */
    @Test
    void keysOfATwoPhaseSetAreElementsOrTombstones() {
        Realm small = Realm.of(5, 6, ValueLimits.DEFAULT.withElementBytes(20));
        CrdtType<TwoPhaseSet<String>> type = TwoPhaseSet.type(small, strings);
        assertThat(type.decode(twoPhase(type, small, 1, 20)).size()).isOne();
        assertThat(type.decode(twoPhase(type, small, 0, 16)).size()).isZero();
        assertRefused(type, twoPhase(type, small, 2, 20), Reason.MALFORMED);
        assertRefused(type, twoPhase(type, small, 0, 17), Reason.MALFORMED);
        assertRefused(type, twoPhase(type, small, 0, 15), Reason.MALFORMED);
    }

    private byte[] twoPhase(CrdtType<?> type, Realm small, int tag, int length) {
        return Forge.of(small, type.name())
                .numbers(1)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 1 + length, 0)
                .raw(tag)
                .junk(length)
                .run(1)
                .bytes();
    }
}
