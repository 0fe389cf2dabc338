package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.join;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CausalityException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MVRegisterTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");
    private final MVRegister<String> empty = MVRegister.empty(ValueCodec.strings());

    @Test
    void hasNoValueBeforeAnyWrite() {
        assertThat(empty.values()).isEmpty();
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty).hasToString("mv<string> []");
    }

    @Test
    void aWriteReplacesWhatItSaw() {
        assertThat(empty.set(a, "x").set(b, "y").values()).containsExactly("y");
    }

    @Test
    void concurrentWritesStaySideBySideInOneOrder() {
        MVRegister<String> merged = empty.set(a, "zebra").merge(empty.set(b, "ant"));
        assertThat(merged.values()).containsExactly("ant", "zebra");
        assertThat(empty.set(b, "x").merge(empty.set(a, "y")).values()).containsExactly("x", "y");
        assertThat(merged.toJson()).isEqualTo("[\"ant\",\"zebra\"]");
    }

    @Test
    void theSameValueWrittenTwiceShowsOnce() {
        MVRegister<String> merged = empty.set(a, "x").merge(empty.set(b, "x"));
        assertThat(merged.values()).containsExactly("x");
        assertThat(merged).isNotEqualTo(empty.set(a, "x"));
    }

    @Test
    void aWriteReplacesAllSiblingsThatItSawAndNoOther() {
        MVRegister<String> siblings = empty.set(a, "x").merge(empty.set(b, "y"));
        MVRegister<String> resolved = siblings.set(a, "z");
        MVRegister<String> concurrent = siblings.set(c, "w");
        assertThat(resolved.values()).containsExactly("z");
        assertThat(resolved.merge(siblings)).isSameAs(resolved);
        assertThat(resolved.merge(concurrent).values()).containsExactly("w", "z");
    }

    @Test
    void clearTakesWhatItSawAndAConcurrentWriteSurvives() {
        MVRegister<String> base = empty.set(a, "x");
        MVRegister<String> cleared = base.clear(b);
        assertThat(cleared.isEmpty()).isTrue();
        assertThat(base.merge(cleared).isEmpty()).isTrue();
        assertThat(cleared.merge(base.set(a, "y")).values()).containsExactly("y");
        assertThat(empty.clear(a)).isSameAs(empty);
    }

    @Test
    void writtenAndClearedDiffersFromNeverWritten() {
        MVRegister<String> cleared = empty.set(a, "x").clear(a);
        assertThat(cleared.digest()).isNotEqualTo(empty.digest());
        assertThat(cleared).isNotEqualTo(empty);
    }

    @Test
    void forksOfOneValueByOneAuthorBothSurvive() {
        MVRegister<String> base = empty.set(a, "x");
        MVRegister<String> left = base.set(a, "left");
        MVRegister<String> right = base.set(a, "right");
        assertThat(left.merge(right).values()).containsExactly("left", "right");
        assertThat(left.set(a, "l1").merge(left.set(a, "l2")).merge(right).values())
                .containsExactly("l1", "l2", "right");
    }

    @Test
    void replacedValuesLeaveNothingBehind() {
        MVRegister<String> register = empty;
        for (int i = 0; i < 10_000; i++) {
            register = register.set(i % 2 == 0 ? a : b, "value " + i);
        }
        assertThat(register.type().encode(register)).hasSizeLessThan(96);
    }

    @Test
    void theEmptyStringIsAValue() {
        MVRegister<String> register = sent(empty.set(a, ""));
        assertThat(register.values()).containsExactly("");
        assertThat(register.isEmpty()).isFalse();
    }

    @Test
    void aSecondAuthorOfTheSameIdIsDetectedWhereItsDotIsKnown() {
        MVRegister<String> seen = empty.set(a, "x");
        Author impostor = author("a");
        assertThatThrownBy(() -> seen.set(impostor, "y")).isInstanceOf(CausalityException.class);
    }

    @Test
    void everySubsetOfDeltasInEveryOrderMergesWithoutHoles() {
        MVRegister<String> one = empty.set(a, "1");
        MVRegister<String> two = one.set(b, "2");
        MVRegister<String> three = two.clear(a);
        MVRegister<String> four = three.set(c, "4");
        List<MVRegister<String>> deltas =
                List.of(sent(one), sent(two.deltaFrom(one)), sent(three.deltaFrom(two)), sent(four.deltaFrom(three)));
        assertThat(Writers.forEachDelivery(
                        empty,
                        deltas,
                        (delivered, joined) ->
                                four.merge(joined) == four && (delivered.size() < 4 || joined.equals(four))))
                .isTrue();
    }

    @Test
    void manySiblingsAreCutIntoPiecesWhoseJoinIsTheWhole() {
        MVRegister<String> whole = empty;
        for (int i = 0; i < 200; i++) {
            whole = whole.merge(empty.set(author("replica-" + i), "value " + i));
        }
        assertThat(whole.values()).hasSize(200);
        for (MVRegister<String> piece : whole.split(400)) {
            assertThat(piece.type().encode(piece)).hasSizeLessThanOrEqualTo(400);
            assertThat(whole.merge(piece)).isSameAs(whole);
        }
        assertThat(join(empty, whole.split(400))).isEqualTo(whole);
    }
}
