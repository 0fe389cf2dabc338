package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.error.CounterOverflowException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GCounterTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");

    @Test
    void startsAtZero() {
        assertThat(GCounter.empty().value()).isZero();
        assertThat(GCounter.empty().toJson()).isEqualTo("0");
    }

    @Test
    void incrementsOfOneWriterAddUp() {
        GCounter counter = GCounter.empty().increment(a).increment(a, 41);
        assertThat(counter.value()).isEqualTo(42);
        assertThat(counter).hasToString("gcounter 42");
    }

    @Test
    void concurrentIncrementsAddUp() {
        GCounter left = GCounter.empty().increment(a, 2);
        GCounter right = GCounter.empty().increment(b, 3);
        assertThat(left.merge(right).value()).isEqualTo(5);
        assertThat(left.merge(right)).isEqualTo(right.merge(left));
    }

    @Test
    void theSameStateCountsOnce() {
        GCounter counter = GCounter.empty().increment(a, 2).increment(b, 3);
        assertThat(counter.merge(sent(counter))).isSameAs(counter);
    }

    @Test
    void aLateCopyNeverLowersTheValue() {
        GCounter old = GCounter.empty().increment(a, 2).increment(b);
        GCounter current = old.increment(a, 5);
        assertThat(current.merge(old)).isSameAs(current);
        assertThat(old.merge(current).value()).isEqualTo(8);
    }

    @Test
    void forksOfOneValueByOneAuthorAddUp() {
        GCounter base = GCounter.empty().increment(a, 10);
        GCounter left = base.increment(a, 1);
        GCounter right = base.increment(a, 2);
        assertThat(left.merge(right).value()).isEqualTo(13);
        assertThat(right.merge(left)).isEqualTo(left.merge(right));
    }

    @Test
    void forksOfForksAddUp() {
        GCounter base = GCounter.empty().increment(a, 1_000_000);
        GCounter left = base.increment(a, 1);
        GCounter right = base.increment(a, 10);
        GCounter all = left.increment(a, 100)
                .merge(left.increment(a, 1_000))
                .merge(right.increment(a, 10_000))
                .merge(right.increment(a, 100_000));
        assertThat(all.value()).isEqualTo(1_111_111);
        assertThat(all.increment(a, 2_000_000).value()).isEqualTo(3_111_111);
    }

    @Test
    void forksOfTheEmptyCounterAddUp() {
        GCounter one = GCounter.empty().increment(a);
        GCounter other = GCounter.empty().increment(a);
        assertThat(one.merge(other).value()).isEqualTo(2);
    }

    @Test
    void aDroppedForkLeavesNothingBehind() {
        GCounter base = GCounter.empty().increment(a, 10);
        assertThat(base.increment(a, 5).value()).isEqualTo(15);
        assertThat(base.increment(a, 7).increment(a, 1).value()).isEqualTo(18);
    }

    @Test
    void aWriterThatNobodyForksKeepsOneTotal() {
        GCounter counter = GCounter.empty();
        for (int i = 0; i < 10_000; i++) {
            counter = counter.increment(a);
        }
        assertThat(counter.value()).isEqualTo(10_000);
        assertThat(GCounter.TYPE.encode(counter)).hasSizeLessThan(48);
    }

    @Test
    void zeroChangesNothing() {
        GCounter counter = GCounter.empty().increment(a);
        assertThat(counter.increment(b, 0)).isSameAs(counter);
        assertThat(GCounter.empty().increment(a, 0)).isEqualTo(GCounter.empty());
    }

    @Test
    void anEmptyCounterDiffersFromOneThatCounted() {
        assertThat(GCounter.empty().increment(a).digest())
                .isNotEqualTo(GCounter.empty().digest());
    }

    @Test
    void negativeAmountsAreRefused() {
        assertThatThrownBy(() -> GCounter.empty().increment(a, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GCounter.empty().increment(a, Long.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOwnTotalNeverWrapsAround() {
        GCounter full = GCounter.empty().increment(a, Long.MAX_VALUE);
        byte[] before = GCounter.TYPE.canonicalBytes(full);
        assertThatThrownBy(() -> full.increment(a))
                .isInstanceOf(CounterOverflowException.class)
                .hasMessage(
                        "The total 9223372036854775807 of one writer cannot grow by 1: it would not fit into 64 bits."
                                + " Keep larger quantities in several counters.");
        assertThat(GCounter.TYPE.canonicalBytes(full)).isEqualTo(before);
        assertThat(full.value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void addingTheGreatestAmountTwiceIsAnErrorAndStillMerges() {
        GCounter full = GCounter.empty().increment(a, Long.MAX_VALUE);
        assertThatThrownBy(() -> full.increment(a, Long.MAX_VALUE)).isInstanceOf(CounterOverflowException.class);
        assertThat(full.merge(GCounter.empty().increment(b, 0)).value()).isEqualTo(Long.MAX_VALUE);
        assertThat(sent(full)).isEqualTo(full);
    }

    @Test
    void aSumAboveLongIsReadExactly() {
        GCounter sum = GCounter.empty().increment(a, Long.MAX_VALUE).increment(b, Long.MAX_VALUE);
        assertThatThrownBy(sum::value)
                .isInstanceOf(CounterOverflowException.class)
                .hasMessage("The value does not fit into 64 bits; read exactValue(): 18446744073709551614");
        assertThat(sum.exactValue())
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1));
        assertThat(sum.toJson()).isEqualTo("18446744073709551614");
        assertThat(sent(sum)).isEqualTo(sum);
    }

    @Test
    void aSumThatComesToTheGreatestLongIsAValueWhateverTheOrder() {
        List<GCounter> parts = List.of(
                GCounter.empty().increment(a, Long.MAX_VALUE - 6),
                GCounter.empty().increment(b, 4),
                GCounter.empty().increment(c, 2));
        GCounter sum = parts.get(2).merge(parts.get(0)).merge(parts.get(1));
        assertThat(sum.value()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(sum.increment(b)::value).isInstanceOf(CounterOverflowException.class);
        assertThat(sum.increment(b).merge(sum).increment(c).exactValue())
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.TWO));
    }

    @Test
    void theDominatingOperandIsTheResultHoweverManyWritersThereAre() {
        for (int writers : new int[] {1, 63, 64, 65, 200}) {
            GCounter base = GCounter.empty();
            for (int i = 0; i < writers; i++) {
                base = base.increment(Author.of(ReplicaId.of("writer" + i, 1)), i + 1L);
            }
            GCounter copy = sent(base);
            GCounter more = sent(base.increment(a, 5));
            GCounter most = more.increment(b, 2);
            assertThat(base.merge(copy)).isSameAs(base);
            assertThat(base.merge(more)).isSameAs(more);
            assertThat(more.merge(copy)).isSameAs(more);
            assertThat(copy.merge(most)).isSameAs(most);
            assertThat(most.merge(base)).isSameAs(most);
            GCounter both = base.increment(c).merge(more);
            assertThat(both.value()).isEqualTo(base.value() + 6);
            assertThat(both.merge(more)).isSameAs(both);
        }
    }

    @Test
    void writesInARowShowEverywhere() {
        GCounter counter = GCounter.empty().increment(a).increment(b, 10);
        for (int i = 1; i <= 3; i++) {
            GCounter before = counter;
            counter = counter.increment(b);
            assertThat(counter.value()).isEqualTo(11 + i);
            assertThat(counter.toJson()).isEqualTo("" + (11 + i));
            assertThat(sent(counter)).isEqualTo(counter).hasSameHashCodeAs(counter);
            assertThat(counter).isNotEqualTo(before);
            assertThat(counter.digest()).isEqualTo(sent(counter).digest()).isNotEqualTo(before.digest());
            assertThat(before.merge(counter.deltaFrom(before))).isEqualTo(counter);
            assertThat(counter.deltaFrom(counter).value()).isZero();
            assertThat(before.merge(counter)).isSameAs(counter);
            assertThat(counter.merge(before)).isSameAs(counter);
            assertThat(before.value()).isEqualTo(10 + i);
        }
    }

    @Test
    void aSecondAuthorOfTheSameIdIsDetectedWhereItsDotIsKnown() {
        GCounter seen = GCounter.empty().increment(a, 5);
        Author impostor = author("a");
        assertThatThrownBy(() -> seen.increment(impostor)).isInstanceOf(CausalityException.class);
        assertThat(seen.value()).isEqualTo(5);
    }

    @Test
    void aDeltaHoldsTheChangedTotalsOnly() {
        GCounter base = GCounter.empty();
        for (int i = 0; i < 1_000; i++) {
            base = base.increment(author("replica-" + i), i + 1);
        }
        GCounter changed = base.increment(a, 3);
        GCounter delta = changed.deltaFrom(base);
        assertThat(delta.value()).isEqualTo(3);
        assertThat(base.merge(sent(delta))).isEqualTo(changed);
        assertThat(changed.merge(delta)).isSameAs(changed);
        assertThat(GCounter.TYPE.encode(delta)).hasSizeLessThan(48);
        assertThat(changed.deltaFrom(changed)).isEqualTo(GCounter.empty());
    }

    @Test
    void everySubsetOfDeltasInEveryOrderMergesWithoutHoles() {
        GCounter one = GCounter.empty().increment(a, 1);
        GCounter two = one.increment(b, 10);
        GCounter three = two.increment(a, 100);
        GCounter four = three.increment(c, 1_000);
        List<GCounter> deltas =
                List.of(sent(one), sent(two.deltaFrom(one)), sent(three.deltaFrom(two)), sent(four.deltaFrom(three)));
        boolean complete = Writers.forEachDelivery(
                GCounter.empty(),
                deltas,
                (delivered, joined) -> delivered.size() == 4
                        ? joined.equals(four)
                        : four.merge(joined) == four && joined.value() <= 1_111);
        assertThat(complete).isTrue();
    }

    @Test
    void idsAtTheirLimitsStayApart() {
        Author longest = Author.of(ReplicaId.of("x".repeat(255), -1));
        Author sibling = Author.of(ReplicaId.of("x".repeat(255), Long.MIN_VALUE));
        Author low = Author.of(ReplicaId.of("x".repeat(255), 0xFFFF_FFFFL));
        GCounter counter = GCounter.empty().increment(longest, 1);
        GCounter other =
                GCounter.empty().increment(sibling, 10).merge(GCounter.empty().increment(low, 100));
        assertThat(sent(counter).merge(sent(other)).value()).isEqualTo(111);
    }
}
