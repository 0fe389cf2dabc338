package io.latticework.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.testkit.Fleet;
import io.latticework.testkit.History;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.Step;
import io.latticework.testkit.Version;
import io.latticework.testkit.model.EventModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two replicas share a value, then change it without knowing of each other, then meet.
 *
 * @param depth how many maps are around the value, itself not counted
 * @param level which map's key is removed where something is removed, 1 for the outermost
 */
record Duel(Action alice, Action bob, int depth, int level) {
    private static final int ALICE = 0;
    private static final int BOB = 1;

    /** Returns all duels at all depths. */
    static List<Duel> all(int maxDepth) {
        List<Duel> duels = new ArrayList<>();
        for (Action alice : Action.values()) {
            for (Action bob : Action.values()) {
                for (int depth = 1; depth <= maxDepth; depth++) {
                    for (int level = 1; level <= depth; level++) {
                        duels.add(new Duel(alice, bob, depth, level));
                    }
                }
            }
        }
        return duels;
    }

    /** Runs the duel, checks it against the model and for one result in one form of bytes, and tells what is left. */
    <S extends Crdt<S>> String run(Kind<S> kind) {
        CrdtType<ORMap<String>> type = kind.mapType();
        Fleet<ORMap<String>> fleet = Fleet.completing(history(kind), type);
        List<ORMap<String>> apart = fleet.states();
        fleet.deliverAll();
        ORMap<String> met = fleet.states().get(ALICE);
        assertThat(fleet.states().get(BOB)).isEqualTo(met);
        assertThat(type.canonicalBytes(fleet.states().get(BOB))).isEqualTo(type.canonicalBytes(met));
        ORMap<String> byDelta = apart.get(BOB).merge(apart.get(ALICE).deltaFrom(apart.get(BOB)));
        assertThat(type.canonicalBytes(byDelta)).isEqualTo(type.canonicalBytes(met));
        EventModel model = kind.mapModel();
        if (model != EventModel.UNKNOWN) {
            for (Version<ORMap<String>> version : fleet.versions()) {
                assertThat(version.state().toJson()).as("%s of %s", this, kind).isEqualTo(model.json(version.seen()));
            }
        }
        return met.isEmpty() ? "–" : Letters.of(kind, kind.valueAt(met, depth));
    }

    private History<ORMap<String>> history(Kind<?> kind) {
        List<Step<ORMap<String>>> steps = new ArrayList<>();
        steps.add(new Step.Mutate<>(ALICE, kind.write(What.SHARED, depth)));
        steps.add(new Step.Merge<>(new Step.Route(ALICE, BOB, true)));
        for (Mutation<ORMap<String>> mutation : alice.mutations(kind, What.ALICE, depth, level)) {
            steps.add(new Step.Mutate<>(ALICE, mutation));
        }
        for (Mutation<ORMap<String>> mutation : bob.mutations(kind, What.BOB, depth, level)) {
            steps.add(new Step.Mutate<>(BOB, mutation));
        }
        return new History<>(2, steps, 0);
    }

    /** Returns the row of the table. */
    String row() {
        return "Alice " + alice.text() + ", Bob " + bob.text();
    }

    /** Tells whether the table shows the duel; the others have the roles changed. */
    boolean isShown() {
        return Arrays.asList(Action.values()).indexOf(alice)
                <= Arrays.asList(Action.values()).indexOf(bob);
    }
}
