package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

class ORSetLawsTest implements BuiltInContract<ORSet<String>> {
    @Override
    public CrdtType<ORSet<String>> typeIn(Realm realm) {
        return ORSet.type(realm, ValueCodec.strings());
    }

    @Override
    public Arbitrary<Mutation<ORSet<String>>> mutations() {
        Arbitrary<String> elements = Arbitraries.of("", "x", "y", "zz");
        return Arbitraries.frequencyOf(
                Tuple.of(5, elements.map(ORSetLawsTest::add)),
                Tuple.of(3, elements.map(ORSetLawsTest::remove)),
                Tuple.of(1, Arbitraries.just(clear())));
    }

    @Override
    public Arbitrary<Mutation<ORSet<String>>> growth() {
        Arbitrary<String> elements = Arbitraries.strings().alpha().ofMaxLength(20);
        return Arbitraries.oneOf(
                elements.map(ORSetLawsTest::add),
                elements.list().ofMinSize(1).ofMaxSize(20).map(ORSetLawsTest::addAll));
    }

    static Mutation<ORSet<String>> add(String element) {
        return Mutation.of(
                "add " + element, Effect.add('"' + element + '"'), (author, set) -> set.add(author, element));
    }

    static Mutation<ORSet<String>> remove(String element) {
        return Mutation.of(
                "remove " + element, Effect.remove('"' + element + '"'), (author, set) -> set.remove(author, element));
    }

    static Mutation<ORSet<String>> clear() {
        return Mutation.of("clear", Effect.clear(), (author, set) -> set.clear(author));
    }

    private static Mutation<ORSet<String>> addAll(List<String> elements) {
        return Mutation.of("add all " + elements, (author, set) -> set.addAll(author, elements));
    }

    @Override
    public EventModel model() {
        return EventModel.addWinsSet();
    }
}
