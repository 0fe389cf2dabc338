package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.EventModel;
import java.util.List;

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
            for (Version<S> version : fleet.versions()) {
                if (version.exact()) {
                    String expected = promises.model().json(version.seen());
                    laws.value().value(version.origin(), version.state(), expected);
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
        Realm realm = Realm.of(11, 12, ValueLimits.DEFAULT);
        CrdtType<S> here = promises.typeIn().apply(realm);
        if (here == type) {
            return;
        }
        Realm twin = havingMetOthers(Realm.of(11, 12, ValueLimits.DEFAULT));
        Realm stranger = Realm.of(13, 14, ValueLimits.DEFAULT);
        Fleet<S> one = delivered(here);
        Fleet<S> two = delivered(promises.typeIn().apply(twin));
        Fleet<S> three = delivered(promises.typeIn().apply(stranger));
        List<Version<S>> twins = two.versions();
        Laws<S> local = Laws.of(here);
        for (int i = 0; i < twins.size(); i++) {
            local.value().sameBytes(one.versions().get(i).state(), twins.get(i).state());
        }
        S state = one.states().get(0);
        local.value().sameBytes(state, state.merge(two.states().get(0)));
        local.value().sameBytes(state, state.merge(three.states().get(0)));
        local.value()
                .value(
                        Law.REALM_VALUES,
                        state,
                        promises.typeIn().apply(stranger).toJson(three.states().get(0)));
    }

    private static Realm havingMetOthers(Realm realm) {
        for (int place = Fleet.MAX_REPLICAS + 1; place >= 0; place--) {
            int unused = realm.index(Fleet.replica(place));
        }
        return realm;
    }

    private Fleet<S> delivered(CrdtType<S> inRealm) {
        Fleet<S> fleet = Fleet.completing(history, inRealm);
        fleet.deliverAll();
        return fleet;
    }
}
