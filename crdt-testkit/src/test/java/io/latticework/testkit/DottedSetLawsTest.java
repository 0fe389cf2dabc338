package io.latticework.testkit;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.toy.DottedSet;
import io.latticework.testkit.toy.Flaw;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A causal type with removals, a checksum and a realm passes, with every demand switched on. */
class DottedSetLawsTest implements DeltaCrdtContract<DottedSet> {
    @Override
    public CrdtType<DottedSet> type() {
        return new DottedSet.Kind(Realm.shared(), Flaw.NONE);
    }

    @Override
    public CrdtType<DottedSet> typeIn(Realm realm) {
        return new DottedSet.Kind(realm, Flaw.NONE);
    }

    @Override
    public Arbitrary<Mutation<DottedSet>> mutations() {
        Arbitrary<String> elements = Arbitraries.of("x", "y", "z");
        return Arbitraries.oneOf(elements.map(DottedSetLawsTest::add), elements.map(DottedSetLawsTest::remove));
    }

    static Mutation<DottedSet> add(String element) {
        Effect effect = Effect.add('"' + element + '"');
        return Mutation.of("add " + element, effect, (author, set) -> set.add(author, element));
    }

    static Mutation<DottedSet> remove(String element) {
        Effect effect = Effect.remove('"' + element + '"');
        return Mutation.of("remove " + element, effect, (author, set) -> set.remove(author, element));
    }

    @Override
    public EventModel model() {
        return EventModel.addWinsSet();
    }

    @Override
    public boolean damageIsDetected() {
        return true;
    }

    @Override
    public int largestItemBytes() {
        return 18;
    }
}
