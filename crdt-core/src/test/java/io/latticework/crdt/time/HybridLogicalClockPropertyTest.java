package io.latticework.crdt.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** Histories of a clock under physical time that runs, stands still and jumps, and under honest and forged stamps. */
class HybridLogicalClockPropertyTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long DRIFT = 1_000;

    private final AtomicLong millis = new AtomicLong();
    private HybridLogicalClock clock = HybridLogicalClock.logical();

    @BeforeTry
    void startAnew() {
        millis.set(NOW);
        clock = HybridLogicalClock.of(millis::get, Duration.ofMillis(DRIFT));
    }

    /**
     * What happens to the clock.
     *
     * @param timeJump by how much physical time changes first
     * @param action 0 a write, 1 a write that replaces, 2 a remote stamp
     * @param ahead where the stamp stands, seen from physical time
     * @param logical the stamp's logical part
     */
    record Step(long timeJump, int action, long ahead, int logical) {}

    @Property
    void isMonotoneWhateverHappens(@ForAll("histories") List<Step> history) {
        HybridTimestamp greatest = HybridTimestamp.ZERO;
        for (Step step : history) {
            long now = millis.addAndGet(step.timeJump());
            HybridTimestamp stamp = HybridTimestamp.of(now + step.ahead(), step.logical());
            boolean trusted = step.ahead() <= DRIFT || stamp.compareTo(greatest) <= 0;
            if (step.action() == 2) {
                long rejections = clock.driftRejections();
                assertThat(clock.observe(stamp)).isEqualTo(trusted);
                assertThat(clock.driftRejections()).isEqualTo(rejections + (trusted ? 0 : 1));
                greatest = trusted ? later(greatest, stamp) : greatest;
            } else {
                HybridTimestamp replaced = step.action() == 1 ? stamp : HybridTimestamp.ZERO;
                HybridTimestamp given = clock.next(replaced);
                assertThat(given).isGreaterThan(greatest).isGreaterThan(replaced);
                assertThat(given).isGreaterThanOrEqualTo(HybridTimestamp.of(now, 0));
                greatest = trusted || step.action() == 0 ? given : greatest;
            }
            assertThat(clock.last()).isEqualTo(greatest);
        }
    }

    @Property
    void staysWithPhysicalTimeWhenEveryoneElseIsWrong(
            @ForAll @LongRange(min = DRIFT + 1, max = 100_000_000_000_000L) long ahead) {
        HybridTimestamp forged = HybridTimestamp.of(NOW + ahead, 0);
        assertThat(clock.observe(forged)).isFalse();
        assertThat(clock.next(forged)).isGreaterThan(forged);
        assertThat(clock.next()).isEqualTo(HybridTimestamp.of(NOW, 0));
    }

    @Property
    void acceptsEveryStampOfThePast(@ForAll @LongRange(min = 0, max = NOW) long past) {
        assertThat(clock.observe(HybridTimestamp.of(past, 0))).isTrue();
        assertThat(clock.driftRejections()).isZero();
        assertThat(clock.next()).isGreaterThan(HybridTimestamp.of(past, 0));
    }

    @Property
    void isMonotoneOverRestarts(@ForAll("histories") List<Step> history) {
        HybridLogicalClock running = clock;
        for (Step step : history) {
            millis.addAndGet(step.timeJump());
            HybridTimestamp before = running.next();
            millis.addAndGet(step.ahead());
            running = HybridLogicalClock.of(millis::get).startingAfter(running.last());
            assertThat(running.next()).isGreaterThan(before);
        }
    }

    @Property
    void aLogicalClockIsGreaterThanAllItTookIn(@ForAll List<@LongRange(min = 0, max = 1L << 60) Long> remote) {
        HybridLogicalClock lamport = HybridLogicalClock.logical();
        HybridTimestamp greatest = HybridTimestamp.ZERO;
        for (long packed : remote) {
            assertThat(lamport.observe(new HybridTimestamp(packed))).isTrue();
            HybridTimestamp given = lamport.next();
            assertThat(given).isGreaterThan(greatest).isGreaterThan(new HybridTimestamp(packed));
            greatest = given;
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Long> jumps = Arbitraries.oneOf(
                Arbitraries.just(0L),
                Arbitraries.longs().between(0, 5),
                Arbitraries.longs().between(-100_000, 100_000));
        Arbitrary<Long> ahead = Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 5),
                Arbitraries.longs().between(DRIFT - 1, DRIFT + 1),
                Arbitraries.longs().between(-1_000_000_000L, 1_000_000_000L));
        Arbitrary<Integer> logical = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0xFFFD, 0xFFFF));
        Arbitrary<Integer> action = Arbitraries.integers().between(0, 2);
        return Combinators.combine(jumps, action, ahead, logical)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static HybridTimestamp later(HybridTimestamp a, HybridTimestamp b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
