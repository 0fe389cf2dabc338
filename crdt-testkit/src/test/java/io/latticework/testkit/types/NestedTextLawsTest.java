package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A text inside of a map lives under birth dots and keeps all laws there. */
class NestedTextLawsTest implements BuiltInContract<ORMap<String>> {
    @Override
    public CrdtType<ORMap<String>> typeIn(Realm realm) {
        return ORMap.type(realm, ValueCodec.strings(), List.of());
    }

    @Override
    public Arbitrary<Mutation<ORMap<String>>> mutations() {
        Arbitrary<String> keys = Arbitraries.of("k", "l");
        Arbitrary<Mutation<RGAText>> edits = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.of("a", "bc"))
                        .as(RGATextLawsTest::insert),
                Arbitraries.integers().between(0, 3).map(place -> RGATextLawsTest.delete(place, 1)));
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(keys, edits).as(NestedTextLawsTest::edit)),
                Tuple.of(1, keys.map(NestedTextLawsTest::remove)));
    }

    private static Mutation<ORMap<String>> edit(String key, Mutation<RGAText> edit) {
        return Mutation.of(
                "at " + key + " " + edit,
                (author, map) -> map.update(author, key, RGAText.TYPE, text -> edit.apply(author, text)));
    }

    private static Mutation<ORMap<String>> remove(String key) {
        return Mutation.of("remove " + key, (author, map) -> map.remove(author, key));
    }

    @Override
    public int largestItemBytes() {
        return 220;
    }
}
