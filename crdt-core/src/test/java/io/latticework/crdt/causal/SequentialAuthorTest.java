package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.time.HybridLogicalClock;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SequentialAuthorTest {
    private static final int THREADS = 4;
    private static final int EACH = 20_000;

    private final ReplicaId replica = ReplicaId.of("a", 1);
    private final Author author = Author.of(replica);

    private static <T> List<T> together(Callable<T> action) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void countsFromOne() {
        assertThat(author.nextDot()).isEqualTo(Dot.of(replica, 1));
        assertThat(author.nextSequence()).isEqualTo(2);
        assertThat(author.replica()).isEqualTo(replica);
        assertThat(author).hasToString("Author[a#1 after 2]");
    }

    @Test
    void threadsNeverGetTheSameNumberAndSeeTheirsRise() throws Exception {
        Set<Long> minted = ConcurrentHashMap.newKeySet();
        List<Boolean> rising = together(() -> {
            long last = 0;
            for (int i = 0; i < EACH; i++) {
                long next = author.nextSequence();
                if (next <= last || !minted.add(next)) {
                    return false;
                }
                last = next;
            }
            return true;
        });
        assertThat(rising).containsOnly(true);
        assertThat(minted).hasSize(THREADS * EACH);
        assertThat(author.nextSequence()).isEqualTo(THREADS * EACH + 1L);
    }

    @Test
    void stampsRiseAndExceedWhatTheyReplace() {
        HybridTimestamp first = author.nextStamp(HybridTimestamp.ZERO);
        HybridTimestamp far = HybridTimestamp.of(1_000_000, 3);
        HybridTimestamp second = author.nextStamp(far);
        assertThat(second).isGreaterThan(far).isGreaterThan(first);
        assertThat(author.nextStamp(HybridTimestamp.ZERO)).isGreaterThan(second);
    }

    @Test
    void theSequenceEndsAndStaysAtItsEnd() {
        Author last = Author.resuming(replica, Dot.MAX_SEQUENCE - 2, HybridLogicalClock.logical());
        assertThat(last.nextSequence()).isEqualTo(Dot.MAX_SEQUENCE - 1);
        assertThat(last.nextDot()).isEqualTo(Dot.of(replica, Dot.MAX_SEQUENCE));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(last::nextSequence)
                    .isInstanceOf(CausalityException.class)
                    .hasMessageContaining("new incarnation");
        }
    }

    @Test
    void resumesAfterTheLast() {
        assertThat(Author.resuming(replica, 41, HybridLogicalClock.logical()).nextSequence())
                .isEqualTo(42);
        for (long wrong : new long[] {-1, Dot.MAX_SEQUENCE + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Author.resuming(replica, wrong, HybridLogicalClock.logical()));
        }
    }

    @Test
    void aLineGoesOnOnlyWhereItWasLeft() {
        assertThat(author.continueLine(1, 5, 6)).isFalse();
        author.startLine(1, 5);
        assertThat(author.continueLine(1, 4, 9)).isFalse();
        assertThat(author.continueLine(1, 5, 6)).isTrue();
        assertThat(author.continueLine(1, 5, 7)).isFalse();
        assertThat(author.continueLine(1, 6, 1L << 40)).isTrue();
        assertThat(author.continueLine(1, 1L << 40, 0)).isTrue();
        assertThat(author.continueLine(2, 0, 1)).isFalse();
    }

    @Test
    void oneOfTwoForksGetsTheLine() throws Exception {
        author.startLine(1, 0);
        for (long at = 0; at < 200; at++) {
            long from = at;
            assertThat(together(() -> author.continueLine(1, from, from + 1)))
                    .containsOnlyOnce(true)
                    .hasSize(THREADS);
        }
    }

    @Test
    void theLinesLeastRecentlyUsedAreForgotten() {
        int started = 3 * Lines.GENERATION;
        for (long line = 1; line <= started; line++) {
            author.startLine(line, line);
        }
        assertThat(author.continueLine(1, 1, 2)).isFalse();
        assertThat(author.continueLine(started - Lines.GENERATION + 1, started - Lines.GENERATION + 1, 0))
                .isTrue();
    }

    @Test
    void everythingCountsAsExposedWithoutKnowledge() {
        assertThat(author.exposed(author.nextSequence())).isTrue();
    }
}
