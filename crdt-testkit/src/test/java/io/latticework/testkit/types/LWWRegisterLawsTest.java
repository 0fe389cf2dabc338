package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class LWWRegisterLawsTest implements BuiltInContract<LWWRegister<String>> {
    @Override
    public CrdtType<LWWRegister<String>> typeIn(Realm realm) {
        return LWWRegister.type(realm, ValueCodec.strings());
    }

    @Override
    public Arbitrary<Mutation<LWWRegister<String>>> mutations() {
        return Arbitraries.of("", "x", "y", "zz").map(LWWRegisterLawsTest::set);
    }

    static Mutation<LWWRegister<String>> set(String value) {
        return Mutation.of(
                "set " + value, Effect.set('"' + value + '"'), (author, register) -> register.set(author, value));
    }

    @Override
    public EventModel model() {
        return EventModel.lwwRegister();
    }
}
