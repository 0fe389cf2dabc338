package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CausalityException;
import org.junit.jupiter.api.Test;

/** A nested value belongs to one path: what may be returned from an update, and what is refused. */
class ORMapPathTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final ValueCodec<String> strings = ValueCodec.strings();
    private final CrdtType<ORSet<String>> sets = ORSet.type(strings);
    private final ORMap<String> empty = ORMap.empty(strings);

    @Test
    void anUnrelatedValueIsMergedIn() {
        ORSet<String> made =
                sets.empty().add(b, "made elsewhere").add(b, "gone").remove(b, "gone");
        ORMap<String> map = empty.update(a, "key", sets, set -> set.add(a, "here"));
        ORMap<String> merged = map.update(a, "key", sets, set -> made);
        assertThat(merged.get("key", sets).elements()).containsExactlyInAnyOrder("here", "made elsewhere");
        assertThat(sent(merged)).isEqualTo(merged);
        assertThat(map.update(a, "key", sets, set -> set.merge(made))).isEqualTo(merged);
        assertThat(map.update(a, "key", sets, made::merge)).isEqualTo(merged);
    }

    @Test
    void mergingTheSameValueInAgainDoesNotBringBackWhatWasRemovedHere() {
        ORSet<String> made = sets.empty().add(b, "x").add(b, "y");
        ORMap<String> map = empty.update(a, "key", sets, set -> made);
        ORMap<String> removed = map.update(a, "key", sets, set -> set.remove(a, "x"));
        ORMap<String> again = removed.update(a, "key", sets, set -> set.merge(made));
        assertThat(again.get("key", sets).elements()).containsExactly("y");
    }

    @Test
    void anUnrelatedMapIsMergedIn() {
        ORMap<String> made = empty.update(b, "inner", GCounter.TYPE, count -> count.increment(b, 5));
        ORMap<String> map = empty.update(a, "key", made.type(), inner -> made);
        assertThat(map.toJson()).isEqualTo("{\"key\":{\"inner\":5}}");
        assertThat(sent(map)).isEqualTo(map);
    }

    @Test
    void aValueOfAnotherRealmIsAdopted() {
        Realm other = Realm.of(7, 8, ValueLimits.DEFAULT);
        ORSet<String> made = ORSet.type(other, strings).empty().add(b, "x");
        ORMap<String> map = empty.update(a, "key", sets, set -> made);
        assertThat(map.get("key", sets).elements()).containsExactly("x");
        assertThat(sent(map)).isEqualTo(map);
        ORMap<String> typed = empty.update(a, "key", ORSet.type(other, strings), set -> set.add(a, "y"));
        assertThat(typed.get("key", sets).elements()).containsExactly("y");
        assertThat(sent(typed)).isEqualTo(typed);
    }

    @Test
    void theFormOutsideOfMapsDoesNotMixWithTheOneInside() {
        GCounter outside = GCounter.empty().increment(b, 5);
        assertThatThrownBy(() -> empty.update(a, "key", GCounter.TYPE, count -> outside))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inside a map");
        GSet<String> growing = GSet.empty(strings).add(b, "x");
        assertThatThrownBy(() -> empty.update(a, "key", GSet.type(strings), set -> growing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inside a map");
        MaxRegister<String> high = MaxRegister.empty(strings).raise(b, "x");
        assertThatThrownBy(() -> empty.update(a, "key", MaxRegister.type(strings), max -> high))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inside a map");
        CrdtType<LWWRegister<String>> registers = LWWRegister.type(strings);
        LWWRegister<String> written = registers.empty().set(b, "x");
        assertThatThrownBy(() -> empty.update(a, "key", registers, register -> written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inside a map");
    }

    @Test
    void aValueOfAnotherPathOfTheSameMapIsRefused() {
        ORMap<String> map =
                empty.update(a, "one", sets, set -> set.add(a, "x")).update(a, "two", sets, set -> set.add(a, "y"));
        ORSet<String> one = map.get("one", sets);
        assertThatThrownBy(() -> map.update(a, "two", sets, set -> one)).isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> map.update(a, "two", sets, set -> one.add(a, "z")))
                .isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> map.update(a, "two", sets, set -> set.merge(one)))
                .isInstanceOf(CausalityException.class);
        assertThat(map.get("two", sets).elements()).containsExactly("y");
    }

    @Test
    void aValueOfAPathOfAnotherMapIsRefusedSinceItsContextCoversThatWholeMap() {
        ORMap<String> source =
                empty.update(b, "one", sets, set -> set.add(b, "x")).update(b, "two", sets, set -> set.add(b, "y"));
        ORMap<String> target = empty.update(a, "three", sets, set -> set.add(a, "z"));
        ORSet<String> one = source.get("one", sets);
        assertThatThrownBy(() -> target.update(a, "three", sets, set -> one)).isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> target.update(a, "three", sets, set -> set.merge(one)))
                .isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> target.update(a, "three", sets, one::merge)).isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> target.update(a, "three", sets, set -> one.add(a, "w")))
                .isInstanceOf(CausalityException.class);
    }

    @Test
    void aValueOfAnotherPathIsRefusedThoughItWasMergedOrMovedInBetween() {
        ORMap<String> source =
                empty.update(b, "one", sets, set -> set.add(b, "x")).update(b, "two", sets, set -> set.add(b, "y"));
        ORSet<String> one = source.get("one", sets);
        ORSet<String> merged = sets.empty().add(a, "other").merge(one);
        ORSet<String> moved = one.in(Realm.of(7, 8, ValueLimits.DEFAULT));
        assertThatThrownBy(() -> empty.update(a, "key", sets, set -> merged)).isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> empty.update(a, "key", sets, set -> moved)).isInstanceOf(CausalityException.class);
    }

    @Test
    void aViewThatEscapedFromAnUpdateIsRefusedElsewhere() {
        Escape escaped = new Escape();
        ORMap<String> map = empty.update(a, "one", sets, set -> escaped.keep(set.add(a, "x")));
        assertThatThrownBy(() -> map.update(a, "two", sets, set -> escaped.kept()))
                .isInstanceOf(CausalityException.class);
        assertThat(map.keys()).containsExactly("one");
    }

    @Test
    void aValueThatWasPutUnderOneKeyIsRefusedUnderASecond() {
        ORSet<String> made = sets.empty().add(b, "x");
        ORMap<String> map = empty.update(a, "one", sets, set -> made);
        assertThatThrownBy(() -> map.update(a, "two", sets, set -> made)).isInstanceOf(CausalityException.class);
        assertThatThrownBy(() -> map.update(a, "two", sets, set -> made.add(b, "y")))
                .isInstanceOf(CausalityException.class);
        assertThat(map.update(a, "one", sets, set -> made)).isSameAs(map);
    }

    @Test
    void anEarlierVersionOfTheGivenViewMayBeReturned() {
        ORMap<String> map = empty.update(a, "key", sets, set -> {
            ORSet<String> first = set.add(a, "x");
            ORSet<String> second = first.add(a, "y").remove(a, "x");
            return second.isEmpty() ? second : first;
        });
        assertThat(map.get("key", sets).elements()).containsExactly("x");
        assertThat(sent(map)).isEqualTo(map);
    }

    @Test
    void forksOfTheGivenViewMayBeMergedAndReturned() {
        ORMap<String> map = empty.update(
                a, "key", PNCounter.TYPE, count -> count.increment(a, 1).merge(count.increment(a, 10)));
        assertThat(map.get("key", PNCounter.TYPE).value()).isEqualTo(11);
        assertThat(sent(map)).isEqualTo(map);
    }

    private static final class Escape {
        private ORSet<String> set = ORSet.empty(ValueCodec.strings());

        ORSet<String> keep(ORSet<String> kept) {
            set = kept;
            return kept;
        }

        ORSet<String> kept() {
            return set;
        }
    }
}
