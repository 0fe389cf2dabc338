package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class PNCounterLawsTest implements BuiltInContract<PNCounter> {
    @Override
    public CrdtType<PNCounter> typeIn(Realm realm) {
        return PNCounter.type(realm);
    }

    @Override
    public Arbitrary<Mutation<PNCounter>> mutations() {
        return Arbitraries.longs().between(-1000, 1000).map(PNCounterLawsTest::change);
    }

    static Mutation<PNCounter> change(long by) {
        return Mutation.of(
                "change by " + by,
                by == 0 ? Effect.none() : Effect.increment(by),
                (author, counter) -> by < 0 ? counter.decrement(author, -by) : counter.increment(author, by));
    }

    @Override
    public EventModel model() {
        return EventModel.counter();
    }
}
