package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CrdtException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Small bytes that claim much, and large ones that are costly: nothing is allocated before it is certain. */
@Timeout(60)
class HugeClaimsTest {
    private static final long CLAIM = 16L << 20;
    private static final int STORE = 1;

    /** An exception with its trace, and what a short message needs. */
    private static final long SMALL = 32 << 10;

    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final ValueCodec<String> strings = ValueCodec.strings();
    private final CrdtType<ORSet<String>> sets = ORSet.type(realm, strings);
    private final CrdtType<ORMap<String>> maps = ORMap.type(realm, strings, List.of());

    private static boolean refuses(CrdtType<?> type, byte[] bytes) {
        try {
            return type.decode(bytes) == null;
        } catch (CrdtException e) {
            return true;
        }
    }

    private static void refusesCheaply(CrdtType<?> type, Forge forge) {
        byte[] bytes = forge.bytes();
        assertThat(refuses(type, bytes)).isTrue();
        assertThat(Allocation.bytes(() -> assertThat(refuses(type, bytes)).isTrue()))
                .isLessThan(SMALL + 128L * bytes.length);
    }

    private Forge set() {
        return Forge.of(realm, sets.name()).numbers(STORE).replicas("a").types();
    }

    private Forge map(String nested) {
        return Forge.of(realm, maps.name()).numbers(STORE).replicas("a").types(nested);
    }

    @Test
    void countsAreNotBelieved() {
        for (long claim : new long[] {100, 60_000, CLAIM, 1L << 31, 1L << 40, Long.MAX_VALUE, -1}) {
            refusesCheaply(sets, Forge.of(realm, sets.name()).numbers(0, claim).junk(60));
            refusesCheaply(
                    sets, Forge.of(realm, sets.name()).numbers(0, 0, claim).junk(60));
            refusesCheaply(
                    sets, Forge.of(realm, sets.name()).numbers(0, 0, 0, claim).junk(60));
            refusesCheaply(sets, set().numbers(claim).run(claim).junk(60));
            refusesCheaply(sets, set().numbers(30).run(30).numbers(claim).junk(60));
            refusesCheaply(sets, set().numbers(30).run(30).numbers(1, 0, claim).junk(60));
            refusesCheaply(sets, set().numbers(30).run(30).numbers(0, claim, 29).junk(60));
            refusesCheaply(sets, set().numbers(30).run(30).numbers(0, 3, claim).junk(60));
            refusesCheaply(sets, set().numbers(1).numbers(1, 0, claim).junk(60));
            refusesCheaply(maps, map("gcounter").numbers(claim).junk(60));
            refusesCheaply(maps, map("gcounter").numbers(1, claim).junk(60));
            refusesCheaply(
                    maps,
                    map("mv<string>").numbers(1).text("k").numbers(0, claim).junk(60));
            refusesCheaply(
                    maps,
                    map("mv<string>")
                            .numbers(1)
                            .text("k")
                            .numbers(0, 1, 0, 1, 0, claim)
                            .junk(60));
            refusesCheaply(
                    maps,
                    map("~own").numbers(1).text("k").numbers(0, 1, 0, 1, claim).junk(60));
            refusesCheaply(
                    GCounter.type(realm),
                    Forge.of(realm, "gcounter").replicas("a").numbers(claim).junk(60));
            refusesCheaply(
                    LWWRegister.type(realm, strings),
                    Forge.of(realm, "lww<string>")
                            .numbers(1, 5)
                            .text("a")
                            .junk(8)
                            .numbers(claim)
                            .junk(60));
        }
    }

    @Test
    void anEnvelopeOfGreatNamesIsRefused() {
        refusesCheaply(sets, Forge.of(realm, "x".repeat(10_000)).junk(60));
    }

    @Test
    void nestedMapsCannotEachClaimAllThatIsLeft() {
        Forge forge = map("ormap<string>");
        for (int level = 0; level < 31; level++) {
            forge.numbers(200_000, 0, 0);
        }
        byte[] bytes = forge.junk(1 << 20).bytes();
        assertThat(Allocation.bytes(() -> assertThat(refuses(maps, bytes)).isTrue()))
                .isLessThan(SMALL + bytes.length);
    }

    @Test
    void elementsThatMustBeEqualAreRefusedBeforeTheyAreMade() {
        int count = 1 << 18;
        for (int length = 0; length < 2; length++) {
            byte[] bytes = set().numbers(count)
                    .run(count)
                    .numbers(0, length, count - 1L)
                    .junk(count)
                    .junk(100)
                    .bytes();
            assertThat(Allocation.bytes(() -> assertThat(refuses(sets, bytes)).isTrue()))
                    .isLessThan(SMALL + 16L * bytes.length);
        }
    }

    /** Decoding and encoding again may cost a fixed number of bytes for each, however they are arranged. */
    private static <S extends Crdt<S>> void costIsLinear(CrdtType<S> type, Forge forge, int perByte) {
        byte[] bytes = forge.bytes();
        S value = type.decode(bytes);
        assertThat(type.decode(type.encode(value))).isEqualTo(value);
        assertThat(Allocation.bytes(() -> assertThat(type.decode(bytes)).isNotNull()))
                .isLessThan(perByte * (long) bytes.length);
        assertThat(Allocation.bytes(() -> assertThat(type.encode(value)).isNotEmpty()))
                .isLessThan(perByte * (long) bytes.length);
    }

    @Test
    void manySiblingsInOneRegister() {
        int count = 60_000;
        Forge siblings =
                Forge.of(realm, "mv<string>").numbers(STORE).replicas("a").types();
        for (int i = 1; i <= count; i++) {
            siblings.numbers(i < count ? 1 : 0, i, 0, 0);
        }
        costIsLinear(MVRegister.type(realm, strings), siblings.run(count), 150);
    }

    @Test
    void manyDotsOfOneElement() {
        int count = 60_000;
        Forge set = set().numbers(1).run(1).numbers(1, 0, count - 2L);
        for (int i = 2; i <= count; i++) {
            set.numbers(0, i);
        }
        costIsLinear(sets, set.numbers(1, 0).raw('x').run(count), 150);
    }

    /** With a search through all types for each entry this takes minutes, without allocating anything. */
    @Test
    @Timeout(20)
    void manyTypesInOneMap() {
        int count = 80_000;
        String[] types = new String[count];
        for (int i = 0; i < count; i++) {
            types[i] = "mv<" + (100_000 + i) + ">";
        }
        Forge map = Forge.of(realm, maps.name())
                .numbers(STORE)
                .replicas("a")
                .types(types)
                .numbers(count);
        for (int i = 0; i < count; i++) {
            map.text("k").numbers(i, 0, i + 1L, 0, 0);
        }
        costIsLinear(maps, map.run(count), 160);
    }

    @Test
    void manyRunsInOneContext() {
        int count = 60_000;
        Forge set =
                Forge.of(realm, sets.name()).numbers(0).replicas("a").types().numbers(1, 0, count - 1L);
        for (int i = 0; i < count; i++) {
            set.numbers(1, 0);
        }
        costIsLinear(sets, set, 150);
    }
}
