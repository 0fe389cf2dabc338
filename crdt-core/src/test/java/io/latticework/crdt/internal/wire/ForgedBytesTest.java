package io.latticework.crdt.internal.wire;

import static io.latticework.crdt.internal.wire.Soundness.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.Writers;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException.Reason;
import io.latticework.crdt.error.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets and maps that break one rule of the format or of causality each, with a checksum that fits. */
class ForgedBytesTest {
    private static final int STORE = 1;
    private static final int DELTA = 2;
    private static final int NAMES = 4;

    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final CrdtType<ORSet<String>> sets = ORSet.type(realm, ValueCodec.strings());
    private final CrdtType<ORMap<String>> maps = ORMap.type(realm, ValueCodec.strings(), List.of());

    private Forge set(int flags) {
        return Forge.of(realm, sets.name()).numbers(flags);
    }

    /** Starts a map of replica a with one nested type. */
    private Forge map(int flags, String nested) {
        return Forge.of(realm, maps.name()).numbers(flags).replicas("a").types(nested);
    }

    private void refused(Forge set) {
        assertRefused(sets, set.bytes(), Reason.MALFORMED);
    }

    private void refusedMap(Forge map) {
        assertRefused(maps, map.bytes(), Reason.MALFORMED);
    }

    @Test
    void theFormThatAllOthersBreakIsRight() {
        byte[] x = set(STORE)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x')
                .run(1)
                .bytes();
        assertThat(sets.decode(x).elements()).containsExactly("x");
        byte[] count = map(STORE, "pncounter")
                .numbers(1)
                .text("key")
                .numbers(0, 0, 3, 3, 5, 9, 0)
                .run(3)
                .bytes();
        assertThat(maps.decode(count).toJson()).isEqualTo("{\"key\":-4}");
        byte[] named = set(DELTA | NAMES)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x')
                .run(1)
                .bytes();
        assertThat(sets.decode(x).merge(sets.decode(named)).isEmpty()).isTrue();
    }

