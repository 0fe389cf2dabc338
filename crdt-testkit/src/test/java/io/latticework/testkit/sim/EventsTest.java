package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.GCounter;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.sync.Change;
import io.latticework.sync.GCounterRef;
import io.latticework.sync.KeyEvent;
import io.latticework.sync.Replica;
import io.latticework.sync.Subscription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What listeners are told when they are slow, when they ask for little, and at the end. */
class EventsTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** The listeners' thread is busy until the test lets it run. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final VirtualCluster cluster = VirtualCluster.of(2, 5, builder -> builder.dispatcher(tasks::add));
    private final Replica here = cluster.replica(0);
    private final Replica there = cluster.replica(1);

    private void runListeners() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static String told(Change<GCounter> change) {
        return change.before().value() + " to " + change.value().value() + " by " + change.origin();
    }

    @Test
    void aSlowListenerHoldsNobodyUpAndHearsOneChangeThatSpansAllItMissed() {
        List<String> heard = new ArrayList<>();
        there.gCounter("hits").onChange(change -> heard.add(told(change)));
        cluster.pass(SOON);
        for (int i = 0; i < 100; i++) {
            here.gCounter("hits").increment();
            cluster.pass(Duration.ofMillis(10));
        }
        cluster.pass(SOON);
        assertThat(there.gCounter("hits").value()).isEqualTo(100);
        assertThat(tasks).hasSize(1);
        runListeners();
        assertThat(heard).containsExactly("0 to 100 by n0");
        assertThat(there.stats()).containsEntry("events_drawn_together", 99L);
    }

    @Test
    void aListenerIsNeverCalledTwiceAtATime() {
        List<String> heard = new ArrayList<>();
        here.gCounter("hits").onChange(change -> {
            heard.add("begin " + change.value().value());
            if (change.value().value() < 3) {
                here.gCounter("hits").increment();
                cluster.pass(SOON);
                runListeners();
            }
            heard.add("end " + change.value().value());
        });
        here.gCounter("hits").increment();
        cluster.pass(SOON);
        runListeners();
        assertThat(heard).containsExactly("begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3");
    }

    @Test
    void aPrefixListenerHearsOfEachKeyWithItsValues() {
        List<String> heard = new ArrayList<>();
        there.onKeyChange("t", event -> heard.add(event + " " + difference(event)));
        here.orSet("tags", String.class).addAll(List.of("a", "b"));
        here.orSet("others", String.class).add("x");
        cluster.pass(SOON);
        here.orSet("tags", String.class).remove("a");
        here.orSet("trees", String.class).add("oak");
        cluster.pass(SOON);
        runListeners();
        assertThat(heard)
                .containsExactly(
                        "change of tags (orset<string>) by n0 [] to [b] with [b]",
                        "change of trees (orset<string>) by n0 [] to [oak] with [oak]");
        here.delete("tags");
        cluster.pass(SOON);
        runListeners();
        assertThat(heard.get(2)).isEqualTo("removal of tags (orset<string>) by n0 [b] to [] with []");
    }

    @Test
    void oneKeyIsHeardOfAmongManyThatComeTogether() {
        List<String> heard = new ArrayList<>();
        there.gCounter("hits-7").onChange(change -> heard.add(told(change)));
        GCounterRef held = there.gCounter("hits-8");
        cluster.pass(SOON);
        for (int round = 1; round <= 2; round++) {
            for (int i = 0; i < 100; i++) {
                here.gCounter("hits-" + i).increment();
            }
            cluster.pass(SOON);
            assertThat(held.value()).isEqualTo(round);
            assertThat(there.gCounter("hits-9").value()).isEqualTo(round);
            runListeners();
        }
        here.delete("hits-8");
        here.delete("hits-7");
        cluster.pass(SOON);
        runListeners();
        assertThat(heard).containsExactly("0 to 1 by n0", "1 to 2 by n0", "2 to 0 by n0");
        assertThat(held.exists()).isFalse();
    }

    private static String difference(KeyEvent event) {
        Change<ORSet<String>> change = event.as(ORSet.type(ValueCodec.strings()));
        return change.before().elements() + " to " + change.value().elements() + " with "
                + change.delta().elements();
    }

    @Test
    void anEventIsOfOneType() {
        List<KeyEvent> heard = new ArrayList<>();
        here.onKeyChange("", heard::add);
        here.orSet("tags", String.class).add("a");
        cluster.pass(SOON);
        runListeners();
        assertThatThrownBy(() -> heard.get(0).as(GCounter.TYPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tags is of type orset<string>, not gcounter");
    }

    @Test
    void theLastChangeIsToldWhenTheReplicaClosesAndNothingAfterwards() {
        List<String> heard = new ArrayList<>();
        here.gCounter("hits").onChange(change -> heard.add(told(change)));
        cluster.pass(SOON);
        here.gCounter("hits").increment(4);
        here.close();
        cluster.pass(SOON);
        runListeners();
        assertThat(heard).containsExactly("0 to 4 by n0");
        assertThat(tasks).isEmpty();
    }

    @Test
    void aClosedSubscriptionIsToldNothing() {
        List<String> heard = new ArrayList<>();
        Subscription subscription = here.gCounter("hits").onChange(change -> heard.add(told(change)));
        cluster.pass(SOON);
        here.gCounter("hits").increment();
        cluster.pass(SOON);
        subscription.close();
        runListeners();
        here.gCounter("hits").increment();
        cluster.pass(SOON);
        runListeners();
        assertThat(heard).isEmpty();
    }

    @Test
    void aSubscriberIsToldAsOftenAsItAsks() {
        Asking<Change<GCounter>> asking = new Asking<>();
        here.gCounter("hits").changes().subscribe(asking);
        cluster.pass(SOON);
        for (int i = 0; i < 3; i++) {
            here.gCounter("hits").increment();
            cluster.pass(SOON);
            runListeners();
        }
        assertThat(asking.heard).isEmpty();
        asking.ask(1);
        runListeners();
        assertThat(asking.heard).extracting(EventsTest::told).containsExactly("0 to 3 by n0");
        here.gCounter("hits").increment();
        cluster.pass(SOON);
        asking.ask(5);
        here.close();
        cluster.pass(SOON);
        runListeners();
        assertThat(asking.heard).extracting(EventsTest::told).containsExactly("0 to 3 by n0", "3 to 4 by n0");
        assertThat(asking.ended).isTrue();
    }

    @Test
    void whoSubscribesToAClosedReplicaOrJustBeforeItClosesIsToldOfTheEnd() {
        Asking<Change<GCounter>> late = new Asking<>();
        Asking<Change<GCounter>> tooLate = new Asking<>();
        Asking<KeyEvent> all = new Asking<>();
        Flow.Publisher<Change<GCounter>> changes = here.gCounter("hits").changes();
        changes.subscribe(late);
        here.close();
        cluster.pass(SOON);
        changes.subscribe(tooLate);
        here.keyChanges("").subscribe(all);
        cluster.pass(SOON);
        runListeners();
        assertThat(List.of(late.ended, tooLate.ended, all.ended)).containsExactly(true, true, true);
        assertThat(late.heard).isEmpty();
        assertThat(tooLate.heard).isEmpty();
    }

    @Test
    void aSubscriberThatAsksForNothingIsRefused() {
        Asking<KeyEvent> asking = new Asking<>();
        here.keyChanges("").subscribe(asking);
        asking.ask(0);
        here.gCounter("hits").increment();
        cluster.pass(SOON);
        runListeners();
        assertThat(asking.heard).isEmpty();
        assertThat(asking.failure).isInstanceOf(IllegalArgumentException.class);
    }

    /** A subscriber that asks when it is told to. */
    private static final class Asking<T> implements Flow.Subscriber<T> {
        private final List<T> heard = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private boolean ended;

        void ask(long calls) {
            assertThat(subscription).isNotNull();
            subscription.request(calls);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(T item) {
            heard.add(item);
        }

        @Override
        public void onError(Throwable throwable) {
            failure = throwable;
        }

        @Override
        public void onComplete() {
            ended = true;
        }
    }
}
