package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.Event;
import io.latticework.testkit.model.EventModel;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Checks what a history comes to: that replicas converge, to the value that the model expects, in every realm. */
final class Outcome<S extends Crdt<S>> {
    private final CrdtType<S> type;
    private final Promises<S> promises;
    private final History<S> history;
    private final Laws<S> laws;

    Outcome(CrdtType<S> type, Promises<S> promises, History<S> history) {
        this.type = type;
        this.promises = promises;
        this.history = history;
        this.laws = Laws.of(type);
    }

    /** Whole states only: then every version's value is known. */
    void wholeStates() {
        modelled(Fleet.completing(history.wholeStates(), type));
    }

    /** Deltas and pieces too: a version's value is known once the replica has the whole of what it has parts of. */
    void parts() {
        modelled(Fleet.completing(history, type));
    }

    private void modelled(Fleet<S> fleet) {
        fleet.deliverAll();
        if (promises.model() != EventModel.UNKNOWN) {
            IdentityHashMap<Set<Event>, String> expected =
                    new IdentityHashMap<>(); // most versions share theirs with others
            for (Version<S> version : fleet.versions()) {
                if (version.exact()) {
                    String json = expected.computeIfAbsent(version.seen(), promises.model()::json);
                    laws.value().value(version.origin(), version.state(), json);
                }
            }
        }
        laws.value().converged(fleet.states());
    }

    /** Replicas that write to states of which they have parts only converge all the same. */
    void converges() {
        Fleet<S> fleet = Fleet.after(history, type);
        fleet.deliverAll();
        laws.value().converged(fleet.states());
    }

    /** The same history in realms of one seed, which meet the replicas in another order, and of another seed. */
    void realms() {
        CrdtType<S> here = promises.typeIn().apply(Realm.of(11, 12, ValueLimits.DEFAULT));
        if (here != type) {
            Realm other = Realm.of(11, 12, ValueLimits.DEFAULT);
            CrdtType<S> twin = promises.typeIn().apply(havingMetOthers(other));
            History<S> whole = history.wholeStates();
            Fleet<S> fleet = delivered(whole, here);
            twins(here, fleet, delivered(whole, twin));
            twins(here, delivered(history, here), delivered(history, twin));
            CrdtType<S> stranger = promises.typeIn().apply(Realm.of(13, 14, ValueLimits.DEFAULT));
            strangers(
                    here,
                    fleet.states().get(0),
                    stranger,
                    delivered(whole, stranger).states().get(0));
        }
    }

    private void twins(CrdtType<S> here, Fleet<S> one, Fleet<S> two) {
        List<Version<S>> versions = one.versions();
        List<Version<S>> others = two.versions();
        Laws<S> local = Laws.of(here);
        for (int i = 0; i < versions.size(); i++) {
            local.value().sameBytes(versions.get(i).state(), others.get(i).state());
        }
        S state = one.states().get(0);
        local.split().samePieces(state, two.states().get(0), 1);
        local.split().samePieces(state, two.states().get(0), 100);
        local.value().sameBytes(state, state.merge(two.states().get(0)));
    }

    /** Another seed orders pieces otherwise, so a lost one would be another one there. */
    private void strangers(CrdtType<S> here, S one, CrdtType<S> there, S two) {
        Laws.of(here).value().value(Law.REALM_VALUES, one, there.toJson(two));
        Laws.of(here).value().value(Law.REALM_VALUES, one.merge(two), there.toJson(two));
    }

    private static Realm havingMetOthers(Realm realm) {
        for (int place = Fleet.MAX_REPLICAS + 1; place >= 0; place--) {
            int unused = realm.index(Fleet.replica(place));
        }
        return realm;
    }

    private static <S extends Crdt<S>> Fleet<S> delivered(History<S> history, CrdtType<S> type) {
        Fleet<S> fleet = Fleet.completing(history, type);
        fleet.deliverAll();
        return fleet;
    }
}
