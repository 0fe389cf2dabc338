package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.GSet;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class GSetLawsTest implements BuiltInContract<GSet<String>> {
    @Override
    public CrdtType<GSet<String>> typeIn(Realm realm) {
        return GSet.type(realm, ValueCodec.strings());
    }

    @Override
    public Arbitrary<Mutation<GSet<String>>> mutations() {
        return Arbitraries.of("", "x", "y", "zz").map(GSetLawsTest::add);
    }

    @Override
    public Arbitrary<Mutation<GSet<String>>> growth() {
        Arbitrary<String> elements = Arbitraries.strings().alpha().ofMaxLength(20);
        return Arbitraries.oneOf(
                elements.map(GSetLawsTest::add),
                elements.list().ofMinSize(1).ofMaxSize(20).map(GSetLawsTest::addAll));
    }

    static Mutation<GSet<String>> add(String element) {
        return Mutation.of(
                "add " + element, Effect.add('"' + element + '"'), (author, set) -> set.add(author, element));
    }

    private static Mutation<GSet<String>> addAll(List<String> elements) {
        return Mutation.of("add all " + elements, (author, set) -> set.addAll(author, elements));
    }

    @Override
    public EventModel model() {
        return EventModel.growOnlySet();
    }
}
