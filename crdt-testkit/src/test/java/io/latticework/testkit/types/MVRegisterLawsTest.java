package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class MVRegisterLawsTest implements BuiltInContract<MVRegister<Long>> {
    @Override
    public CrdtType<MVRegister<Long>> typeIn(Realm realm) {
        return MVRegister.type(realm, ValueCodec.longs());
    }

    @Override
    public Arbitrary<Mutation<MVRegister<Long>>> mutations() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 9).map(MVRegisterLawsTest::set), Arbitraries.just(clear()));
    }

    static Mutation<MVRegister<Long>> set(long value) {
        return Mutation.of(
                "set " + value, Effect.set(Long.toString(value)), (author, register) -> register.set(author, value));
    }

    static Mutation<MVRegister<Long>> clear() {
        return Mutation.of("clear", Effect.clear(), (author, register) -> register.clear(author));
    }

    @Override
    public EventModel model() {
        return EventModel.mvRegister();
    }
}
