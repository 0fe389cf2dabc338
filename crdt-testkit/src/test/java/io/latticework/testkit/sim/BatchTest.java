package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.ORMap;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.sync.Limits;
import io.latticework.sync.Replica;
import io.latticework.sync.SyncException;
import io.latticework.sync.SyncException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writes of a batch stay or go together. */
class BatchTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private final VirtualCluster cluster = VirtualCluster.of(
            2, 21, builder -> builder.limits(Limits.builder().keys(6).build()));
    private final Replica here = cluster.replica(0);
    private final Replica there = cluster.replica(1);

    @BeforeEach
    void writeBefore() {
        here.pnCounter("counter").increment(5);
        here.orSet("set", String.class).add("before");
        here.lwwRegister("register", String.class).set("before");
        cluster.pass(SOON);
        here.pnCounter("counter").increment(2); // not folded when the batch comes
    }

    @Test
    void aBatchThatThrowsHasWrittenNothing() {
        assertThatThrownBy(() -> here.batch(() -> {
                    writeAll();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThatNothingWasWritten();
    }

    @Test
    void aBatchAboveAFrameIsRefusedWhole() {
        assertThatThrownBy(() -> here.batch(() -> {
                    writeAll();
                    here.orSet("set", String.class).add("x".repeat(65_536));
                }))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BATCH_TOO_LARGE))
                .hasMessageContaining("frameTargetBytes");
        assertThatNothingWasWritten();
    }

    @Test
    void aBatchThatFindsNoRoomForAKeyHasWrittenNothing() {
        assertThatThrownBy(() -> here.batch(() -> {
                    writeAll();
                    for (int i = 0; i < 10; i++) {
                        here.gCounter("key" + i).increment();
                    }
                }))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_KEYS));
        assertThatNothingWasWritten();
    }

    @Test
    void whatComesFromPeersDuringABatchStaysWhenItIsTakenBack() {
        assertThatThrownBy(() -> here.batch(() -> {
                    writeAll();
                    there.orSet("set", String.class).add("remote");
                    cluster.pass(Duration.ofMillis(20));
                    assertThat(here.orSet("set", String.class).elements()).contains("remote", "batch");
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(here.orSet("set", String.class).elements()).containsExactly("before", "remote");
        cluster.pass(SOON);
        assertThat(cluster.agrees()).isTrue();
    }

    @Test
    void aBatchWithinABatchIsPartOfIt() {
        assertThatThrownBy(() -> here.batch(() -> {
                    here.batch(this::writeAll);
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatNothingWasWritten();
    }

    private void writeAll() {
        here.pnCounter("counter").increment(100);
        here.pnCounter("counter").decrement(30);
        here.orSet("set", String.class).add("batch");
        here.orSet("set", String.class).remove("before");
        here.lwwRegister("register", String.class).set("batch");
        here.gCounter("new").increment();
        here.delete("register");
    }

    /** And goes on as if it had never been: the replica writes, its peer has all, and the context is one run. */
    private void assertThatNothingWasWritten() {
        assertThat(here.pnCounter("counter").value()).isEqualTo(7);
        assertThat(here.orSet("set", String.class).elements()).containsExactly("before");
        assertThat(here.lwwRegister("register", String.class).value()).contains("before");
        assertThat(here.keys()).containsExactly("counter", "register", "set");
        here.pnCounter("counter").increment(1);
        here.gCounter("new").increment(3);
        cluster.pass(SOON);
        assertThat(cluster.agrees()).isTrue();
        assertThat(there.pnCounter("counter").value()).isEqualTo(8);
        assertThat(there.gCounter("new").value()).isEqualTo(3);
        var snapshot = there.snapshot();
        cluster.pass(Duration.ofMillis(1));
        ORMap<String> state = snapshot.toCompletableFuture().join();
        assertThat(Bridge.get().kernel(state).context().runs()).isEqualTo(1);
    }
}
