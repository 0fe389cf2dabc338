package io.latticework.testkit;

import io.latticework.crdt.CrdtType;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.toy.MaxRegister;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A type with a merge and a codec passes with the defaults of all else. */
class MaxRegisterLawsTest implements CrdtContract<MaxRegister> {
    @Override
    public CrdtType<MaxRegister> type() {
        return MaxRegister.TYPE;
    }

    @Override
    public Arbitrary<Mutation<MaxRegister>> mutations() {
        return Arbitraries.integers()
                .between(0, 9)
                .map(n -> Mutation.of("raise to " + n, Effect.add("" + n), (author, max) -> max.raise(n)));
    }

    @Override
    public EventModel model() {
        return seen -> ""
                + seen.stream()
                        .mapToLong(event -> Long.parseLong(event.effect().argument()))
                        .max()
                        .orElse(Long.MIN_VALUE);
    }
}
