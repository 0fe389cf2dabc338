package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.EWFlag;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class EWFlagLawsTest implements BuiltInContract<EWFlag> {
    @Override
    public CrdtType<EWFlag> typeIn(Realm realm) {
        return EWFlag.type(realm);
    }

    @Override
    public Arbitrary<Mutation<EWFlag>> mutations() {
        return Arbitraries.of(enable(), disable());
    }

    static Mutation<EWFlag> enable() {
        return Mutation.of("enable", Effect.enable(), (author, flag) -> flag.enable(author));
    }

    static Mutation<EWFlag> disable() {
        return Mutation.of("disable", Effect.disable(), (author, flag) -> flag.disable(author));
    }

    @Override
    public EventModel model() {
        return EventModel.enableWinsFlag();
    }
}
