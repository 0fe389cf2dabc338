package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.join;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.OwnTypes.Highest;
import io.latticework.crdt.OwnTypes.Restless;
import io.latticework.crdt.OwnTypes.Words;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A user's own lattice in a map lives under birth dots. */
class ORMapLatticeTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");
    private final CrdtType<ORMap<String>> maps = ORMap.type(
            Realm.shared(), ValueCodec.strings(), List.of(Highest.TYPE, Words.TYPE, Restless.TYPE, OwnTypes.FRAGILE));
    private final ORMap<String> empty = maps.empty();

    private ORMap<String> raise(Author author, ORMap<String> map, long to) {
        return map.update(author, "key", Highest.TYPE, highest -> highest.raise(to));
    }

    private static long highest(ORMap<String> map) {
        return map.get("key", Highest.TYPE).value();
    }

    @Test
    void growsUnderItsBirthAndTravels() {
        ORMap<String> born = raise(a, empty, 5);
        ORMap<String> grown = raise(b, sent(born), 8);
        assertThat(highest(grown)).isEqualTo(8);
        assertThat(sent(grown)).isEqualTo(grown);
        assertThat(born.merge(sent(grown.deltaFrom(born)))).isEqualTo(grown);
        assertThat(grown.toJson()).isEqualTo("{\"key\":\"8\"}");
        assertThat(grown.types("key")).containsExactly("~test.highest");
        assertThat(raise(a, grown, 3)).isSameAs(grown);
    }

    @Test
    void concurrentGrowthOfOneBirthJoins() {
        ORMap<String> born = raise(a, empty, 5);
        ORMap<String> merged = raise(a, born, 6).merge(raise(b, born, 9));
        assertThat(highest(merged)).isEqualTo(9);
        assertThat(merged).isEqualTo(raise(b, born, 9).merge(raise(a, born, 6)));
    }

    @Test
    void concurrentBirthsJoin() {
        ORMap<String> left = raise(a, empty, 5);
        ORMap<String> right = raise(b, empty, 9);
        ORMap<String> merged = left.merge(right);
        assertThat(highest(merged)).isEqualTo(9);
        assertThat(merged).isEqualTo(right.merge(left));
        ORMap<String> grown = raise(c, merged, 11);
        assertThat(grown.merge(left).merge(right)).isSameAs(grown);
        assertThat(highest(sent(grown))).isEqualTo(11);
    }

    @Test
    void forksOfTheEmptyMapByOneAuthorJoin() {
        ORMap<String> merged = raise(a, empty, 5).merge(raise(a, empty, 4));
        assertThat(highest(merged)).isEqualTo(5);
        assertThat(merged.remove(a, "key").isEmpty()).isTrue();
    }

    @Test
    void deleteBeatsConcurrentGrowthOfTheBirthsThatItSaw() {
        ORMap<String> born = raise(a, empty, 5);
        ORMap<String> removed = born.remove(b, "key");
        ORMap<String> grown = raise(a, born, 9);
        assertThat(removed.merge(grown).isEmpty()).isTrue();
        assertThat(grown.merge(sent(removed.deltaFrom(born))).isEmpty()).isTrue();
    }

    @Test
    void aConcurrentBirthSurvivesADelete() {
        ORMap<String> removed = raise(a, empty, 9).remove(b, "key");
        ORMap<String> born = raise(c, empty, 5);
        assertThat(highest(removed.merge(born))).isEqualTo(5);
    }

    @Test
    void aKeyThatComesBackStartsAfresh() {
        ORMap<String> old = raise(a, empty, 9);
        ORMap<String> back = raise(a, old.remove(a, "key"), 2);
        assertThat(highest(back)).isEqualTo(2);
        assertThat(back.merge(old)).isSameAs(back);
        assertThat(highest(back.merge(raise(b, old, 10)))).isEqualTo(2);
    }

    @Test
    void anUpdateThatReturnsWhatItWasGivenCreatesNothing() {
        assertThat(empty.update(a, "key", Highest.TYPE, highest -> highest)).isSameAs(empty);
    }

    @Test
    void theEmptyStateOfALatticeCanBeBornAndCut() {
        ORMap<String> born =
                empty.update(a, "key", Words.TYPE, words -> Words.TYPE.empty().merge(new Words("x")));
        ORMap<String> bottom = empty.update(a, "key", Words.TYPE, words -> new Words());
        assertThat(bottom.containsKey("key")).isTrue();
        assertThat(sent(bottom)).isEqualTo(bottom);
        for (ORMap<String> state : List.of(born, bottom, bottom.merge(born))) {
            assertThat(join(empty, state.split(200))).isEqualTo(state);
        }
    }

    @Test
    void ownDifferencesAndPiecesAreUsed() {
        ORMap<String> base = empty;
        for (int i = 0; i < 200; i++) {
            String word = "word-number-" + i;
            base = base.update(a, "key", Words.TYPE, words -> words.merge(new Words(word)));
        }
        ORMap<String> grown = base.update(a, "key", Words.TYPE, words -> words.merge(new Words("another")));
        ORMap<String> delta = grown.deltaFrom(base);
        assertThat(delta.get("key", Words.TYPE)).isEqualTo(new Words("another"));
        assertThat(maps.encode(delta)).hasSizeLessThan(80);
        assertThat(base.merge(sent(delta))).isEqualTo(grown);
        int pieces = 0;
        for (ORMap<String> piece : grown.split(500)) {
            assertThat(maps.encode(piece)).hasSizeLessThanOrEqualTo(500);
            assertThat(grown.merge(piece)).isSameAs(grown);
            pieces++;
        }
        assertThat(pieces).isGreaterThan(5);
        assertThat(join(empty, grown.split(500))).isEqualTo(grown);
    }

    @Test
    void worksAtAnyDepthAndInTwoRealms() {
        ORMap<String> deep = empty.update(
                a, "outer", maps, inner -> inner.update(a, "key", Highest.TYPE, highest -> highest.raise(4)));
        assertThat(sent(deep).get("outer", maps).get("key", Highest.TYPE).value())
                .isEqualTo(4);
        ORMap<String> elsewhere = deep.in(Realm.of(3, 4, ValueLimits.DEFAULT));
        assertThat(elsewhere).isEqualTo(deep);
        assertThat(sent(elsewhere).toJson()).isEqualTo("{\"outer\":{\"key\":\"4\"}}");
        assertThat(deep.merge(elsewhere)).isSameAs(deep);
    }

    @Test
    void anUnregisteredTypeIsRefusedByItsName() {
        byte[] bytes = maps.encode(raise(a, empty, 5));
        CrdtType<ORMap<String>> unaware = ORMap.type(ValueCodec.strings());
        assertThatThrownBy(() -> unaware.decode(bytes))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_TYPE))
                .hasMessageContaining("test.highest");
    }

    @Test
    void aMergeKeepsTheTypesThatTheLeftSideKnows() {
        ORMap<String> unaware = raise(a, ORMap.empty(ValueCodec.strings()), 5);
        ORMap<String> merged = empty.merge(unaware);
        assertThat(highest(merged.type().decode(merged.type().encode(merged)))).isEqualTo(5);
    }

    @Test
    void aMergeThatAlwaysReturnsANewObjectChangesNothing() {
        ORMap<String> map = empty.update(a, "key", Restless.TYPE, restless -> new Restless(7));
        ORMap<String> copy = sent(map);
        assertThat(map.merge(copy)).isSameAs(map);
        assertThat(map.update(a, "key", Restless.TYPE, restless -> new Restless(7)))
                .isSameAs(map);
        ORMap<String> grown = map.update(b, "key", Restless.TYPE, restless -> new Restless(8));
        assertThat(map.merge(grown).digest()).isEqualTo(grown.digest());
        assertThat(grown.merge(copy).merge(map)).isSameAs(grown);
        assertThat(grown.deltaFrom(sent(grown)).isEmpty()).isTrue();
    }

    @Test
    void aCodecThatFailsOnBytesIsADecodeException() {
        ORMap<String> map = empty.update(a, "key", OwnTypes.FRAGILE, fragile -> fragile.raise(66));
        byte[] bytes = maps.encode(map);
        assertThatThrownBy(() -> maps.decode(bytes))
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageContaining("test.fragile")
                .hasRootCauseMessage("unlucky number");
    }

    @Test
    void aTypeOutsideOfMapsHasTheDefaultOperations() {
        Highest five = new Highest(5);
        assertThat(five.deltaFrom(new Highest(7))).isEqualTo(Highest.TYPE.empty());
        assertThat(five.deltaFrom(new Highest(3))).isSameAs(five);
        assertThat(five.split(1)).containsExactly(five);
        assertThatThrownBy(() -> five.split(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(five.digest()).isEqualTo(sent(five).digest()).isNotEqualTo(new Highest(6).digest());
        assertThat(Highest.TYPE)
                .isEqualTo(CrdtType.of("test.highest", five, OwnTypes.HIGHEST))
                .hasToString("test.highest");
        assertThatThrownBy(() -> CrdtType.of("No Name", five, OwnTypes.HIGHEST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverACodecThrowsIsToldAsMalformedBytes() {
        byte[] unlucky = "66".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> OwnTypes.FRAGILE.decode(unlucky))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("the codec of test.fragile failed")
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
