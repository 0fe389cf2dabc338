package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.authorAfter;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.ClockExhaustedException;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LWWRegisterTest {
    private static final HybridTimestamp YEAR_5000 = HybridTimestamp.of(95_617_584_000_000L, 0);
    private static final HybridTimestamp BEFORE_MAX = new HybridTimestamp(HybridTimestamp.MAX.packed() - 1);

    private final Author a = author("a");
    private final Author b = author("b");
    private final CrdtType<LWWRegister<String>> type = LWWRegister.type(ValueCodec.strings());
    private final LWWRegister<String> empty = type.empty();

    @Test
    void hasNoValueBeforeAnyWrite() {
        assertThat(empty.value()).isEmpty();
        assertThat(empty.stamp()).isEqualTo(HybridTimestamp.ZERO);
        assertThat(empty.toJson()).isEqualTo("null");
    }

    @Test
    void theLaterStampWins() {
        LWWRegister<String> early = empty.set(authorAfter("z", HybridTimestamp.of(5, 0)), "early");
        LWWRegister<String> late = empty.set(authorAfter("a", HybridTimestamp.of(6, 0)), "late");
        assertThat(early.merge(late).value()).contains("late");
        assertThat(late.merge(early)).isSameAs(late);
    }

    @Test
    void equalStampsAreDecidedByTheReplicaId() {
        LWWRegister<String> ofA = empty.set(a, "z");
        LWWRegister<String> ofB = empty.set(b, "a");
        assertThat(ofA.stamp()).isEqualTo(ofB.stamp());
        assertThat(ofA.merge(ofB).value()).contains("a");
        assertThat(ofB.merge(ofA).value()).contains("a");
    }

    @Test
    void equalStampsOfOneNameAreDecidedByTheIncarnationUnsigned() {
        LWWRegister<String> young = empty.set(Author.of(ReplicaId.of("a", 1)), "1");
        LWWRegister<String> negative = empty.set(Author.of(ReplicaId.of("a", -1)), "-1");
        assertThat(young.merge(negative).value()).contains("-1");
        assertThat(negative.merge(young).value()).contains("-1");
    }

    @Test
    void equalStampsOfOneReplicaAreDecidedByTheBytes() {
        LWWRegister<String> low = empty.set(author("a"), "a");
        LWWRegister<String> high = empty.set(author("a"), "é");
        assertThat(low.merge(high).value()).contains("é");
        assertThat(high.merge(low).value()).contains("é");
    }

    @Test
    void twoWritesInOneTickAreTwoWrites() {
        Author frozen = Author.of(ReplicaId.of("a", 1), HybridLogicalClock.of(() -> 1_000));
        LWWRegister<String> first = empty.set(frozen, "first");
        LWWRegister<String> second = empty.set(frozen, "second");
        assertThat(first.stamp().millis()).isEqualTo(second.stamp().millis());
        assertThat(first.merge(second).value()).contains("second");
        assertThat(second.merge(first).value()).contains("second");
    }

    @Test
    void theGivenClockIsUsed() {
        Author author = Author.of(ReplicaId.of("a", 1), HybridLogicalClock.of(() -> 77_000));
        assertThat(empty.set(author, "x").stamp()).isEqualTo(HybridTimestamp.of(77_000, 0));
    }

    @Test
    void aWriteWinsOverWhatItSawThoughItsClockIsBehind() {
        LWWRegister<String> ahead = empty.set(authorAfter("b", HybridTimestamp.of(1_000_000, 0)), "ahead");
        LWWRegister<String> behind = ahead.set(a, "behind");
        assertThat(ahead.merge(behind).value()).contains("behind");
        assertThat(behind.stamp().compareTo(ahead.stamp())).isPositive();
    }

    @Test
    void forksOfOneValueByOneAuthorAgreeOnOneWinner() {
        LWWRegister<String> base = empty.set(a, "base");
        LWWRegister<String> left = base.set(a, "left");
        LWWRegister<String> right = base.set(a, "right");
        assertThat(left.merge(right)).isEqualTo(right.merge(left));
        assertThat(left.merge(right).value()).contains("right");
    }

    @Test
    void aStampFromTheFarFutureIsOverwrittenByWhoeverSawIt() {
        LWWRegister<String> poisoned = empty.set(authorAfter("z", YEAR_5000), "poison");
        HybridLogicalClock clock = HybridLogicalClock.of(() -> 1_000_000, Duration.ofSeconds(60));
        Author author = Author.of(ReplicaId.of("a", 1), clock);
        LWWRegister<String> healed = sent(poisoned).set(author, "healed");
        assertThat(poisoned.merge(healed).value()).contains("healed");
        assertThat(clock.last().millis()).isLessThanOrEqualTo(1_000_000);
        assertThat(empty.set(author, "x").stamp().millis()).isEqualTo(1_000_000);
    }

    @Test
    void outsideOfMapsAFarStampHidesConcurrentWrites() {
        LWWRegister<String> poisoned = empty.set(authorAfter("z", YEAR_5000), "poison");
        assertThat(empty.set(a, "unseen").merge(poisoned).value()).contains("poison");
    }

    @Test
    void outsideOfMapsTheLastStampOfAllCannotBeReplaced() {
        LWWRegister<String> last = empty.set(authorAfter("z", BEFORE_MAX), "last");
        assertThat(last.stamp()).isEqualTo(HybridTimestamp.MAX);
        assertThat(sent(last)).isEqualTo(last);
        assertThatThrownBy(() -> last.set(a, "later")).isInstanceOf(ClockExhaustedException.class);
        assertThat(last.value()).contains("last");
    }

    @Test
    void insideAMapTheNextWriteThatSawAFarStampWins() {
        ORMap<String> poisoned = put(authorAfter("z", YEAR_5000), ORMap.empty(ValueCodec.strings()), "poison");
        HybridLogicalClock clock = HybridLogicalClock.of(() -> 1_000_000, Duration.ofSeconds(60));
        ORMap<String> healed = put(Author.of(ReplicaId.of("a", 1), clock), sent(poisoned), "healed");
        assertThat(poisoned.merge(healed).get("key", type).value()).contains("healed");
        assertThat(clock.last().millis()).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    void insideAMapEvenTheLastStampOfAllCanBeReplaced() {
        ORMap<String> last = put(authorAfter("z", BEFORE_MAX), ORMap.empty(ValueCodec.strings()), "last");
        assertThat(last.get("key", type).stamp()).isEqualTo(HybridTimestamp.MAX);
        ORMap<String> next = put(a, sent(last), "next");
        ORMap<String> afterNext = put(b, next, "after next");
        assertThat(next.get("key", type).value()).contains("next");
        assertThat(last.merge(sent(afterNext)).get("key", type).value()).contains("after next");
        assertThat(last.merge(next.remove(a, "key")).keys()).isEmpty();
    }

    @Test
    void insideAMapConcurrentWritesStayAndTheGreatestShows() {
        ORMap<String> base = ORMap.empty(ValueCodec.strings());
        ORMap<String> early = put(authorAfter("z", HybridTimestamp.of(5, 0)), base, "early");
        ORMap<String> late = put(authorAfter("a", HybridTimestamp.of(6, 0)), base, "late");
        ORMap<String> merged = early.merge(late);
        assertThat(merged.get("key", type).value()).contains("late");
        assertThat(merged.merge(late.remove(b, "key")).get("key", type).value()).contains("early");
    }

    @Test
    void aDeltaIsEmptyWhereTheBaseAlreadyHasTheWinner() {
        LWWRegister<String> early = empty.set(a, "early");
        LWWRegister<String> late = early.set(b, "late");
        assertThat(early.deltaFrom(late)).isEqualTo(empty);
        assertThat(late.deltaFrom(early)).isEqualTo(late);
        assertThat(late.split(1)).containsExactly(late);
        assertThat(empty.split(1)).isEmpty();
    }

    @Test
    void theWholeValueCountsInTheDigest() {
        LWWRegister<String> one = empty.set(author("a"), "one");
        assertThat(empty.set(author("a"), "two").digest()).isNotEqualTo(one.digest());
        assertThat(empty.set(author("b"), "one").digest()).isNotEqualTo(one.digest());
        assertThat(empty.set(author("a"), "one").digest()).isEqualTo(one.digest());
        assertThat(empty.digest()).isNotEqualTo(one.digest());
    }

    private ORMap<String> put(Author author, ORMap<String> map, String value) {
        return map.update(author, "key", type, register -> register.set(author, value));
    }
}
