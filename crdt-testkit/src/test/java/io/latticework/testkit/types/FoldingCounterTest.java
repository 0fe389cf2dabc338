package io.latticework.testkit.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Fleet;
import io.latticework.testkit.History;
import io.latticework.testkit.LawSuite;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.Step;
import io.latticework.testkit.Version;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.model.MapModel;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;

/** One nested counter with many writes by one replica, so that segments are folded before, while and after it is removed. */
class FoldingCounterTest {
    private static final CrdtType<ORMap<String>> TYPE = ORMap.type(ValueCodec.strings());
    private static final EventModel MODEL = MapModel.empty().with(PNCounter.TYPE.name(), EventModel.counter());

    /**
     * The first replica writes most and mostly shows it to the third, so that the second often removes what has been
     * folded meanwhile. Half of the histories go without forks: only then does a segment grow in place.
     */
    @Provide
    Arbitrary<History<ORMap<String>>> histories() {
        Arbitrary<Step<ORMap<String>>> unforked = Arbitraries.frequencyOf(steps());
        Arbitrary<Step<ORMap<String>>> forked = Arbitraries.frequencyOf(
                Tuple.of(20, unforked), Tuple.of(1, changes().map(change -> new Step.Fork<>(0, 2, change))));
        Arbitrary<Long> choices = Arbitraries.longs().between(0, 1 << 20);
        return Arbitraries.oneOf(unforked, forked)
                .list()
                .ofMinSize(40)
                .ofMaxSize(60)
                .flatMap(steps -> choices.map(choice -> new History<>(3, steps, choice)))
                .withoutEdgeCases();
    }

    private static List<Tuple2<Integer, Arbitrary<Step<ORMap<String>>>>> steps() {
        return List.of(
                Tuple.of(12, changes().map(change -> new Step.Mutate<>(0, change))),
                Tuple.of(2, changes().map(change -> new Step.Mutate<>(1, change))),
                Tuple.of(2, Arbitraries.just(new Step.Mutate<>(1, Nested.removeKey("k")))),
                Tuple.of(1, Arbitraries.just(new Step.Mutate<>(0, Nested.removeKey("k")))),
                Tuple.of(9, Arbitraries.of(true, false).map(bytes -> new Step.Merge<>(new Step.Route(0, 2, bytes)))),
                Tuple.of(2, Arbitraries.just(new Step.Merge<>(new Step.Route(0, 1, true)))),
                Tuple.of(1, Arbitraries.just(new Step.Merge<>(new Step.Route(1, 0, false)))),
                Tuple.of(1, Arbitraries.just(new Step.Delta<>(new Step.Route(0, 1, true), 1, true))),
                Tuple.of(1, losses().map(loss -> new Step.Pieces<>(new Step.Route(1, 2, true), 1, loss, loss))));
    }

    private static Arbitrary<Integer> losses() {
        return Arbitraries.of(0, 30, 60);
    }

    private static Arbitrary<Mutation<ORMap<String>>> changes() {
        return Arbitraries.longs()
                .between(-9, 9)
                .map(by -> Nested.under("k", PNCounter.TYPE, PNCounterLawsTest.change(by)));
    }

    @Property
    void wholeStatesAgreeWithTheModelAtEveryStep(@ForAll("histories") History<ORMap<String>> history) {
        Fleet<ORMap<String>> fleet = Fleet.completing(history.wholeStates(), TYPE);
        fleet.deliverAll();
        assertThat(fleet.versions()).allSatisfy(FoldingCounterTest::isAsModelled);
        Statistics.collect(fleet.versions().stream().anyMatch(FoldingCounterTest::hasMoreThanUnfolded));
        // the property would mean little if folded amounts seldom came back in its histories
        Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 10));
    }

    @Property
    void piecesAgreeWithTheModelOnceAllAreIn(@ForAll("histories") History<ORMap<String>> history) {
        Fleet<ORMap<String>> fleet = Fleet.completing(history, TYPE);
        fleet.deliverAll();
        assertThat(fleet.versions()).filteredOn(Version::exact).allSatisfy(FoldingCounterTest::isAsModelled);
    }

    @Property(tries = 100)
    void allLawsHold(@ForAll("histories") History<ORMap<String>> history) {
        LawSuite.of(TYPE, List.of(Nested.removeKey("k"))).withModel(MODEL).check(history);
    }

    private static void isAsModelled(Version<ORMap<String>> version) {
        assertThat(version.state().toJson()).isEqualTo(MODEL.json(version.seen()));
    }

    private static boolean hasMoreThanUnfolded(Version<ORMap<String>> version) {
        BigInteger unfolded = version.seen().stream()
                .filter(event -> event.effect().is(Effect.Operation.INCREMENT))
                .filter(event -> version.seen().stream().noneMatch(other -> other.kills(event)))
                .map(event -> new BigInteger(event.effect().argument()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return !version.state().get("k", PNCounter.TYPE).exactValue().equals(unfolded);
    }
}
