package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.RGA;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Replicas insert, set and remove elements at the same few places. */
class RGALawsTest implements BuiltInContract<RGA<Integer>> {
    private static final int PLACES = 4;

    @Override
    public CrdtType<RGA<Integer>> typeIn(Realm realm) {
        return RGA.type(realm, ValueCodec.ints());
    }

    @Override
    public Arbitrary<Mutation<RGA<Integer>>> mutations() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, PLACES);
        Arbitrary<Integer> elements = Arbitraries.integers().between(0, 9);
        return Arbitraries.oneOf(
                Combinators.combine(places, elements).as(RGALawsTest::insert),
                Combinators.combine(places, elements).as(RGALawsTest::set),
                places.map(RGALawsTest::remove));
    }

    private static Mutation<RGA<Integer>> insert(int place, int element) {
        return Mutation.of(
                "insert " + element + " at " + place,
                (author, list) -> list.insertAll(author, Math.min(place, list.size()), List.of(element, element + 1)));
    }

    private static Mutation<RGA<Integer>> set(int place, int element) {
        return Mutation.of(
                "set " + place + " to " + element,
                (author, list) -> place < list.size() ? list.set(author, place, element) : list);
    }

    private static Mutation<RGA<Integer>> remove(int place) {
        return Mutation.of("remove " + place, (author, list) -> place < list.size() ? list.remove(place) : list);
    }

    @Override
    public int largestItemBytes() {
        return 160;
    }
}
