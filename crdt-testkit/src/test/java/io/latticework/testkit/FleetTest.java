package io.latticework.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.Step.Route;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.toy.DottedSet;
import io.latticework.testkit.toy.Flaw;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final DottedSet.Kind TYPE = new DottedSet.Kind(Realm.shared(), Flaw.NONE);
    private static final Mutation<DottedSet> ADD_X = DottedSetLawsTest.add("x");
    private static final Mutation<DottedSet> ADD_Y = DottedSetLawsTest.add("y");
    private static final Mutation<DottedSet> REMOVE_X = DottedSetLawsTest.remove("x");

    @SafeVarargs
    @SuppressWarnings("varargs") // copied, never written to
    private static History<DottedSet> history(Step<DottedSet>... steps) {
        return new History<>(3, List.of(steps), 1);
    }

    private static List<String> values(Fleet<DottedSet> fleet) {
        return fleet.states().stream().map(TYPE::toJson).toList();
    }

    private static History<DottedSet> drawn(long seed) {
        return History.draw(new SplittableRandom(seed), 20, random -> random.nextBoolean() ? ADD_X : REMOVE_X);
    }

    @Test
    void wholeStatesReachTheReceiverOnly() {
        Fleet<DottedSet> fleet =
                Fleet.after(history(new Step.Mutate<>(0, ADD_X), new Step.Merge<>(new Route(0, 1, true))), TYPE);
        assertThat(values(fleet)).containsExactly("[\"x\"]", "[\"x\"]", "[]");
    }

    @Test
    void replicaThatWouldSendToItselfSendsToTheNext() {
        Fleet<DottedSet> fleet =
                Fleet.after(history(new Step.Mutate<>(2, ADD_X), new Step.Merge<>(new Route(2, 2, false))), TYPE);
        assertThat(values(fleet)).containsExactly("[\"x\"]", "[]", "[\"x\"]");
    }

    @Test
    void numbersCountModuloWhatIsThere() {
        Fleet<DottedSet> fleet = Fleet.after(
                history(new Step.Mutate<>(-1, ADD_X), new Step.Delta<>(new Route(5, 7, false), 99, true)), TYPE);
        assertThat(values(fleet)).containsExactly("[]", "[\"x\"]", "[\"x\"]");
    }

    @Test
    void forkWritesToAnOldVersionAndMergesIt() {
        Fleet<DottedSet> fleet = Fleet.after(
                history(new Step.Mutate<>(0, ADD_X), new Step.Mutate<>(0, REMOVE_X), new Step.Fork<>(0, 1, ADD_Y)),
                TYPE);
        assertThat(values(fleet).get(0)).isEqualTo("[\"y\"]");
        assertThat(fleet.versions())
                .last()
                .satisfies(fork -> assertThat(TYPE.toJson(fork.state())).isEqualTo("[\"x\",\"y\"]"));
    }

    @Test
    void deltaAgainstAWrongBaseIsOnlyAPart() {
        History<DottedSet> history =
                history(new Step.Mutate<>(0, ADD_X), new Step.Delta<>(new Route(0, 1, true), 1, false));
        Fleet<DottedSet> fleet = Fleet.after(history, TYPE);
        assertThat(fleet.versions().stream().filter(version -> !version.exact()))
                .hasSize(1);
        fleet.deliverAll();
        assertThat(values(fleet)).containsOnly("[\"x\"]");
    }

    @Test
    void completingReplicaKnowsWhatItsWriterHadSeen() {
        History<DottedSet> history = history(
                new Step.Mutate<>(0, ADD_X),
                new Step.Mutate<>(0, ADD_Y),
                new Step.Pieces<>(new Route(0, 1, true), 1, 100, 3),
                new Step.Mutate<>(1, REMOVE_X));
        assertThat(values(Fleet.after(history, TYPE))).containsExactly("[\"x\",\"y\"]", "[]", "[]");
        assertThat(values(Fleet.completing(history, TYPE))).containsExactly("[\"x\",\"y\"]", "[\"y\"]", "[]");
    }

    @Test
    void piecesWithoutLossAreTheWhole() {
        History<DottedSet> history = history(
                new Step.Mutate<>(0, ADD_X),
                new Step.Mutate<>(0, ADD_Y),
                new Step.Pieces<>(new Route(0, 1, true), 1, 0, 3));
        Fleet<DottedSet> fleet = Fleet.after(history, TYPE);
        assertThat(fleet.states().get(1)).isEqualTo(fleet.states().get(0));
        assertThat(fleet.versions()).allMatch(Version::exact);
    }

    @Test
    void everyExactVersionKnowsItsEvents() {
        for (int seed = 0; seed < 200; seed++) {
            Fleet<DottedSet> fleet = Fleet.completing(drawn(seed), TYPE);
            fleet.deliverAll();
            assertThat(fleet.versions().stream().filter(Version::exact))
                    .allSatisfy(version -> assertThat(TYPE.toJson(version.state()))
                            .isEqualTo(EventModel.addWinsSet().json(version.seen())));
            assertThat(fleet.states()).containsOnly(fleet.states().get(0));
        }
    }

    @Test
    void sameSeedGivesTheSameHistoryAndStates() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(drawn(seed)).isEqualTo(drawn(seed));
            assertThat(Fleet.after(drawn(seed), TYPE).states())
                    .isEqualTo(Fleet.after(drawn(seed), TYPE).states());
        }
    }

    @Test
    void drawnHistoriesHaveEveryKindOfStep() {
        List<Class<?>> kinds = new SplittableRandom(1)
                .longs(50)
                .boxed()
                .flatMap(seed -> drawn(seed).steps().stream())
                .<Class<?>>map(Step::getClass)
                .distinct()
                .toList();
        assertThat(kinds).hasSize(5);
    }

    @Test
    void wholeStatesReplaceDeltasAndPieces() {
        History<DottedSet> history = history(
                new Step.Delta<>(new Route(0, 1, true), 1, false), new Step.Pieces<>(new Route(1, 2, false), 1, 30, 3));
        assertThat(history.wholeStates().steps())
                .containsExactly(new Step.Merge<>(new Route(0, 1, true)), new Step.Merge<>(new Route(1, 2, false)));
    }

    @Test
    void historyIsPrintedStepByStep() {
        History<DottedSet> history = history(
                new Step.Mutate<>(0, ADD_X),
                new Step.Fork<>(0, 2, ADD_Y),
                new Step.Merge<>(new Route(0, 1, true)),
                new Step.Delta<>(new Route(0, 1, false), 4, true),
                new Step.Pieces<>(new Route(1, 2, false), 48, 30, 3));
        assertThat(history).hasToString("""
                        History of 3 replicas, choices 1:
                          1. 0: add x
                          2. 0: fork 2 versions ago: add y
                          3. 0 => 1: whole state
                          4. 0 -> 1: delta from its version 4
                          5. 1 -> 2: pieces of 48 bytes, loss 30 %, order 3""");
    }
}
