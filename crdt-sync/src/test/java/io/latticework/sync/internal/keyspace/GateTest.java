package io.latticework.sync.internal.keyspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest {
    private static final int PASSING = 3;
    private static final int ROUNDS = 20_000;

    private final Gate gate = new Gate();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void pass(Runnable inside) {
        gate.enter();
        try {
            inside.run();
        } finally {
            gate.leave();
        }
    }

    private <T> T closed(Callable<T> alone) throws Exception {
        gate.close();
        try {
            return alone.call();
        } finally {
            gate.open();
        }
    }

    /** Each write is two steps; whoever has closed the gate never sees one without the other. */
    @Test
    void whoClosesSeesNoWriteInTheMiddle() throws Exception {
        AtomicLongArray steps = new AtomicLongArray(2 * PASSING);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < PASSING; thread++) {
            int first = 2 * thread;
            running.add(threads.submit(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    pass(() -> {
                        steps.incrementAndGet(first);
                        pass(() -> steps.incrementAndGet(first + 1));
                    });
                }
            }));
        }
        for (int closer = 0; closer < 2; closer++) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < ROUNDS / 10; i++) {
                    boolean whole = closed(() -> {
                        for (int each = 0; each < 2 * PASSING; each += 2) {
                            if (steps.get(each) != steps.get(each + 1)) {
                                return false;
                            }
                        }
                        return true;
                    });
                    assertThat(whole).isTrue();
                }
                return null;
            }));
        }
        await(running);
        assertThat(steps.get(0)).isEqualTo(ROUNDS);
    }

    private static void await(List<Future<?>> running) throws InterruptedException, ExecutionException {
        for (Future<?> each : running) {
            each.get();
        }
    }

    @Test
    void closingWaitsForWhoIsIn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leaves = new CountDownLatch(1);
        AtomicInteger left = new AtomicInteger();
        Future<?> passing = threads.submit(() -> pass(() -> {
            inside.countDown();
            awaitUninterrupted(leaves);
            left.set(1);
        }));
        inside.await();
        Future<Integer> closing = threads.submit(() -> closed(left::get));
        leaves.countDown();
        assertThat(closing.get()).isEqualTo(1);
        passing.get();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoHasClosedItPassesAndClosesAgain() throws Exception {
        AtomicInteger passed = new AtomicInteger();
        int inner = closed(() -> {
            pass(passed::incrementAndGet);
            return closed(() -> {
                pass(passed::incrementAndGet);
                return passed.get();
            });
        });
        assertThat(inner).isEqualTo(2);
        threads.submit(() -> pass(passed::incrementAndGet)).get();
        assertThat(passed).hasValue(3);
    }

    @Test
    void whoIsInMustNotCloseIt() throws Exception {
        pass(() -> assertThatIllegalStateException()
                .isThrownBy(gate::close)
                .withMessageContaining("start the batch first"));
        int closedAfterwards = threads.submit(() -> closed(() -> 1)).get();
        assertThat(closedAfterwards).isEqualTo(1);
    }

    @Test
    void threadsThatHaveEndedStandInNobodysWay() throws Exception {
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(() -> pass(() -> {}));
            thread.start();
            thread.join();
        }
        assertThat(closed(() -> true)).isTrue();
    }
}
