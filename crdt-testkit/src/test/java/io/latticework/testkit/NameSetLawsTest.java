package io.latticework.testkit;

import io.latticework.crdt.CrdtType;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.toy.Flaw;
import io.latticework.testkit.toy.NameSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A type with its own deltas and pieces passes. */
class NameSetLawsTest implements DeltaCrdtContract<NameSet> {
    @Override
    public CrdtType<NameSet> type() {
        return new NameSet.Kind(Flaw.NONE);
    }

    @Override
    public Arbitrary<Mutation<NameSet>> mutations() {
        return Arbitraries.of("ann", "bob", "dan", "eve").map(NameSetLawsTest::add);
    }

    @Override
    public Arbitrary<Mutation<NameSet>> growth() {
        return Arbitraries.integers().between(100, 999).map(n -> add("agent-" + n));
    }

    static Mutation<NameSet> add(String name) {
        return Mutation.of("add " + name, Effect.add('"' + name + '"'), (author, set) -> set.add(name));
    }

    @Override
    public EventModel model() {
        return EventModel.addWinsSet();
    }

    @Override
    public int largestItemBytes() {
        return 2 + "agent-007".length();
    }
}
