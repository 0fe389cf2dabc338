package io.latticework.crdt.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.error.ClockExhaustedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HybridLogicalClockTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final AtomicLong millis = new AtomicLong(NOW);
    private final HybridLogicalClock clock = HybridLogicalClock.of(millis::get);

    @Test
    void followsPhysicalTime() {
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
        millis.addAndGet(5);
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW + 5, 0));
    }

    @Test
    void writesInOneTickDiffer() {
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 1));
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 2));
    }

    @Test
    void goesOnWhenPhysicalTimeJumpsBack() {
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
        millis.set(NOW - HOUR);
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 1));
    }

    @Test
    void countsTimesBefore1970As1970() {
        millis.set(-HOUR);
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(0, 1));
    }

    @Test
    void anObservedTieIsAdvanced() {
        HybridTimestamp own = clock.next();
        assertThat(clock.observe(own)).isTrue();
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 1));
    }

    @Test
    void keepsTheLogicalPartOfAnObservedStamp() {
        assertThat(clock.observe(HybridTimestamp.of(NOW + 7, 41))).isTrue();
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW + 7, 42));
    }

    @Test
    void stampsOfThePastAreAcceptedAndChangeNothing() {
        HybridTimestamp own = clock.next();
        assertThat(clock.observe(HybridTimestamp.ZERO)).isTrue();
        assertThat(clock.observe(HybridTimestamp.of(NOW - 100 * HOUR, 9))).isTrue();
        assertThat(clock.last()).isEqualTo(own);
        assertThat(clock.driftRejections()).isZero();
    }

    @Test
    void acceptsAStampAtTheBoundAndRefusesOneBeyond() {
        assertThat(clock.observe(HybridTimestamp.of(NOW + 60_001, 0))).isFalse();
        assertThat(clock.last()).isEqualTo(HybridTimestamp.ZERO);
        assertThat(clock.observe(HybridTimestamp.of(NOW + 60_000, 0xFFFF))).isTrue();
        assertThat(clock.last()).isEqualTo(HybridTimestamp.of(NOW + 60_000, 0xFFFF));
    }

    @Test
    void countsEachStampFromTheFarFuture() {
        for (long ahead : new long[] {HOUR, 87_600 * HOUR}) {
            assertThat(clock.observe(HybridTimestamp.of(NOW + ahead, 0))).isFalse();
        }
        assertThat(clock.observe(HybridTimestamp.MAX)).isFalse();
        assertThat(clock.observe(new HybridTimestamp(Long.MAX_VALUE))).isFalse();
        assertThat(clock.observe(new HybridTimestamp(-1))).isFalse();
        assertThat(clock.driftRejections()).isEqualTo(5);
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
    }

    @Test
    void aStampBehindTheClockIsAcceptedThoughPhysicalTimeFellFarBack() {
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
        millis.set(NOW - HOUR);
        assertThat(clock.observe(HybridTimestamp.of(NOW, 0))).isTrue();
    }

    @Test
    void replacesAStampWithinTheBoundAndMovesOn() {
        HybridTimestamp replaced = HybridTimestamp.of(NOW + 10, 3);
        assertThat(clock.next(replaced)).isEqualTo(HybridTimestamp.of(NOW + 10, 4));
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW + 10, 5));
    }

    @Test
    void replacesAnOlderStampWithPhysicalTime() {
        assertThat(clock.next(HybridTimestamp.of(NOW - 10, 3))).isEqualTo(HybridTimestamp.of(NOW, 0));
    }

    @Test
    void replacesAStampOfTheFarFutureWithoutMoving() {
        HybridTimestamp forged = HybridTimestamp.of(NOW + HOUR, 3);
        assertThat(clock.next(forged)).isEqualTo(HybridTimestamp.of(NOW + HOUR, 4));
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
        assertThat(clock.driftRejections()).isZero();
    }

    @Test
    void aFullMillisecondRunsOnIntoTheNext() {
        assertThat(clock.observe(HybridTimestamp.of(NOW, 0xFFFF))).isTrue();
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW + 1, 0));
        assertThat(clock.next(HybridTimestamp.of(NOW + 2, 0xFFFF))).isEqualTo(HybridTimestamp.of(NOW + 3, 0));
    }

    @Test
    void aZeroBoundAcceptsThePresentOnly() {
        HybridLogicalClock strict = HybridLogicalClock.of(millis::get, Duration.ZERO);
        assertThat(strict.observe(HybridTimestamp.of(NOW, 0xFFFF))).isTrue();
        assertThat(strict.observe(HybridTimestamp.of(NOW + 2, 0))).isFalse();
    }

    @Test
    void refusesBoundsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridLogicalClock.of(millis::get, Duration.ofMillis(-1)))
                .withMessageContaining("maxDrift");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HybridLogicalClock.of(millis::get, Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("maxDrift");
    }

    @Test
    void aLogicalClockCountsFromOne() {
        HybridLogicalClock lamport = HybridLogicalClock.logical();
        assertThat(lamport.next()).isEqualTo(new HybridTimestamp(1));
        assertThat(lamport.next()).isEqualTo(new HybridTimestamp(2));
    }

    @Test
    void aLogicalClockTrustsEveryStampUpToTheMaximum() {
        HybridLogicalClock lamport = HybridLogicalClock.logical();
        assertThat(lamport.observe(HybridTimestamp.of(NOW + 87_600 * HOUR, 0))).isTrue();
        assertThat(lamport.next()).isEqualTo(HybridTimestamp.of(NOW + 87_600 * HOUR, 1));
        assertThat(lamport.observe(new HybridTimestamp(HybridTimestamp.MAX.packed() + 1)))
                .isFalse();
        assertThat(lamport.observe(HybridTimestamp.MAX)).isTrue();
    }

    @Test
    void givesTheMaximumAndNothingAboveIt() {
        HybridTimestamp beforeMax = new HybridTimestamp(HybridTimestamp.MAX.packed() - 1);
        HybridLogicalClock late = clock.startingAfter(beforeMax);
        assertThat(late.next()).isEqualTo(HybridTimestamp.MAX);
        assertThatThrownBy(late::next)
                .isInstanceOf(ClockExhaustedException.class)
                .hasMessageContaining("last stamp");
        assertThat(late.last()).isEqualTo(HybridTimestamp.MAX);
    }

    @Test
    void aForgedMaximumCannotBeReplacedAndLeavesTheClockAlone() {
        for (long packed : new long[] {HybridTimestamp.MAX.packed(), Long.MAX_VALUE, -1}) {
            assertThatThrownBy(() -> clock.next(new HybridTimestamp(packed)))
                    .isInstanceOf(ClockExhaustedException.class)
                    .hasMessageContaining("replaced");
        }
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
    }

    @Test
    void reportsASupplierOfMicrosecondsAndRecoversWithIt() {
        millis.set(NOW * 1000);
        assertThatThrownBy(clock::next)
                .isInstanceOf(ClockExhaustedException.class)
                .hasMessageContaining("milliseconds");
        assertThat(clock.observe(HybridTimestamp.of(NOW, 0))).isFalse();
        millis.set(NOW);
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
    }

    @Test
    void theLastMillisecondIsATimeAsAnyOther() {
        millis.set(HybridTimestamp.MAX.millis());
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(HybridTimestamp.MAX.millis(), 0));
        assertThat(clock.observe(HybridTimestamp.MAX)).isTrue();
        assertThat(clock.startingAfter(HybridTimestamp.MAX).last()).isEqualTo(HybridTimestamp.MAX);
    }

    @Test
    void theWidestBoundAcceptsEverything() {
        Duration widest = Duration.ofMillis(HybridTimestamp.MAX.millis());
        assertThat(HybridLogicalClock.of(() -> 0, widest).observe(HybridTimestamp.MAX))
                .isTrue();
    }

    @Test
    void aRestartedClockGoesOnAfterItsLastStampThoughTimeFellBack() {
        HybridTimestamp first = clock.next();
        HybridTimestamp last = clock.next();
        assertThat(last).isGreaterThan(first);
        millis.set(NOW - HOUR);
        HybridLogicalClock restarted = HybridLogicalClock.of(millis::get).startingAfter(last);
        assertThat(restarted.next()).isEqualTo(HybridTimestamp.of(NOW, 2));
    }

    @Test
    void aRestartedClockNeverStartsBeforeTheOneItComesFromAndKeepsItsBound() {
        HybridTimestamp own = clock.next();
        HybridLogicalClock restarted = clock.startingAfter(HybridTimestamp.ZERO);
        assertThat(restarted.next()).isGreaterThan(own);
        assertThat(restarted.observe(HybridTimestamp.of(NOW + HOUR, 0))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.startingAfter(new HybridTimestamp(HybridTimestamp.MAX.packed() + 1)))
                .withMessageContaining("starts after");
    }

    @Test
    void threadsNeverShareAStamp() throws Exception {
        int threads = 8;
        int perThread = 20_000;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Callable<List<HybridTimestamp>>> writers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                writers.add(() -> {
                    start.await();
                    return stampsOfOneThread(perThread);
                });
            }
            Set<HybridTimestamp> distinct = new HashSet<>();
            for (Future<List<HybridTimestamp>> stamps : executor.invokeAll(writers)) {
                assertThat(stamps.get()).isSorted();
                distinct.addAll(stamps.get());
            }
            assertThat(distinct).hasSize(threads * perThread);
        } finally {
            executor.shutdownNow();
        }
    }

    private List<HybridTimestamp> stampsOfOneThread(int count) {
        List<HybridTimestamp> stamps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            HybridTimestamp stamp = clock.next();
            stamps.add(stamp);
            assertThat(clock.observe(new HybridTimestamp(stamp.packed() + i % 5)))
                    .isTrue();
        }
        return stamps;
    }
}
