package io.latticework.crdt.internal.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.internal.wire.PlainCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainMembersTest {
    private static final Realm REALM = Realm.of(1, 2, ValueLimits.DEFAULT);

    private static PlainMembers set(Realm realm, int from, int to) {
        return PlainMembers.of(
                realm,
                IntStream.range(from, to)
                        .mapToObj(i -> ("element " + i).getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    @Test
    void setsAreEqualByTheirElementsInWhateverRealm() {
        Realm other = Realm.of(3, 4, ValueLimits.DEFAULT);
        List<PlainMembers> sets = List.of(
                PlainMembers.empty(REALM), set(REALM, 0, 1), set(REALM, 1, 2), set(REALM, 0, 100), set(REALM, 1, 101));
        for (int i = 0; i < sets.size(); i++) {
            for (int j = 0; j < sets.size(); j++) {
                PlainMembers moved = sets.get(j).in(other);
                assertThat(sets.get(i).equals(moved)).isEqualTo(i == j);
                assertThat(sets.get(i).equals(sets.get(j))).isEqualTo(i == j);
                assertThat(moved.size()).isEqualTo(sets.get(j).size());
                assertThat(moved.in(REALM)).isEqualTo(sets.get(j)).hasSameHashCodeAs(sets.get(j));
            }
        }
        assertThat(sets.get(0)).isNotEqualTo("set");
        assertThat(sets.get(1)).doesNotHaveSameHashCodeAs(sets.get(3));
        assertThat(sets.get(3).in(REALM)).isSameAs(sets.get(3));
    }

    /** Each half alone tells sets apart, those of one element too. */
    @Test
    void bothHalvesOfTheDigestDependOnTheElements() {
        List<PlainMembers> sets = List.of(
                PlainMembers.empty(REALM), set(REALM, 0, 1), set(REALM, 1, 2), set(REALM, 0, 2), set(REALM, 0, 90));
        assertThat(sets.stream().map(set -> set.digest().high()).distinct()).hasSize(sets.size());
        assertThat(sets.stream().map(set -> set.digest().low()).distinct()).hasSize(sets.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 115, 116, 117, 132, 150, 400, 3_000, 100_000})
    void piecesFillTheirBoundButKeepToIt(int maxBytes) {
        PlainMembers whole = set(REALM, 100, 300);
        List<Integer> sizes = new ArrayList<>();
        PlainMembers joined = PlainMembers.empty(REALM);
        for (Members piece : whole.split(maxBytes)) {
            PlainMembers part = (PlainMembers) piece;
            assertThat(part.size() == 1 || PlainCodec.encode(part, "gset<string>").length <= maxBytes)
                    .isTrue();
            sizes.add(part.size());
            joined = (PlainMembers) joined.merge(part);
        }
        assertThat(joined).isEqualTo(whole);
        int each = Math.max(1, (maxBytes - 100) / (5 + "element 100".length())); // what the split reserves for each
        assertThat(sizes.get(0)).isEqualTo(Math.min(200, each));
    }

    @Test
    void thereIsNoPieceAfterTheLast() {
        assertThat(PlainMembers.empty(REALM).split(1)).isEmpty();
        Iterator<Members> pieces = set(REALM, 0, 1).split(1).iterator();
        assertThat(pieces.next()).isEqualTo(set(REALM, 0, 1));
        assertThat(pieces.hasNext()).isFalse();
        assertThatThrownBy(pieces::next).isInstanceOf(NoSuchElementException.class);
    }
}
