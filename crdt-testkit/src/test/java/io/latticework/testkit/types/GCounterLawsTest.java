package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class GCounterLawsTest implements BuiltInContract<GCounter> {
    @Override
    public CrdtType<GCounter> typeIn(Realm realm) {
        return GCounter.type(realm);
    }

    @Override
    public Arbitrary<Mutation<GCounter>> mutations() {
        return Arbitraries.longs()
                .between(0, 1000)
                .map(by -> Mutation.of(
                        "increment by " + by,
                        by == 0 ? Effect.none() : Effect.increment(by),
                        (author, counter) -> counter.increment(author, by)));
    }

    @Override
    public EventModel model() {
        return EventModel.counter();
    }
}
