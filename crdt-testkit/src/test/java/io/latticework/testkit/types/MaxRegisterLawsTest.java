package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class MaxRegisterLawsTest implements BuiltInContract<MaxRegister<Long>> {
    @Override
    public CrdtType<MaxRegister<Long>> typeIn(Realm realm) {
        return MaxRegister.type(realm, ValueCodec.longs());
    }

    @Override
    public Arbitrary<Mutation<MaxRegister<Long>>> mutations() {
        return Arbitraries.longs().between(-200, 200).map(MaxRegisterLawsTest::raise);
    }

    static Mutation<MaxRegister<Long>> raise(long value) {
        return Mutation.of(
                "raise to " + value, Effect.raise(value), (author, register) -> register.raise(author, value));
    }

    @Override
    public EventModel model() {
        return EventModel.maxRegister();
    }
}
