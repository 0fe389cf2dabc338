package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.join;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CausalityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ORSetTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");
    private final ORSet<String> empty = ORSet.empty(ValueCodec.strings());

    @Test
    void addsAndRemoves() {
        ORSet<String> set = empty.add(a, "x").add(a, "y").remove(a, "x");
        assertThat(set.contains("x")).isFalse();
        assertThat(set.contains("y")).isTrue();
        assertThat(set.size()).isEqualTo(1);
        assertThat(set.elements()).containsExactly("y");
        assertThat(set).hasToString("orset<string> [\"y\"]");
        assertThat(set.remove(a, "y").isEmpty()).isTrue();
    }

    @Test
    void concurrentAddWinsOverRemove() {
        ORSet<String> base = empty.add(a, "x");
        ORSet<String> removed = base.remove(b, "x");
        ORSet<String> added = base.add(a, "x");
        assertThat(removed.merge(added).contains("x")).isTrue();
        assertThat(added.merge(removed).contains("x")).isTrue();
    }

    @Test
    void removeTakesExactlyTheAddsThatItSaw() {
        ORSet<String> seen = empty.add(a, "x");
        ORSet<String> unseen = empty.add(b, "x");
        ORSet<String> removed = seen.remove(c, "x");
        assertThat(removed.merge(seen).contains("x")).isFalse();
        assertThat(removed.merge(seen).merge(unseen).contains("x")).isTrue();
        assertThat(removed.merge(seen.merge(unseen))
                        .remove(c, "x")
                        .merge(unseen)
                        .contains("x"))
                .isFalse();
    }

    @Test
    void anAddReplacesTheAddsThatItSaw() {
        ORSet<String> first = empty.add(a, "x");
        ORSet<String> second = first.add(b, "x");
        ORSet<String> removedFirst = first.remove(c, "x");
        assertThat(second.merge(removedFirst).contains("x")).isTrue();
        assertThat(first.merge(second).merge(removedFirst)).isEqualTo(second.merge(removedFirst));
    }

    @Test
    void anElementCanComeBack() {
        ORSet<String> old = empty.add(a, "x");
        ORSet<String> back = old.remove(a, "x").add(a, "x");
        assertThat(old.remove(b, "x").merge(back).contains("x")).isTrue();
        assertThat(back.merge(old)).isSameAs(back);
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        ORSet<String> set = empty.add(a, "x");
        assertThat(set.remove(a, "y")).isSameAs(set);
        assertThat(empty.remove(a, "y")).isSameAs(empty);
        assertThat(empty.clear(a)).isSameAs(empty);
        assertThat(set.addAll(a, List.of())).isSameAs(set);
    }

    @Test
    void clearTakesWhatItSaw() {
        ORSet<String> base = empty.addAll(a, List.of("x", "y"));
        ORSet<String> cleared = base.clear(b);
        assertThat(cleared.isEmpty()).isTrue();
        assertThat(cleared.merge(base.add(a, "z")).elements()).containsExactly("z");
    }

    @Test
    void addAllTakesDuplicatesAsOne() {
        ORSet<String> set = empty.addAll(a, List.of("x", "y", "x", "y", "x"));
        assertThat(set.size()).isEqualTo(2);
        assertThat(sent(set)).isEqualTo(set);
        assertThat(set.remove(a, "x").remove(a, "y").isEmpty()).isTrue();
    }

    @Test
    void addedAndRemovedDiffersFromNeverAdded() {
        ORSet<String> removed = empty.add(a, "x").remove(a, "x");
        assertThat(removed.digest()).isNotEqualTo(empty.digest());
        assertThat(removed).isNotEqualTo(empty);
        assertThat(removed.elements()).isEqualTo(empty.elements());
    }

    @Test
    void removedElementsLeaveNoTombstones() {
        ORSet<String> set = empty.add(b, "stays");
        for (int i = 0; i < 10_000; i++) {
            set = set.add(a, "element " + i).remove(i % 2 == 0 ? a : b, "element " + i);
        }
        assertThat(set.elements()).containsExactly("stays");
        assertThat(set.type().encode(set)).hasSizeLessThan(96);
    }

    @Test
    void forksOfOneValueByOneAuthorLoseNothing() {
        ORSet<String> base = empty.addAll(a, List.of("x", "y"));
        ORSet<String> left = base.add(a, "left").remove(a, "x");
        ORSet<String> right = base.add(a, "right").remove(a, "y");
        assertThat(left.merge(right).elements()).containsExactlyInAnyOrder("left", "right");
        ORSet<String> all = left.add(a, "l1")
                .merge(left.add(a, "l2"))
                .merge(right.add(a, "r1"))
                .merge(right.add(a, "r2").add(a, "y"));
        assertThat(all.elements()).containsExactlyInAnyOrder("left", "right", "l1", "l2", "r1", "r2", "y");
    }

    @Test
    void forksThatAddTheSameElementKeepItUntilBothAreRemoved() {
        ORSet<String> left = empty.add(a, "x");
        ORSet<String> right = empty.add(a, "x");
        ORSet<String> merged = left.merge(right);
        assertThat(merged.merge(left.remove(a, "x")).contains("x")).isTrue();
        assertThat(merged.remove(a, "x").merge(left).merge(right).contains("x")).isFalse();
    }

    @Test
    void aRemoveReachesAReplicaThroughAThirdOne() {
        ORSet<String> onA = empty.add(a, "x");
        ORSet<String> onB = empty.add(b, "x");
        ORSet<String> onC = onA;
        onA = onA.remove(a, "x");
        onA = onA.merge(onB);
        onB = onB.remove(b, "x");
        assertThat(onB.merge(onA).merge(onC).contains("x")).isFalse();
        assertThat(onC.merge(onA).merge(onB).contains("x")).isFalse();
    }

    @Test
    void aPieceOfTheSetNeverRemovesWhatIsNotInIt() {
        ORSet<String> whole = empty;
        for (int i = 0; i < 500; i++) {
            whole = whole.add(i % 3 == 0 ? a : b, "element " + i);
        }
        ORSet<String> state = whole.remove(a, "element 7").remove(b, "element 8");
        int pieces = 0;
        for (ORSet<String> piece : state.split(600)) {
            assertThat(piece.type().encode(piece)).hasSizeLessThanOrEqualTo(600);
            assertThat(state.merge(sent(piece))).isSameAs(state);
            assertThat(empty.merge(piece).elements()).allMatch(state::contains);
            pieces++;
        }
        assertThat(pieces).isGreaterThan(10);
        assertThat(join(whole, state.split(600))).isEqualTo(state);
    }

    @Test
    void everySubsetOfDeltasInEveryOrderMergesWithoutHoles() {
        ORSet<String> one = empty.addAll(a, List.of("x", "y"));
        ORSet<String> two = one.remove(b, "x");
        ORSet<String> three = two.add(a, "z").add(a, "x");
        ORSet<String> four = three.remove(a, "y");
        List<ORSet<String>> deltas =
                List.of(sent(one), sent(two.deltaFrom(one)), sent(three.deltaFrom(two)), sent(four.deltaFrom(three)));
        assertThat(Writers.forEachDelivery(
                        empty,
                        deltas,
                        (delivered, joined) -> four.merge(joined) == four
                                && (!delivered.contains(deltas.get(2)) || joined.contains("z"))
                                && (delivered.size() < 4 || joined.equals(four))))
                .isTrue();
    }

    @Test
    void aSecondAuthorOfTheSameIdIsDetectedWhereItsDotIsKnown() {
        ORSet<String> seen = empty.add(a, "x");
        Author impostor = author("a");
        assertThatThrownBy(() -> seen.add(impostor, "y")).isInstanceOf(CausalityException.class);
        Author second = author("a");
        assertThatThrownBy(() -> seen.addAll(second, List.of("y"))).isInstanceOf(CausalityException.class);
        Author third = author("a");
        assertThatThrownBy(() -> seen.remove(third, "x")).isInstanceOf(CausalityException.class);
    }

    @Test
    void theOrderOfWritesLeavesNoTraceInTheBytes() {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, 1_000).boxed().toList());
        List<ORSet<String>> singles = new ArrayList<>();
        for (int number : numbers) {
            singles.add(empty.add(author("replica-" + number % 7 + "-" + number), "element " + number));
        }
        ORSet<String> expected = join(empty, singles);
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(singles, new Random(seed));
            ORSet<String> shuffled = join(empty, singles);
            assertThat(shuffled.digest()).isEqualTo(expected.digest());
            assertThat(shuffled.type().canonicalBytes(shuffled))
                    .isEqualTo(expected.type().canonicalBytes(expected));
            assertThat(shuffled.elements()).containsExactlyElementsOf(expected.elements());
        }
    }

    @Test
    void elementsAreComparedByTheirBytes() {
        ORSet<byte[]> set = ORSet.empty(ValueCodec.bytes()).add(a, new byte[] {1, 2});
        assertThat(set.contains(new byte[] {1, 2})).isTrue();
        ORSet<Double> doubles = ORSet.empty(ValueCodec.doubles()).add(a, 0.0);
        assertThat(doubles.contains(-0.0)).isFalse();
        ORSet<String> accents = empty.add(a, "\u00e9");
        assertThat(accents.contains("e\u0301")).isFalse();
    }

    @Test
    void theSameProgramOnTwoReplicasGivesTheSameElements() {
        ORSet<String> left = empty.add(a, "x").add(a, "y").remove(a, "x");
        ORSet<String> right = empty.add(b, "x").add(b, "y").remove(b, "x");
        assertThat(left.elements()).isEqualTo(right.elements());
        assertThat(left.merge(right).elements()).isEqualTo(left.elements());
    }
}
