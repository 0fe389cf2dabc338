package io.latticework.testkit.types;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.LWWMap;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.model.MapModel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

class LWWMapLawsTest implements BuiltInContract<LWWMap<String, Long>> {
    @Override
    public CrdtType<LWWMap<String, Long>> typeIn(Realm realm) {
        return LWWMap.type(realm, ValueCodec.strings(), ValueCodec.longs());
    }

    @Override
    public Arbitrary<Mutation<LWWMap<String, Long>>> mutations() {
        return mutations(Arbitraries.of("", "k", "l"));
    }

    @Override
    public Arbitrary<Mutation<LWWMap<String, Long>>> growth() {
        return mutations(Arbitraries.strings().alpha().ofMaxLength(20));
    }

    private static Arbitrary<Mutation<LWWMap<String, Long>>> mutations(Arbitrary<String> keys) {
        Arbitrary<Long> values = Arbitraries.longs().between(0, 9);
        return Arbitraries.frequencyOf(
                Tuple.of(5, Combinators.combine(keys, values).as(LWWMapLawsTest::put)),
                Tuple.of(2, keys.map(LWWMapLawsTest::remove)));
    }

    private static Mutation<LWWMap<String, Long>> put(String key, long value) {
        return Mutation.of(
                "put " + value + " under '" + key + "'",
                Effect.set(Long.toString(value)).under('"' + key + '"', "lww<long>"),
                (author, map) -> map.put(author, key, value));
    }

    private static Mutation<LWWMap<String, Long>> remove(String key) {
        return Mutation.of(
                "remove '" + key + "'", Effect.removeKey('"' + key + '"'), (author, map) -> map.remove(author, key));
    }

    @Override
    public EventModel model() {
        return MapModel.empty().with("lww<long>", EventModel.lwwRegister());
    }
}
