package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.join;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoPhaseSetTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final TwoPhaseSet<String> empty = TwoPhaseSet.empty(ValueCodec.strings());

    @Test
    void isEmptyBeforeAnyWrite() {
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.size()).isZero();
        assertThat(empty.contains("x")).isFalse();
        assertThat(empty.isRemoved("x")).isFalse();
        assertThat(empty.toJson()).isEqualTo("[]");
    }

    @Test
    void whatWasRemovedNeverComesBack() {
        TwoPhaseSet<String> set = empty.addAll(a, List.of("x", "y")).remove(b, "x");
        assertThat(set).containsExactly("y").hasSize(1);
        assertThat(set.isRemoved("x")).isTrue();
        assertThat(set.isRemoved("y")).isFalse();
        assertThat(set.add(a, "x")).isSameAs(set);
        assertThat(set.addAll(a, List.of("x", "z")).elements()).containsExactlyInAnyOrder("y", "z");
        assertThat(sent(set).add(a, "x").contains("x")).isFalse();
    }

    @Test
    void removeWinsOverAConcurrentAdd() {
        TwoPhaseSet<String> shared = empty.add(a, "x").add(a, "y");
        TwoPhaseSet<String> again = shared.add(a, "x");
        TwoPhaseSet<String> removed = shared.remove(b, "x");
        for (TwoPhaseSet<String> both :
                List.of(again.merge(removed), removed.merge(again), sent(again.merge(removed)))) {
            assertThat(both.contains("x")).isFalse();
            assertThat(both.isRemoved("x")).isTrue();
            assertThat(both.size()).isEqualTo(1);
            assertThat(both.elements()).containsExactly("y");
            assertThat(both.isEmpty()).isFalse();
            assertThat(both.remove(a, "y").isEmpty()).isTrue();
            assertThat(both.remove(a, "x")).isSameAs(both);
        }
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        assertThat(empty.remove(a, "x")).isSameAs(empty);
        TwoPhaseSet<String> added = empty.add(b, "x");
        assertThat(empty.remove(a, "x").merge(added).contains("x")).isTrue();
    }

    @Test
    void aTombstoneTakesTheSameBytesHoweverLongItsElementWas() {
        String longest = "x".repeat(10_000);
        TwoPhaseSet<String> brief = empty.add(a, "x").remove(a, "x");
        TwoPhaseSet<String> lengthy = empty.add(b, longest).remove(b, longest);
        assertThat(brief.type().encode(brief)).hasSizeLessThan(80);
        assertThat(lengthy.type().encode(lengthy)).hasSameSizeAs(brief.type().encode(brief));
    }

    @Test
    void elementsThatLookLikeTombstonesAreElements() {
        TwoPhaseSet<byte[]> bytes = TwoPhaseSet.empty(ValueCodec.bytes());
        byte[] zeros = new byte[17];
        TwoPhaseSet<byte[]> set = bytes.add(a, zeros).add(a, new byte[0]).add(a, new byte[] {1});
        assertThat(set.size()).isEqualTo(3);
        assertThat(sent(set).remove(a, zeros).contains(zeros)).isFalse();
        assertThat(sent(set).remove(a, new byte[0]).size()).isEqualTo(2);
    }

    @Test
    void tombstonesMoveToAnotherRealm() {
        TwoPhaseSet<String> set = empty.addAll(a, List.of("x", "y")).remove(b, "x");
        Realm other = Realm.of(8, 9, ValueLimits.DEFAULT);
        TwoPhaseSet<String> moved = set.in(other);
        assertThat(moved).isEqualTo(set);
        assertThat(moved.isRemoved("x")).isTrue();
        TwoPhaseSet<String> elsewhere =
                TwoPhaseSet.type(other, ValueCodec.strings()).empty().add(author("c"), "x");
        assertThat(elsewhere.merge(set).elements()).containsExactly("y");
        assertThat(set.merge(elsewhere).elements()).containsExactly("y");
    }

    @Test
    void deltasAndPiecesCarryTombstones() {
        List<String> many = IntStream.range(0, 500).mapToObj(i -> "e" + i).toList();
        TwoPhaseSet<String> base = empty.addAll(a, many);
        TwoPhaseSet<String> removed = base.remove(b, "e7");
        TwoPhaseSet<String> delta = sent(removed.deltaFrom(base));
        assertThat(delta.type().encode(delta).length).isLessThan(100);
        assertThat(base.merge(delta)).isEqualTo(removed);
        assertThat(base.merge(delta).size()).isEqualTo(499);
        assertThat(join(empty, removed.split(300))).isEqualTo(removed);
    }

    @Test
    void theKeyOfAMapStartsAfreshAfterItsRemoval() {
        CrdtType<TwoPhaseSet<String>> sets = TwoPhaseSet.type(ValueCodec.strings());
        ORMap<String> used = ORMap.empty(ValueCodec.strings())
                .update(a, "k", sets, set -> set.add(a, "x").remove(a, "x"));
        assertThat(used.toJson()).isEqualTo("{\"k\":[]}");
        ORMap<String> fresh = used.remove(b, "k");
        assertThat(fresh.isEmpty()).isTrue();
        assertThat(sent(fresh.update(a, "k", sets, set -> set.add(a, "x"))).toJson())
                .isEqualTo("{\"k\":[\"x\"]}");
    }

    @Test
    void theIteratorEnds() {
        assertThatThrownBy(() -> empty.add(a, "x").remove(a, "x").iterator().next())
                .isInstanceOf(NoSuchElementException.class);
    }
}
