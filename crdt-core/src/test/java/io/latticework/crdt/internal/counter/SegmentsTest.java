package io.latticework.crdt.internal.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.error.CounterOverflowException;
import io.latticework.crdt.internal.counter.CounterVersions.Version;
import io.latticework.crdt.internal.store.Causal;
import io.latticework.crdt.time.HybridTimestamp;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private final Realm realm = Realm.of(51, 52, ValueLimits.DEFAULT);
    private final CounterVersions oracle = new CounterVersions();
    private final Author author = Author.of(ReplicaId.of("author", 1));
    private final Author other = Author.of(ReplicaId.of("other", 1));
    private final Version empty = CounterVersions.empty(realm);

    /** An author whose writes stay in the process until it says otherwise. */
    private static final class Homebody implements Author {
        private final Author author = Author.of(ReplicaId.of("homebody", 1));
        private long left;
        private long last;

        void sendEverything() {
            left = last;
        }

        @Override
        public ReplicaId replica() {
            return author.replica();
        }

        @Override
        public long nextSequence() {
            last = author.nextSequence();
            return last;
        }

        @Override
        public HybridTimestamp nextStamp(HybridTimestamp replaced) {
            return author.nextStamp(replaced);
        }

        @Override
        public void startLine(long line, long at) {
            author.startLine(line, at);
        }

        @Override
        public boolean continueLine(long line, long from, long to) {
            return author.continueLine(line, from, to);
        }

        @Override
        public boolean exposed(long sequence) {
            return sequence <= left;
        }
    }

    private Version added(Version version, Author by, int times) {
        Version next = version;
        for (int i = 0; i < times; i++) {
            next = oracle.add(next, by, 1);
        }
        return next;
    }

    private static void assertValue(Version version, long value) {
        assertThat(version.actual()).isEqualTo(BigInteger.valueOf(value));
    }

    private static void assertSum(List<Version> versions, CounterVersions oracle, long sum) {
        int count = versions.size();
        for (int first = 0; first < count; first++) {
            Version forwards = versions.get(first);
            Version backwards = versions.get(first);
            for (int i = 1; i < count; i++) {
                forwards = oracle.merge(forwards, versions.get((first + i) % count));
                backwards = oracle.merge(versions.get((first + count - i) % count), backwards);
            }
            assertValue(forwards, sum);
            assertThat(backwards.real()).isEqualTo(forwards.real());
        }
    }

    @Test
    void eightSegmentsOfALineStay() {
        for (int i = 1; i <= 40; i++) {
            Version version = added(empty, Author.of(ReplicaId.of("author", i)), i);
            assertValue(version, i);
            assertThat(CounterVersions.segments(version)).isEqualTo(Math.min(i, Segments.KEPT));
        }
    }

    @Test
    void twoForksThatGoOnAddUp() {
        Version base = added(empty, author, 5);
        Version left = added(base, author, 20);
        Version right = added(base, author, 20);
        assertSum(List.of(left, right, base), oracle, 45);
        assertSum(List.of(added(oracle.merge(left, right), author, 20), left, right), oracle, 65);
    }

    @Test
    void forksOfForksAddUp() {
        Version base = added(empty, author, 12);
        List<Version> forks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Version fork = added(base, author, 10);
            forks.add(added(fork, author, 11));
            forks.add(added(fork, author, 13));
        }
        assertSum(forks, oracle, 12 + 3 * (10 + 11 + 13));
    }

    @Test
    void aRemoveTakesExactlyWhatItSaw() {
        Version seen = added(empty, author, 4);
        Version removed = oracle.remove(seen, other);
        Version concurrent = added(seen, author, 3);
        assertValue(removed, 0);
        assertValue(oracle.merge(removed, concurrent), 3);
        assertValue(added(oracle.merge(concurrent, removed), author, 2), 5);
    }

    /** The documented price of folding: what was folded before the remove arrived comes back. */
    @Test
    void aRemoveThatSawOnlyTheFoldedPartBringsItBack() {
        Version seen = added(empty, author, 4);
        Version removed = oracle.remove(seen, other);
        Version folded = added(seen, author, 8);
        assertThat(CounterVersions.segments(folded)).isEqualTo(Segments.KEPT);
        assertValue(oracle.merge(removed, folded), 12);
        assertValue(oracle.merge(removed, added(seen, author, 4)), 4);
    }

    /** Two removes, one of which saw the fold; the segment that took the fold over is dead, and so is what it took. */
    @Test
    void aRemoveThatSawTheFoldTakesItAll() {
        Version seen = added(empty, author, 12);
        assertValue(oracle.merge(oracle.remove(seen, other), seen), 0);
    }

    @Test
    void aSegmentGrowsInPlaceUntilItIsSent() {
        Homebody homebody = new Homebody();
        Version one = added(empty, homebody, 30);
        assertThat(CounterVersions.segments(one)).isEqualTo(1);
        assertThat(one.real().causal().context().size()).isEqualTo(1);
        homebody.sendEverything();
        Version two = added(one, homebody, 30);
        assertThat(CounterVersions.segments(two)).isEqualTo(2);
        assertValue(two, 60);
        assertValue(oracle.merge(oracle.remove(one, other), two), 30);
    }

    @Test
    void forksOfASegmentThatGrowsInPlaceAddUp() {
        Homebody homebody = new Homebody();
        Version base = added(empty, homebody, 3);
        Version left = added(base, homebody, 20);
        Version right = added(base, homebody, 20);
        assertSum(List.of(left, right, base, added(right, homebody, 7)), oracle, 50);
        assertThat(CounterVersions.segments(oracle.merge(left, right))).isEqualTo(2);
    }

    @Test
    void windowsOfGrowthFoldLikeSingleWrites() {
        Homebody homebody = new Homebody();
        Version version = empty;
        for (int window = 1; window <= 20; window++) {
            version = added(version, homebody, window);
            homebody.sendEverything();
            assertThat(CounterVersions.segments(version)).isEqualTo(Math.min(window, Segments.KEPT));
        }
        assertValue(version, 210);
    }

    /**
     * A delta is a value as well. An author who goes on from one that shows the end of a line, but not its beginning, must
     * not fold there: readers would take the beginning for folded and leave it out. Found by a property; it lost 7 of 17.
     */
    @Test
    void goingOnFromADeltaLosesNothing() {
        Version seven = added(empty, author, 7);
        Version eight = added(seven, author, 1);
        Tally partial = empty.real().merge(eight.real().deltaFrom(seven.real()));
        for (int i = 0; i < 9; i++) {
            partial = partial.add(author, 1, 0);
        }
        assertThat(partial.ups()).isEqualTo(BigInteger.valueOf(10));
        assertThat(partial.merge(eight.real()).ups()).isEqualTo(BigInteger.valueOf(17));
        assertThat(eight.real().merge(partial).ups()).isEqualTo(BigInteger.valueOf(17));
    }

    /** The same the other way round: an older segment is still there although the newest folded it, which it did twice. */
    @Test
    void goingOnWhereAFoldedSegmentIsStillThereCountsItOnce() {
        Version eight = added(empty, author, 8);
        Version nine = added(eight, author, 1);
        Causal lateEffect = nine.real().causal();
        Causal piece = lateEffect;
        for (Causal each : lateEffect.split(1)) {
            piece = each.context().lastSequence(author.replica()) == 9 ? each : piece;
        }
        Tally shown = new Segments(eight.real().causal().merge(piece));
        assertThat(shown.ups()).isEqualTo(BigInteger.valueOf(9));
        assertThat(shown.add(author, 1, 0).ups()).isEqualTo(BigInteger.TEN);
        assertThat(shown.add(author, 1, 0).merge(nine.real()).ups()).isEqualTo(BigInteger.TEN);
    }

    /**
     * A receiver may get the end of a line and never its middle, if the writer is gone. What it had counts on. Found by a
     * story of crashes: all that the line had not folded yet was left out.
     */
    @Test
    void theEndOfALineWithoutItsMiddleHidesNothingElse() {
        Version ten = added(empty, author, 10);
        Version twenty = added(ten, author, 10);
        Version last = added(twenty, author, 1);
        Tally shown = ten.real().merge(last.real().deltaFrom(twenty.real()));
        assertThat(shown.ups())
                .as("10, the last one, and what that one folded")
                .isBetween(BigInteger.valueOf(11), BigInteger.valueOf(13));
        assertThat(shown.merge(twenty.real()).ups()).isEqualTo(BigInteger.valueOf(21));
        assertThat(twenty.real().merge(shown).ups()).isEqualTo(BigInteger.valueOf(21));
    }

    @Test
    void aRemoveOfAPartOfALineStartsANewOne() {
        Version two = added(empty, author, 2);
        Version five = added(two, author, 3);
        Version merged = oracle.merge(oracle.remove(two, other), five);
        Version more = added(merged, author, 20);
        assertValue(more, 23);
        assertSum(List.of(more, added(five, author, 3), two), oracle, 26);
    }

    @Test
    void aTotalThatDoesNotFitIsRefused() {
        Homebody homebody = new Homebody();
        Tally full = empty.real().add(homebody, Long.MAX_VALUE, 0);
        assertThatThrownBy(() -> full.add(homebody, 1, 0)).isInstanceOf(CounterOverflowException.class);
        assertThat(full.add(homebody, 0, 1).downs()).isEqualTo(BigInteger.ONE);
    }

    @Test
    void aTotalThatDoesNotFitIsRefusedOverAllSegmentsOfALineFoldedOrNot() {
        for (int segments : new int[] {1, 2, Segments.KEPT, Segments.KEPT + 1, 3 * Segments.KEPT}) {
            Author writer = Author.of(ReplicaId.of("writer", segments));
            Tally tally = empty.real();
            for (int i = 1; i < segments; i++) {
                tally = tally.add(writer, 1, 2);
            }
            Tally full = tally.add(writer, Long.MAX_VALUE - segments + 1, Long.MAX_VALUE - 2L * segments + 2);
            BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
            assertThat(full.ups()).isEqualTo(most);
            assertThat(full.downs()).isEqualTo(most);
            assertThat(full.value()).isZero();
            assertThatThrownBy(() -> full.add(writer, 1, 0)).isInstanceOf(CounterOverflowException.class);
            assertThatThrownBy(() -> full.add(writer, 0, 1)).isInstanceOf(CounterOverflowException.class);
            assertThat(full.add(author, 5, 0).value()).isEqualTo(5);
        }
    }

    @Test
    void theLargestTotalAfterASmallOneIsRefused() {
        Tally one = empty.real().add(author, 1, 1);
        assertThatThrownBy(() -> one.add(author, Long.MAX_VALUE, 0)).isInstanceOf(CounterOverflowException.class);
        assertThatThrownBy(() -> one.add(author, 0, Long.MAX_VALUE)).isInstanceOf(CounterOverflowException.class);
        assertThat(one.add(author, Long.MAX_VALUE - 1, 0).value()).isEqualTo(Long.MAX_VALUE - 1);
    }

    /** A receiver of the newest segment alone has the oldest twice, folded and not; its room is that of the true total. */
    @Test
    void aFoldedSegmentThatIsStillThereTakesNoRoomTwice() {
        Tally eight = empty.real().add(author, Long.MAX_VALUE - 20, Long.MAX_VALUE - 20);
        for (int i = 1; i < Segments.KEPT; i++) {
            eight = eight.add(author, 1, 1);
        }
        Causal nine = ((Segments) eight.add(author, 1, 1)).causal();
        Causal piece = nine;
        for (Causal each : nine.split(1)) {
            piece = each.context().lastSequence(author.replica()) == Segments.KEPT + 1 ? each : piece;
        }
        Tally shown = new Segments(((Segments) eight).causal().merge(piece));
        assertThat(shown.ups()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE - 12));
        Tally full = shown.add(author, 12, 12);
        assertThat(full.ups()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(full.downs()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(full.value()).isZero();
        assertThatThrownBy(() -> shown.add(author, 13, 0)).isInstanceOf(CounterOverflowException.class);
        assertThatThrownBy(() -> shown.add(author, 0, 13)).isInstanceOf(CounterOverflowException.class);
    }

    @Test
    void aValueThatLeavesALongOnlyOnTheWayIsExact() {
        Author third = Author.of(ReplicaId.of("third", 1));
        Tally most = empty.real().add(author, Long.MAX_VALUE, 0).add(other, 2, 0);
        assertThatThrownBy(most::value).isInstanceOf(CounterOverflowException.class);
        assertThat(most.add(third, 0, 2).value()).isEqualTo(Long.MAX_VALUE);
        Tally least = empty.real().add(author, 0, Long.MAX_VALUE).add(other, 0, 1);
        assertThat(least.value()).isEqualTo(Long.MIN_VALUE);
        assertThat(least.add(third, 0, 1).add(third, 1, 0).value()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void sumsOfSeveralWritersThatDoNotFitIntoALongAreExact() {
        Tally tally = empty.real();
        for (int i = 0; i < 30; i++) {
            tally = tally.add(Author.of(ReplicaId.of("writer", i)), Long.MAX_VALUE, Long.MAX_VALUE - i);
        }
        BigInteger expected = BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(30));
        assertThat(tally.ups()).isEqualTo(expected);
        assertThat(tally.downs()).isEqualTo(expected.subtract(BigInteger.valueOf(435)));
        assertThat(tally.value()).isEqualTo(435);
        Tally beyond = tally.add(Author.of(ReplicaId.of("writer", 30)), Long.MAX_VALUE, 0);
        assertThatThrownBy(beyond::value)
                .isInstanceOf(CounterOverflowException.class)
                .hasMessageContaining("9223372036854776242");
    }

    @Test
    void theTwoFormsDoNotMix() {
        Tally plain = Totals.empty(realm);
        Tally dotted = new Segments(Causal.empty(realm));
        assertThatThrownBy(() -> plain.merge(dotted)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dotted.merge(plain)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dotted.deltaFrom(plain)).isInstanceOf(IllegalArgumentException.class);
    }
}
