package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

class TwoPhaseSetLawsTest implements BuiltInContract<TwoPhaseSet<String>> {
    @Override
    public CrdtType<TwoPhaseSet<String>> typeIn(Realm realm) {
        return TwoPhaseSet.type(realm, ValueCodec.strings());
    }

    @Override
    public Arbitrary<Mutation<TwoPhaseSet<String>>> mutations() {
        Arbitrary<String> elements = Arbitraries.of("", "x", "y", "zz");
        return Arbitraries.frequencyOf(
                Tuple.of(5, elements.map(TwoPhaseSetLawsTest::add)),
                Tuple.of(3, elements.map(TwoPhaseSetLawsTest::remove)));
    }

    @Override
    public Arbitrary<Mutation<TwoPhaseSet<String>>> growth() {
        Arbitrary<String> elements = Arbitraries.strings().alpha().ofMaxLength(20);
        return Arbitraries.oneOf(
                elements.map(TwoPhaseSetLawsTest::add),
                elements.list().ofMinSize(1).ofMaxSize(20).map(TwoPhaseSetLawsTest::addAll));
    }

    static Mutation<TwoPhaseSet<String>> add(String element) {
        return Mutation.of(
                "add " + element, Effect.add('"' + element + '"'), (author, set) -> set.add(author, element));
    }

    static Mutation<TwoPhaseSet<String>> remove(String element) {
        return Mutation.of(
                "remove " + element,
                Effect.removeForEver('"' + element + '"'),
                (author, set) -> set.remove(author, element));
    }

    private static Mutation<TwoPhaseSet<String>> addAll(List<String> elements) {
        return Mutation.of("add all " + elements, (author, set) -> set.addAll(author, elements));
    }

    @Override
    public EventModel model() {
        return EventModel.twoPhaseSet();
    }
}
