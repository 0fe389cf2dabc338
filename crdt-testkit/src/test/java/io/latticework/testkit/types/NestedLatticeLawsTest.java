package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.toy.Flaw;
import io.latticework.testkit.toy.NameSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A user's own type inside a map lives under birth dots and keeps all laws there. */
class NestedLatticeLawsTest implements BuiltInContract<ORMap<String>> {
    private static final CrdtType<NameSet> NAMES = new NameSet.Kind(Flaw.NONE);

    @Override
    public CrdtType<ORMap<String>> typeIn(Realm realm) {
        return ORMap.type(realm, ValueCodec.strings(), List.of(NAMES));
    }

    @Override
    public Arbitrary<Mutation<ORMap<String>>> mutations() {
        Arbitrary<String> keys = Arbitraries.of("k", "l");
        return Arbitraries.oneOf(
                keys.flatMap(key -> Arbitraries.of("ann", "bob", "cy").map(name -> add(key, name))),
                keys.map(NestedLatticeLawsTest::remove));
    }

    private static Mutation<ORMap<String>> add(String key, String name) {
        return Mutation.of(
                "at " + key + " add " + name,
                (author, map) -> map.update(author, key, NAMES, names -> names.add(name)));
    }

    private static Mutation<ORMap<String>> remove(String key) {
        return Mutation.of("remove " + key, (author, map) -> map.remove(author, key, NAMES));
    }

    /** The whole set of names is one item where it has no split of its own. */
    @Override
    public int largestItemBytes() {
        return 140;
    }
}
