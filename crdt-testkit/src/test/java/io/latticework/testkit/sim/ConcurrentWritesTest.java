package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.sync.PNCounterRef;
import io.latticework.sync.Replica;
import io.latticework.sync.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads write to one replica, with real time and its own engine thread, while that folds what they write. */
@Timeout(120)
class ConcurrentWritesTest {
    private static final int THREADS = 4;
    private static final int KEYS = 16;
    private static final int WRITES = 4_000;

    private final Replica replica =
            Replica.builder("alone").transport(new Nowhere()).start();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
        replica.close();
    }

    private void together(Writer writer) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            running.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < WRITES; i++) {
                    writer.write(number, i);
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    private interface Writer {
        void write(int thread, int number);
    }

    private CausalContext context() throws Exception {
        ORMap<String> snapshot = replica.snapshot().toCompletableFuture().get();
        return Bridge.get().kernel(snapshot).context();
    }

    private String name(int number) {
        return "key" + number % KEYS;
    }

    @Test
    void noWriteIsLostAndNoDotIsLeftOut() throws Exception {
        together((thread, i) -> {
            replica.pnCounter(name(i)).increment();
            replica.orSet(name(i), String.class).add(thread + "-" + i);
            replica.lwwRegister("last", String.class).set("by " + thread);
        });
        long total = 0;
        int elements = 0;
        for (int key = 0; key < KEYS; key++) {
            total += replica.pnCounter(name(key)).value();
            elements += replica.orSet(name(key), String.class).size();
        }
        assertThat(total).isEqualTo(THREADS * WRITES);
        assertThat(elements).isEqualTo(THREADS * WRITES);
        assertThat(context().runs()).isEqualTo(1);
    }

    /** A batch moves 1 from one counter to another; a snapshot never shows it half done. */
    @Test
    void snapshotsShowWholeBatches() throws Exception {
        PNCounterRef from = replica.pnCounter("from");
        PNCounterRef to = replica.pnCounter("to");
        together((thread, i) -> {
            if (i % 8 == 0) {
                replica.batch(() -> {
                    from.decrement();
                    to.increment();
                });
            } else if (i % 8 == 1 && thread == 0) {
                ORMap<String> shown = replica.snapshot().toCompletableFuture().join();
                assertThat(valueOf(shown, "from") + valueOf(shown, "to")).isZero();
            } else {
                replica.pnCounter(name(i)).increment();
            }
        });
        assertThat(to.value()).isEqualTo(THREADS * WRITES / 8);
        assertThat(from.value()).isEqualTo(-THREADS * WRITES / 8);
        assertThat(context().runs()).isEqualTo(1);
    }

    private static long valueOf(ORMap<String> map, String key) {
        return map.get(key, PNCounter.TYPE).value();
    }

    @Test
    void theDotsOfAChangeThatThrowsAreSeenAndDead() throws Exception {
        PNCounterRef counter = replica.pnCounter("counter");
        counter.increment();
        assertThatThrownBy(() -> counter.update((author, value) -> {
                    throw new IllegalStateException("thought again at " + author.nextSequence());
                }))
                .hasMessageStartingWith("thought again");
        replica.orSet("set", String.class).add("after");
        assertThat(counter.value()).isEqualTo(1);
        assertThat(context().runs()).isEqualTo(1);
        assertThat(context().size()).isEqualTo(3);
    }

    @Test
    void aBatchInsideOfAWriteIsRefused() {
        PNCounterRef counter = replica.pnCounter("counter");
        assertThatIllegalStateException()
                .isThrownBy(() -> counter.update((author, value) -> {
                    replica.batch(() -> counter.increment());
                    return value;
                }))
                .withMessageContaining("start the batch first");
        replica.batch(() -> counter.increment());
        assertThat(counter.value()).isEqualTo(1);
    }

    /** A transport that reaches nobody. */
    private static final class Nowhere implements Transport {
        @Override
        public Endpoint open(Receiver receiver) {
            return new Endpoint() {
                @Override
                public String address() {
                    return "nowhere";
                }

                @Override
                public void dial(String address) {
                    receiver.unreachable(address, "not connected");
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }
}
