package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.join;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a key, for every type that may be under it. */
class ORMapTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");
    private final ORMap<String> empty = ORMap.empty(ValueCodec.strings());

    static Stream<NestedKind<?>> kinds() {
        return NestedKind.all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKeyIsThereWhileSomethingBelowItIsAlive(NestedKind<?> kind) {
        ORMap<String> map = kind.write(a, empty, 1);
        assertThat(map.containsKey("key")).isTrue();
        assertThat(map.keys()).containsExactly("key");
        assertThat(map.size()).isEqualTo(1);
        assertThat(kind.shown(map)).containsExactly("w1");
        ORMap<String> removed = map.remove(b, "key");
        assertThat(removed.containsKey("key")).isFalse();
        assertThat(removed.isEmpty()).isTrue();
        assertThat(kind.shown(removed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void removeTakesWhatItSawAtAllDepths(NestedKind<?> kind) {
        ORMap<String> map = kind.write(b, kind.write(a, empty, 1), 2);
        ORMap<String> removed = map.remove(c, "key");
        assertThat(map.merge(sent(removed)).isEmpty()).isTrue();
        assertThat(removed.merge(sent(map))).isSameAs(removed);
        assertThat(map.merge(sent(removed.deltaFrom(map)))).isEqualTo(removed);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void concurrentUpdateSurvivesARemoveAndNothingElseDoes(NestedKind<?> kind) {
        ORMap<String> base = sent(kind.write(a, empty, 1));
        ORMap<String> removed = base.remove(b, "key");
        ORMap<String> updated = kind.write(a, base, 2);
        assertThat(kind.shown(removed.merge(updated))).containsExactly("w2");
        assertThat(updated.merge(removed)).isEqualTo(removed.merge(updated));
        assertThat(removed.merge(sent(updated.deltaFrom(base)))).isEqualTo(removed.merge(updated));
        assertThat(updated.merge(sent(removed.deltaFrom(base)))).isEqualTo(removed.merge(updated));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKeyThatComesBackStartsAfresh(NestedKind<?> kind) {
        ORMap<String> old = kind.write(a, empty, 1);
        ORMap<String> back = kind.write(a, old.remove(a, "key"), 2);
        assertThat(kind.shown(back)).containsExactly("w2");
        assertThat(old.merge(back)).isEqualTo(back);
        assertThat(back.merge(old)).isSameAs(back);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void lateDeltasOfARemovedKeyNeitherReviveItNorTouchItsSuccessor(NestedKind<?> kind) {
        ORMap<String> old = kind.write(a, empty, 1);
        ORMap<String> removed = old.remove(b, "key");
        ORMap<String> back = kind.write(a, removed, 2);
        ORMap<String> creation = sent(old.deltaFrom(empty));
        ORMap<String> removal = sent(removed.deltaFrom(old));
        assertThat(back.merge(creation)).isSameAs(back);
        assertThat(back.merge(removal)).isSameAs(back);
        assertThat(removed.merge(creation)).isSameAs(removed);
        assertThat(empty.merge(removal).merge(creation)).isEqualTo(removed);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void removedAndBackOnOneSideUpdatedOnTheOther(NestedKind<?> kind) {
        ORMap<String> base = kind.write(a, empty, 1);
        ORMap<String> back = kind.write(b, base.remove(b, "key"), 2);
        ORMap<String> updated = kind.write(c, base, 3);
        ORMap<String> merged = back.merge(updated);
        assertThat(merged).isEqualTo(updated.merge(back));
        assertThat(kind.shown(merged)).isSubsetOf("w2", "w3").isNotEmpty();
        assertThat(kind.showsAll() ? kind.shown(merged) : Set.of("w2", "w3")).containsExactlyInAnyOrder("w2", "w3");
        assertThat(merged.remove(a, "key").merge(back).merge(updated).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bothSidesRemoveAndOneWritesAgain(NestedKind<?> kind) {
        ORMap<String> base = kind.write(a, empty, 1);
        ORMap<String> left = base.remove(b, "key");
        ORMap<String> right = kind.write(c, base.remove(c, "key"), 4);
        assertThat(kind.shown(left.merge(right))).containsExactly("w4");
        assertThat(right.merge(left)).isEqualTo(left.merge(right));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void forksOfOneValueByOneAuthorMergeWithoutLoss(NestedKind<?> kind) {
        ORMap<String> base = kind.write(a, empty, 0);
        ORMap<String> left = kind.write(a, base, 1);
        ORMap<String> right = kind.write(a, base, 2);
        ORMap<String> all = kind.write(a, left, 3)
                .merge(kind.write(a, left, 4))
                .merge(kind.write(a, right, 5))
                .merge(right);
        assertThat(kind.shown(all)).isNotEmpty();
        assertThat(kind.showsAll() ? kind.shown(all) : Set.of("w3", "w4", "w5")).contains("w3", "w4", "w5");
        assertThat(right.merge(left).merge(all)).isEqualTo(all);
        assertThat(all.merge(sent(left)).merge(sent(right))).isSameAs(all);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void addedAndRemovedDiffersFromNeverAdded(NestedKind<?> kind) {
        ORMap<String> removed = kind.write(a, empty, 1).remove(a, "key");
        assertThat(removed.digest()).isNotEqualTo(empty.digest());
        assertThat(removed).isNotEqualTo(empty);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void removedKeysLeaveNoTombstones(NestedKind<?> kind) {
        ORMap<String> map = kind.write(b, empty, 1).remove(b, "key");
        for (int i = 0; i < 3_000; i++) {
            map = kind.write(a, map, i % 10).remove(i % 2 == 0 ? a : b, "key");
        }
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.type().encode(map)).hasSizeLessThan(96);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everySubsetOfDeltasInEveryOrderMergesWithoutHoles(NestedKind<?> kind) {
        ORMap<String> one = kind.write(a, empty, 1);
        ORMap<String> two = one.remove(b, "key");
        ORMap<String> three = kind.write(a, two, 3);
        ORMap<String> four = kind.write(c, three, 4);
        List<ORMap<String>> deltas =
                List.of(sent(one), sent(two.deltaFrom(one)), sent(three.deltaFrom(two)), sent(four.deltaFrom(three)));
        assertThat(Writers.forEachDelivery(
                        empty,
                        deltas,
                        (delivered, joined) -> four.merge(joined) == four
                                && joined.containsKey("key")
                                        == (delivered.contains(deltas.get(2))
                                                || delivered.contains(deltas.get(3))
                                                || delivered.contains(deltas.get(0))
                                                        && !delivered.contains(deltas.get(1)))
                                && (delivered.size() < 4 || joined.equals(four))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void piecesNeverRemoveWhatIsNotInThem(NestedKind<?> kind) {
        ORMap<String> map = empty;
        for (int i = 0; i < 60; i++) {
            int n = i % 10;
            map = map.update(a, "outer " + i, empty.type(), inner -> kind.write(a, inner, n));
        }
        ORMap<String> state = map.remove(b, "outer 7");
        for (ORMap<String> piece : state.split(500)) {
            assertThat(state.merge(sent(piece))).isSameAs(state);
            assertThat(state.keys()).containsAll(piece.keys());
        }
        assertThat(join(map, state.split(500))).isEqualTo(state);
        assertThat(join(empty, state.split(500))).isEqualTo(state);
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        ORMap<String> map = empty.update(a, "key", GCounter.TYPE, count -> count.increment(a));
        assertThat(map.remove(a, "other")).isSameAs(map);
        assertThat(map.remove(a, "key", PNCounter.TYPE)).isSameAs(map);
        assertThat(empty.clear(a)).isSameAs(empty);
        assertThat(map.update(a, "key", GCounter.TYPE, count -> count)).isSameAs(map);
        assertThat(map.update(a, "other", GCounter.TYPE, count -> count.increment(a, 0)))
                .isSameAs(map);
    }

    @Test
    void clearTakesWhatItSawAndLaterKeysStay() {
        ORMap<String> base = empty.update(a, "x", GCounter.TYPE, count -> count.increment(a));
        ORMap<String> cleared = base.clear(b);
        ORMap<String> concurrent = base.update(a, "y", GCounter.TYPE, count -> count.increment(a));
        assertThat(cleared.isEmpty()).isTrue();
        assertThat(cleared.merge(concurrent).keys()).containsExactly("y");
    }

    @Test
    void twoTypesUnderOneKeyBothStay() {
        CrdtType<ORSet<String>> sets = ORSet.type(ValueCodec.strings());
        ORMap<String> counted = empty.update(a, "key", GCounter.TYPE, count -> count.increment(a, 7));
        ORMap<String> collected = empty.update(b, "key", sets, set -> set.add(b, "x"));
        ORMap<String> both = counted.merge(collected);
        assertThat(both).isEqualTo(collected.merge(counted));
        assertThat(both.size()).isEqualTo(1);
        assertThat(both.types("key")).containsExactly("gcounter", "orset<string>");
        assertThat(both.get("key", GCounter.TYPE).value()).isEqualTo(7);
        assertThat(both.get("key", sets).elements()).containsExactly("x");
        assertThat(both.toJson()).isEqualTo("{\"key\":7}");
        ORMap<String> one = both.remove(a, "key", GCounter.TYPE);
        assertThat(one.types("key")).containsExactly("orset<string>");
        assertThat(one.toJson()).isEqualTo("{\"key\":[\"x\"]}");
        assertThat(both.remove(a, "key").isEmpty()).isTrue();
    }

    @Test
    void aMapInAMapToDepthThreeShowsAsJson() {
        CrdtType<ORMap<String>> maps = ORMap.type(ValueCodec.strings());
        ORMap<String> map = empty.update(
                a,
                "one",
                maps,
                one -> one.update(
                                a,
                                "two",
                                maps,
                                two -> two.update(a, "three", PNCounter.TYPE, count -> count.decrement(a, 3)))
                        .update(
                                a,
                                "set",
                                ORSet.type(ValueCodec.longs()),
                                set -> set.add(a, 5L).add(a, -5L)));
        assertThat(sent(map).toJson()).isEqualTo("{\"one\":{\"set\":[-5,5],\"two\":{\"three\":-3}}}");
        assertThat(sent(map)).isEqualTo(map);
        assertThat(map.get("one", maps)
                        .get("two", maps)
                        .get("three", PNCounter.TYPE)
                        .value())
                .isEqualTo(-3);
    }

    @Test
    void aRemoveInsideAndAnUpdateOutsideMeet() {
        CrdtType<ORMap<String>> maps = ORMap.type(ValueCodec.strings());
        ORMap<String> base = empty.update(
                a, "outer", maps, inner -> inner.update(a, "x", GCounter.TYPE, count -> count.increment(a)));
        ORMap<String> innerRemoved = base.update(b, "outer", maps, inner -> inner.remove(b, "x"));
        ORMap<String> outerUpdated = base.update(
                c, "outer", maps, inner -> inner.update(c, "y", GCounter.TYPE, count -> count.increment(c)));
        assertThat(innerRemoved.isEmpty()).isTrue();
        assertThat(innerRemoved.merge(outerUpdated).get("outer", maps).keys()).containsExactly("y");
    }

    @Test
    void keysAreComparedByTheirBytes() {
        ORMap<String> map = empty.update(a, "e\u0301", GCounter.TYPE, count -> count.increment(a))
                .update(a, "", GCounter.TYPE, count -> count.increment(a, 2))
                .update(a, "\u0000", GCounter.TYPE, count -> count.increment(a, 3));
        assertThat(map.containsKey("\u00e9")).isFalse();
        assertThat(sent(map).keys()).containsExactlyInAnyOrder("", "\u0000", "e\u0301");
        assertThat(sent(map).get("", GCounter.TYPE).value()).isEqualTo(2);
    }

    @Test
    void theSameProgramOnTwoReplicasGivesTheSameKeys() {
        ORMap<String> left = NestedKind.all().get(5).write(a, empty, 1);
        ORMap<String> right = NestedKind.all().get(5).write(b, empty, 1);
        assertThat(left.toJson()).isEqualTo(right.toJson());
        assertThat(left.merge(right).toJson()).isEqualTo(left.toJson());
    }
}
