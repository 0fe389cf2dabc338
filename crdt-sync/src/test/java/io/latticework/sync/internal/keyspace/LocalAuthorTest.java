package io.latticework.sync.internal.keyspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.time.HybridTimestamp;
import io.latticework.sync.spi.Clock;
import org.junit.jupiter.api.Test;

class LocalAuthorTest {
    private static final ReplicaId FIRST = ReplicaId.of("alice", 1);
    private static final ReplicaId SECOND = ReplicaId.of("alice", 2);

    /** Time stands where the test puts it, and counts who looks. */
    private static final class HandClock implements Clock {
        private long millis = 1_000;
        private int looks;

        @Override
        public long millis() {
            looks++;
            return millis;
        }

        @Override
        public long nanos() {
            return 0;
        }
    }

    private final HandClock clock = new HandClock();

    private LocalAuthor author(long last) {
        return new LocalAuthor(FIRST, last, clock, HybridTimestamp.ZERO);
    }

    @Test
    void goesOnAfterTheLastAndExposesWhatItIsTold() {
        LocalAuthor author = author(41);
        assertThat(author.exposed(41)).isTrue();
        assertThat(author.nextSequence()).isEqualTo(42);
        assertThat(author.exposed(42)).isFalse();
        author.expose();
        assertThat(author.exposed(42)).isTrue();
        assertThat(author.last()).isEqualTo(42);
        assertThat(author.after(Realm.shared(), 40)).hasToString("{alice#1:41..42}");
        assertThat(author.after(Realm.shared(), 42).isEmpty()).isTrue();
    }

    @Test
    void anotherIncarnationStartsAnew() {
        LocalAuthor author = author(5);
        author.startLine(5, 1);
        author.become(SECOND);
        assertThat(author.replica()).isEqualTo(SECOND);
        assertThat(author.last()).isZero();
        assertThat(author.continueLine(5, 1, 2)).isFalse();
        assertThat(author.nextSequence()).isEqualTo(1);
        assertThat(author.exposed(1)).isFalse();
    }

    @Test
    void anIncarnationThatIsUsedUpMintsNothing() {
        LocalAuthor author = author(Dot.MAX_SEQUENCE - 1);
        assertThat(author.isNearlyExhausted()).isTrue();
        assertThat(author(1).isNearlyExhausted()).isFalse();
        assertThat(author.nextSequence()).isEqualTo(Dot.MAX_SEQUENCE);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(author::nextSequence).isInstanceOf(CausalityException.class);
        }
        assertThat(author.last()).isEqualTo(Dot.MAX_SEQUENCE);
    }

    @Test
    void stampsGoByTheLastLookAtTheClock() {
        LocalAuthor author = author(0);
        clock.millis = 2_000;
        assertThat(author.nextStamp(HybridTimestamp.ZERO).millis()).isEqualTo(1_000);
        author.readTime();
        assertThat(author.nextStamp(HybridTimestamp.ZERO).millis()).isEqualTo(2_000);
        clock.millis = 3_000;
        int before = clock.looks;
        HybridTimestamp last = HybridTimestamp.ZERO;
        for (int i = 0; i < 640; i++) {
            last = author.nextStamp(HybridTimestamp.ZERO);
        }
        assertThat(last.millis()).isEqualTo(3_000);
        assertThat(clock.looks - before).isEqualTo(10);
    }
}
