package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.MinRegister;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class MinRegisterLawsTest implements BuiltInContract<MinRegister<Long>> {
    @Override
    public CrdtType<MinRegister<Long>> typeIn(Realm realm) {
        return MinRegister.type(realm, ValueCodec.longs());
    }

    @Override
    public Arbitrary<Mutation<MinRegister<Long>>> mutations() {
        return Arbitraries.longs().between(-200, 200).map(MinRegisterLawsTest::lower);
    }

    static Mutation<MinRegister<Long>> lower(long value) {
        return Mutation.of(
                "lower to " + value, Effect.lower(value), (author, register) -> register.lower(author, value));
    }

    @Override
    public EventModel model() {
        return EventModel.minRegister();
    }
}
