package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.join;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.error.CounterOverflowException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class PNCounterTest {
    private final Author a = author("a");
    private final Author b = author("b");

    @Test
    void goesUpAndDownAndBelowZero() {
        PNCounter counter = PNCounter.empty().increment(a, 3).decrement(a, 5).decrement(a);
        assertThat(counter.value()).isEqualTo(-3);
        assertThat(counter).hasToString("pncounter -3");
    }

    @Test
    void concurrentChangesAddUp() {
        PNCounter base = PNCounter.empty().increment(a, 10);
        PNCounter merged = base.decrement(a, 4).merge(base.decrement(b, 5));
        assertThat(merged.value()).isEqualTo(1);
    }

    @Test
    void upAndDownAgainIsNotTheSameAsNothing() {
        PNCounter counter = PNCounter.empty().increment(a).decrement(a);
        assertThat(counter.value()).isZero();
        assertThat(counter).isNotEqualTo(PNCounter.empty());
        assertThat(counter.digest()).isNotEqualTo(PNCounter.empty().digest());
    }

    @Test
    void forksOfOneValueByOneAuthorAddUpWhateverTheirSigns() {
        PNCounter base = PNCounter.empty().increment(a, 100).decrement(a, 50);
        PNCounter left = base.increment(a, 1);
        PNCounter right = base.decrement(a, 2);
        PNCounter again = right.increment(a, 30).merge(right.decrement(a, 400));
        assertThat(left.merge(right).value()).isEqualTo(49);
        assertThat(left.merge(again).value()).isEqualTo(50 + 1 - 2 + 30 - 400);
    }

    @Test
    void aForkAtTheSamePositionByAnotherWayStartsItsOwnLine() {
        PNCounter base = PNCounter.empty().increment(a, 10);
        PNCounter up = base.increment(a, 5);
        PNCounter down = base.decrement(a, 5);
        PNCounter merged = up.increment(a, 1).merge(down.increment(a, 2));
        assertThat(merged.value()).isEqualTo(10 + 5 - 5 + 1 + 2);
    }

    @Test
    void zeroChangesNothingAndNegativeAmountsAreRefused() {
        PNCounter counter = PNCounter.empty().increment(a);
        assertThat(counter.increment(b, 0)).isSameAs(counter);
        assertThat(counter.decrement(b, 0)).isSameAs(counter);
        assertThatThrownBy(() -> counter.increment(a, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> counter.decrement(a, Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void totalsOfBothDirectionsNeverWrapAround() {
        PNCounter full = PNCounter.empty().increment(a, Long.MAX_VALUE).decrement(a, Long.MAX_VALUE);
        byte[] before = PNCounter.TYPE.canonicalBytes(full);
        assertThat(full.value()).isZero();
        assertThatThrownBy(() -> full.increment(a)).isInstanceOf(CounterOverflowException.class);
        assertThatThrownBy(() -> full.decrement(a)).isInstanceOf(CounterOverflowException.class);
        assertThat(PNCounter.TYPE.canonicalBytes(full)).isEqualTo(before);
        assertThat(full.increment(b, 7).value()).isEqualTo(7);
    }

    @Test
    void theExtremesOfLongAreValues() {
        PNCounter lowest = PNCounter.empty().decrement(a, Long.MAX_VALUE).decrement(b, 1);
        assertThat(lowest.value()).isEqualTo(Long.MIN_VALUE);
        PNCounter below = lowest.decrement(b, 1);
        assertThatThrownBy(below::value).isInstanceOf(CounterOverflowException.class);
        assertThat(below.exactValue())
                .isEqualTo(BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE));
        assertThat(below.toJson()).isEqualTo("-9223372036854775809");
        assertThat(sent(below)).isEqualTo(below);
    }

    @Test
    void aSumBeyondLongComesBackIntoRange() {
        PNCounter high = PNCounter.empty().increment(a, Long.MAX_VALUE).increment(b, Long.MAX_VALUE);
        assertThatThrownBy(high::value).isInstanceOf(CounterOverflowException.class);
        assertThat(high.decrement(b, Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSecondAuthorOfTheSameIdIsDetectedWhereItsDotIsKnown() {
        PNCounter seen = PNCounter.empty().increment(a, 5);
        Author impostor = author("a");
        assertThatThrownBy(() -> seen.decrement(impostor)).isInstanceOf(CausalityException.class);
    }

    @Test
    void piecesOfAnySizeJoinToTheWhole() {
        PNCounter whole = PNCounter.empty();
        for (int i = 0; i < 300; i++) {
            Author author = author("replica-" + i);
            whole = whole.increment(author, i).decrement(author, 2L * i + 1);
        }
        for (int maxBytes : new int[] {1, 200, 1_000, 100_000}) {
            for (PNCounter piece : whole.split(maxBytes)) {
                assertThat(whole.merge(sent(piece))).isSameAs(whole);
                assertThat(maxBytes < 200 || PNCounter.TYPE.encode(piece).length <= maxBytes)
                        .isTrue();
            }
            assertThat(join(PNCounter.empty(), whole.split(maxBytes))).isEqualTo(whole);
        }
        assertThat(PNCounter.empty().split(1)).isEmpty();
        PNCounter complete = whole;
        assertThatThrownBy(() -> complete.split(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everySubsetOfDeltasInEveryOrderMergesWithoutHoles() {
        PNCounter one = PNCounter.empty().increment(a, 1);
        PNCounter two = one.decrement(a, 10);
        PNCounter three = two.increment(b, 100);
        PNCounter four = three.increment(a, 1_000);
        List<PNCounter> deltas =
                List.of(sent(one), sent(two.deltaFrom(one)), sent(three.deltaFrom(two)), sent(four.deltaFrom(three)));
        assertThat(Writers.forEachDelivery(
                        PNCounter.empty(),
                        deltas,
                        (delivered, joined) ->
                                four.merge(joined) == four && (delivered.size() < 4 || joined.equals(four))))
                .isTrue();
    }
}
