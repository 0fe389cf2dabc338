package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.EWFlag;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.GSet;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.MinRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.model.MapModel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Maps of all types, nested to depth 3. */
class ORMapLawsTest implements BuiltInContract<ORMap<String>> {
    private static final int DEPTH = 3;
    private static final CrdtType<ORMap<String>> MAP = ORMap.type(ValueCodec.strings());

    @Override
    public CrdtType<ORMap<String>> typeIn(Realm realm) {
        return ORMap.type(realm, ValueCodec.strings(), List.of());
    }

    @Override
    public Arbitrary<Mutation<ORMap<String>>> mutations() {
        return mapMutations(keys(), DEPTH);
    }

    @Override
    public Arbitrary<Mutation<ORMap<String>>> growth() {
        return mapMutations(Arbitraries.strings().alpha().ofMaxLength(12), DEPTH);
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.of("", "k", "l");
    }

    private static Arbitrary<Mutation<ORMap<String>>> mapMutations(Arbitrary<String> keys, int depth) {
        Arbitrary<Mutation<ORMap<String>>> leaf = keys.flatMap(ORMapLawsTest::leafUnder);
        Arbitrary<Mutation<ORMap<String>>> remove = keys.map(Nested::removeKey);
        if (depth == 1) {
            return Arbitraries.frequencyOf(
                    Tuple.of(5, leaf), Tuple.of(2, remove), Tuple.of(1, Arbitraries.just(Nested.clear())));
        }
        Arbitrary<Mutation<ORMap<String>>> deeper = keys.flatMap(
                key -> mapMutations(keys, depth - 1).map(mutation -> Nested.under(key, MAP, MapModel.MAP, mutation)));
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaf),
                Tuple.of(5, deeper),
                Tuple.of(2, remove),
                Tuple.of(1, Arbitraries.just(Nested.clear())));
    }

    private static Arbitrary<Mutation<ORMap<String>>> leafUnder(String key) {
        Arbitrary<String> elements = Arbitraries.of("x", "y");
        return Arbitraries.oneOf(
                furtherLeafUnder(key),
                furtherLeafUnder(key),
                Arbitraries.longs()
                        .between(-9, 9)
                        .map(by -> Nested.under(key, PNCounter.TYPE, PNCounterLawsTest.change(by))),
                Arbitraries.longs().between(0, 9).map(by -> Nested.under(key, GCounter.TYPE, grow(by))),
                elements.map(e -> Nested.under(key, ORSet.type(ValueCodec.strings()), ORSetLawsTest.add(e))),
                elements.map(e -> Nested.under(key, ORSet.type(ValueCodec.strings()), ORSetLawsTest.remove(e))),
                elements.map(
                        e -> Nested.under(key, LWWRegister.type(ValueCodec.strings()), LWWRegisterLawsTest.set(e))),
                Arbitraries.longs()
                        .between(0, 3)
                        .map(v -> Nested.under(key, MVRegister.type(ValueCodec.longs()), MVRegisterLawsTest.set(v))));
    }

    private static Arbitrary<Mutation<ORMap<String>>> furtherLeafUnder(String key) {
        Arbitrary<String> elements = Arbitraries.of("x", "y");
        Arbitrary<Long> numbers = Arbitraries.longs().between(-2, 2);
        CrdtType<TwoPhaseSet<String>> twoPhase = TwoPhaseSet.type(ValueCodec.strings());
        return Arbitraries.oneOf(
                elements.map(e -> Nested.under(key, GSet.type(ValueCodec.strings()), GSetLawsTest.add(e))),
                elements.map(e -> Nested.under(key, twoPhase, TwoPhaseSetLawsTest.add(e))),
                elements.map(e -> Nested.under(key, twoPhase, TwoPhaseSetLawsTest.remove(e))),
                Arbitraries.of(EWFlagLawsTest.enable(), EWFlagLawsTest.disable())
                        .map(change -> Nested.under(key, EWFlag.TYPE, change)),
                numbers.map(n -> Nested.under(key, MaxRegister.type(ValueCodec.longs()), MaxRegisterLawsTest.raise(n))),
                numbers.map(
                        n -> Nested.under(key, MinRegister.type(ValueCodec.longs()), MinRegisterLawsTest.lower(n))));
    }

    private static Mutation<GCounter> grow(long by) {
        return Mutation.of(
                "grow by " + by,
                by == 0 ? Effect.none() : Effect.increment(by),
                (author, counter) -> counter.increment(author, by));
    }

    /** A path of three keys and types comes with each item. */
    @Override
    public int largestItemBytes() {
        return 180;
    }

    @Override
    public EventModel model() {
        return MapModel.empty()
                .with("2pset<string>", EventModel.twoPhaseSet())
                .with("ewflag", EventModel.enableWinsFlag())
                .with("gcounter", EventModel.counter())
                .with("gset<string>", EventModel.growOnlySet())
                .with("lww<string>", EventModel.lwwRegister())
                .with("max<long>", EventModel.maxRegister())
                .with("min<long>", EventModel.minRegister())
                .with("mv<long>", EventModel.mvRegister())
                .withMaps()
                .with("orset<string>", EventModel.addWinsSet())
                .with("pncounter", EventModel.counter());
    }
}