    @Test
    void theHeaderIsChecked() {
        byte[] good = sets.encode(sets.empty());
        byte[] magic = good.clone();
        magic[1] ^= 1;
        assertRefused(sets, Forge.sealed(magic), Reason.NOT_A_VALUE);
        byte[] version = good.clone();
        version[2]++;
        assertRefused(sets, Forge.sealed(version), Reason.VERSION);
        byte[] seed = good.clone();
        seed[6] ^= 1;
        assertRefused(sets, Forge.sealed(seed), Reason.SEED);
        assertRefused(maps, good, Reason.WRONG_TYPE);
        assertRefused(sets, new byte[] {0x4C, 0x57, 1}, Reason.TRUNCATED);
        assertRefused(sets, new byte[0], Reason.NOT_A_VALUE);
        assertRefused(sets, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), Reason.NOT_A_VALUE);
        assertRefused(sets, set(0).replicas().types().numbers(0).raw(0).bytes(), Reason.TRAILING);
        byte[] strange = Forge.of(realm, "or\nset\u001b[31m").bytes();
        assertRefused(sets, strange, Reason.WRONG_TYPE).hasMessageNotContainingAny("\n", "\u001b");
    }

    @Test
    void unknownFlagsAndNamesWithoutADeltaAreRefused() {
        refused(set(16).replicas().types().numbers(0));
        refused(set(255).replicas().types().numbers(0));
        refused(set(NAMES)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x')
                .run(1));
    }

    @Test
    void announcedButEmptyStoresAreRefused() {
        refused(set(STORE).replicas().types().numbers(0, 0, 0).numbers(0));
        refused(set(DELTA | NAMES).replicas().types().numbers(0, 0, 0).numbers(0));
        refusedMap(map(STORE, "mv<string>").numbers(0).run(1));
        refusedMap(map(STORE, "ormap<string>")
                .numbers(1)
                .text("key")
                .numbers(0, 0)
                .run(1)
                .junk(2));
    }

    @Test
    void numbersLongerThanTheyNeedToBeAreRefused() {
        refused(set(0).raw(0x80, 0x00).types().numbers(0));
        refused(set(0).raw(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02)
                .types()
                .numbers(0));
        refused(set(0).raw(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01)
                .types()
                .numbers(0));
    }

    @Test
    void theDictionaryOfReplicasIsSortedAndWellFormed() {
        refused(set(0).replicas("b", "a").types().numbers(0));
        refused(set(0).replicas("a", "a").types().numbers(0));
        refused(set(0).replicas("").junk(8).types().numbers(0));
        refused(set(0).replicas("a\nb").types().numbers(0));
        refused(set(0).numbers(1, 2).raw(0xC3, 0x28).junk(8).types().numbers(0));
        assertThatThrownBy(() -> sets.decode(
                        set(0).replicas("x".repeat(256)).types().numbers(0).bytes()))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void theDictionaryOfTypesIsSortedAndKnown() {
        refusedMap(Forge.of(realm, maps.name())
                .numbers(0)
                .replicas()
                .types("pncounter", "gcounter")
                .numbers(0));
        refusedMap(Forge.of(realm, maps.name())
                .numbers(0)
                .replicas()
                .types("gcounter", "gcounter")
                .numbers(0));
        for (String name : List.of(
                "",
                "set",
                "~",
                "~A",
                "orset",
                "orset<",
                "orset<string",
                "orset<>",
                "orset<a>>",
                "ORSET<string>",
                "gcounter*",
                "pncounter<string>",
                "mv<\u00e9>",
                "mv<a\nb>",
                "~" + "x".repeat(65))) {
            assertRefused(maps, map(0, name).numbers(0).bytes(), Reason.UNKNOWN_TYPE)
                    .hasMessageNotContainingAny("\n");
        }
        assertThat(maps.decode(map(0, "lww<any.codec>").numbers(0).bytes()).isEmpty())
                .isTrue();
    }

    @Test
    void dotsAreInTheirContext() {
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x')
                .numbers(0));
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(1)
                .numbers(1, 0, 0, 1, 0)
                .numbers(0, 1, 0)
                .raw('x')
                .run(1));
        refused(set(DELTA | NAMES)
                .replicas("a")
                .types()
                .numbers(0)
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x'));
        refusedMap(map(STORE, "gcounter")
                .numbers(1)
                .text("key")
                .numbers(0, 0, 2, 2, 5, 0, 0)
                .run(1));
    }

    @Test
    void aDotIsAtOnePathOnly() {
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(2)
                .run(2)
                .numbers(1, 0, 0, 0, 2, 1, 1)
                .raw('x', 'y')
                .run(2));
        refusedMap(map(STORE, "gcounter")
                .numbers(2)
                .text("one")
                .numbers(0, 0, 1, 1, 5, 0, 0)
                .text("two")
                .numbers(0, 0, 1, 1, 5, 0, 0)
                .run(1));
        Forge overlap = set(STORE | DELTA | NAMES).replicas("a").types();
        refused(overlap.numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x')
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('y')
                .run(1));
    }

    @Test
    void aKeyComesOnce() {
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(2)
                .run(2)
                .numbers(0, 3, 1)
                .raw('x', 'y', 'z', 'x', 'y', 'z')
                .run(2));
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(2)
                .run(2)
                .numbers(0, 0, 1)
                .run(2));
        refusedMap(map(STORE, "gcounter")
                .numbers(2)
                .text("key")
                .numbers(0, 0, 1, 1, 5, 0, 0)
                .text("key")
                .numbers(0, 0, 2, 2, 5, 0, 0)
                .run(2));
    }

    @Test
    void sequencesStartAtOneAndEndAtFortyBits() {
        long last = (1L << 40) - 1;
        refusedMap(map(STORE, "gcounter")
                .numbers(1)
                .text("key")
                .numbers(0, 0, 0, 1, 5, 0, 0)
                .run(1));
        refusedMap(map(STORE, "gcounter")
                .numbers(1)
                .text("key")
                .numbers(0, 0, last + 1, 1, 5, 0, 0)
                .run(1));
        assertThat(sets.decode(set(0).replicas("a").types().run(last).bytes()).isEmpty())
                .isTrue();
        refused(set(0).replicas("a").types().run(last + 1));
        refused(set(0).replicas("a").types().numbers(1, 0, 0, last, 0));
        refused(set(0).replicas("a").types().numbers(1, 0, 1, last - 1, 0, 1, 0));
        refused(set(0).replicas("a").types().numbers(1, 0, 0, last + 1, 0));
    }

    @Test
    void runsDoNotTouchAndDotsAscend() {
        refused(set(0).replicas("a").types().numbers(1, 0, 1, 0, 0, 0, 0));
        refused(set(0).replicas("a").types().numbers(1, 1, 0, 0, 0));
        refused(set(0).replicas("a", "b").types().numbers(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        refusedMap(map(STORE, "mv<string>")
                .numbers(1)
                .text("k")
                .numbers(0, 1, 2, 0, 0, 0, 1, 0, 0)
                .run(2));
        refusedMap(map(STORE, "mv<string>")
                .numbers(1)
                .text("k")
                .numbers(0, 1, 2, 0, 0, 0, 2, 0, 0)
                .run(2));
        refusedMap(map(STORE, "mv<string>")
                .numbers(1)
                .text("k")
                .numbers(0, 2, 1, 0, 0)
                .run(2));
    }

    @Test
    void elementsFitTheBytesThatAreLeft() {
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 100, 0)
                .raw('x')
                .run(1));
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(2)
                .run(2)
                .numbers(0, 1, 5)
                .raw('x', 'y')
                .run(2));
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(2)
                .run(3)
                .numbers(0, 1, 1)
                .raw('x', 'y')
                .run(3));
        refused(set(STORE)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(1, 1, 0, 0, 2, 1, 0)
                .raw('x')
                .run(2));
        refusedMap(map(STORE, "gcounter")
                .numbers(1)
                .text("key")
                .numbers(1, 0, 1, 1, 5, 0, 0)
                .run(1));
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackIs() {
        Forge deep = map(STORE, "ormap<string>");
        for (int i = 0; i < 100_000; i++) {
            deep.numbers(1, 0, 0);
        }
        byte[] bytes = deep.junk(100).bytes();
        assertThatThrownBy(() -> maps.decode(bytes))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("nesting"));
    }

    @Test
    void aDeltaThatNamesWrongPathsDoesNotMakeOthersUnreadable() {
        ORSet<String> whole = sets.empty();
        Author a = Writers.author("a");
        for (int i = 0; i < 200; i++) {
            whole = whole.add(a, "element " + i);
        }
        ORSet<String> news = sets.decode(sets.encode(whole.deltaFrom(sets.empty())));
        byte[] liar = set(DELTA | NAMES)
                .replicas("a")
                .types()
                .numbers(1)
                .run(1)
                .numbers(0, 1, 0)
                .raw('x')
                .numbers(1, 0, 1, 0, 0, 498, 0)
                .bytes();
        ORSet<String> joined = news.merge(sets.decode(liar));
        assertThat(sets.decode(sets.encode(joined))).isEqualTo(joined);
        Soundness.check(sets, joined, whole);
    }
}
