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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GSetTest {
    private static final int MANY = 20_000;

    private final Author a = author("a");
    private final Author b = author("b");
    private final GSet<String> empty = GSet.empty(ValueCodec.strings());
    private final GSet<Integer> numbers = GSet.empty(ValueCodec.ints());

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void isEmptyBeforeAnyWrite() {
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.size()).isZero();
        assertThat(empty.contains("x")).isFalse();
        assertThat(empty.elements()).isEmpty();
        assertThat(empty.toJson()).isEqualTo("[]");
        assertThat(empty.addAll(a, List.of())).isSameAs(empty);
    }

    @Test
    void keepsWhatAnybodyAdded() {
        GSet<String> left = empty.add(a, "x").add(a, "y");
        GSet<String> right = empty.add(b, "y").add(b, "z");
        GSet<String> both = left.merge(right);
        assertThat(both.elements()).containsExactlyInAnyOrder("x", "y", "z");
        assertThat(both.contains("y")).isTrue();
        assertThat(both.contains("v")).isFalse();
        assertThat(both.isEmpty()).isFalse();
        assertThat(both).containsExactlyInAnyOrder("x", "y", "z").hasSize(3);
        assertThat(both.toJson()).isEqualTo("[\"x\",\"y\",\"z\"]");
        assertThat(right.merge(left)).isEqualTo(both).hasSameHashCodeAs(both);
    }

    @Test
    void knowsWhenNothingIsNew() {
        GSet<String> set = empty.addAll(a, List.of("x", "y", "x"));
        assertThat(set.size()).isEqualTo(2);
        assertThat(set.add(b, "x")).isSameAs(set);
        assertThat(set.merge(empty.add(b, "y"))).isSameAs(set);
        GSet<String> larger = set.add(b, "z");
        assertThat(set.merge(larger)).isSameAs(larger);
        assertThat(set.deltaFrom(larger)).isEqualTo(empty);
    }

    @Test
    void whoAddedLeavesNoTrace() {
        assertThat(empty.add(a, "x").digest()).isEqualTo(empty.add(b, "x").digest());
        assertThat(empty.add(a, "x").digest()).isNotEqualTo(empty.add(a, "y").digest());
    }

    @Test
    void deltasAndPiecesOfManyElementsAreSmall() {
        GSet<Integer> many = numbers.addAll(a, upTo(MANY));
        GSet<Integer> more = sent(many).add(b, MANY);
        assertThat(more.deltaFrom(many)).containsExactly(MANY);
        assertThat(many.merge(sent(more.deltaFrom(many)))).isEqualTo(more);
        for (GSet<Integer> piece : many.split(1_000)) {
            assertThat(piece.type().encode(piece).length).isLessThanOrEqualTo(1_000);
        }
        assertThat(join(numbers, many.split(1_000))).isEqualTo(many);
        assertThat(many.split(1_000).iterator().next().size()).isGreaterThan(100);
    }

    @Test
    void anotherRealmHasTheSameElements() {
        GSet<Integer> many = numbers.addAll(a, upTo(1_000));
        GSet<Integer> moved = many.in(Realm.of(8, 9, ValueLimits.DEFAULT));
        assertThat(moved).isEqualTo(many);
        assertThat(moved.merge(many)).isSameAs(moved);
        assertThat(many.add(a, -1).merge(moved)).hasSize(1_001);
        assertThat(numbers.in(Realm.of(8, 9, ValueLimits.DEFAULT))).isEqualTo(numbers);
    }

    @Test
    void removingTheKeyOfAMapTakesTheAddsThatWereSeen() {
        CrdtType<GSet<String>> sets = GSet.type(ValueCodec.strings());
        ORMap<String> shared = ORMap.empty(ValueCodec.strings())
                .update(a, "k", sets, set -> set.add(a, "x").add(a, "y"));
        ORMap<String> removed = shared.remove(b, "k");
        ORMap<String> again = shared.update(a, "k", sets, set -> set.add(a, "y"));
        assertThat(sent(again).merge(sent(removed)).toJson()).isEqualTo("{\"k\":[\"y\"]}");
        assertThat(removed.toJson()).isEqualTo("{}");
        ORMap<String> same = shared.update(a, "k", sets, set -> set.addAll(a, List.of()));
        assertThat(same).isSameAs(shared);
    }

    @Test
    void theElementsCannotBeChangedFromOutside() {
        assertThatThrownBy(() -> empty.add(a, "x").elements().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
