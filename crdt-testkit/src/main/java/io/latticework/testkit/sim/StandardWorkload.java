package io.latticework.testkit.sim;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.EWFlag;
import io.latticework.crdt.GSet;
import io.latticework.crdt.LWWMap;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.MinRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.model.MapModel;
import io.latticework.testkit.model.NestedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * All built-in types. What happens under the keys that start with {@value #MODELLED} a model foretells: all kinds under one
 * key, which is also deleted; and a counter under a key that is not, because what a removal leaves of a counter inside a map
 * depends on where its segments ended. Under the others everything happens.
 */
record StandardWorkload(int mix) implements Workload {
    /** So many mixes there are: all alike, most under one key, most text, most numbers and users' values. */
    static final int MIXES = 4;

    /** What the keys that a model foretells start with. */
    static final String MODELLED = "m";

    private static final CrdtType<ORSet<String>> SET = ORSet.type(ValueCodec.strings());
    private static final CrdtType<ORMap<String>> MAP = ORMap.type(ValueCodec.strings());
    private static final CrdtType<LWWRegister<String>> LAST = LWWRegister.type(ValueCodec.strings());
    private static final CrdtType<MVRegister<String>> ALL = MVRegister.type(ValueCodec.strings());
    private static final CrdtType<GSet<String>> GROWING = GSet.type(ValueCodec.strings());
    private static final CrdtType<TwoPhaseSet<String>> TWO_PHASE = TwoPhaseSet.type(ValueCodec.strings());
    private static final CrdtType<MaxRegister<Long>> MOST = MaxRegister.type(ValueCodec.longs());
    private static final CrdtType<MinRegister<Long>> LEAST = MinRegister.type(ValueCodec.longs());
    private static final CrdtType<LWWMap<String, Long>> PLAIN_MAP =
            LWWMap.type(ValueCodec.strings(), ValueCodec.longs());

    @Override
    public Workload mixed(int other) {
        return new StandardWorkload(other);
    }

    @Override
    public List<CrdtType<?>> types() {
        return List.of(Peak.TYPE);
    }

    @Override
    public boolean isModelled(String key) {
        return key.startsWith(MODELLED);
    }

    @Override
    public Optional<NestedModel> model() {
        Map<String, NestedModel> kinds = new TreeMap<>(Map.of(
                PNCounter.TYPE.name(), EventModel.counter(),
                SET.name(), EventModel.addWinsSet(),
                LAST.name(), EventModel.lwwRegister(),
                ALL.name(), EventModel.mvRegister(),
                GROWING.name(), EventModel.growOnlySet(),
                TWO_PHASE.name(), EventModel.twoPhaseSet(),
                EWFlag.TYPE.name(), EventModel.enableWinsFlag(),
                MOST.name(), EventModel.maxRegister(),
                LEAST.name(), EventModel.minRegister()));
        kinds.put(MAP.name(), MapModel.empty());
        MapModel model = MapModel.empty();
        for (Map.Entry<String, NestedModel> kind : kinds.entrySet()) {
            model = kind.getKey().equals(MAP.name()) ? model.withMaps() : model.with(kind.getKey(), kind.getValue());
        }
        return Optional.of(model);
    }

    private static <S extends Crdt<S>> Operation write(
            String key, CrdtType<S> type, Effect effect, BiFunction<Author, S, S> change) {
        Effect whole = effect.under(quoted(key), type.name().equals(MAP.name()) ? MapModel.MAP : type.name());
        return new Operation(
                key + " " + type.name() + " " + effect.operation() + " " + effect.argument(),
                key.startsWith(MODELLED) ? List.of(whole) : List.of(),
                replica -> replica.ref(key, type).update(change));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    @Override
    public Operation next(RandomGenerator random, int number) {
        boolean usual = mix == 0 || random.nextInt(4) == 0;
        int skew = usual ? 3 : mix == 1 ? 1 : 2;
        String element = "e" + random.nextInt(6);
        return switch (usual ? random.nextInt(10) : kind(random)) {
            case 0 -> write("m-sum", PNCounter.TYPE, Effect.increment(number), (by, sum) -> sum.increment(by, number));
            case 1, 2 -> free("x" + random.nextInt(2), element, random);
            case 3 -> text("t" + random.nextInt(2), random);
            default -> modelled("m" + random.nextInt(skew), element, random);
        };
    }

    private int kind(RandomGenerator random) {
        return switch (mix) {
            case 2 -> 3;
            case 3 -> random.nextInt(3);
            default -> 4;
        };
    }

    private static Operation modelled(String key, String e, RandomGenerator random) {
        String json = quoted(e);
        long number = random.nextLong(100);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> write(key, SET, Effect.add(json), (by, set) -> set.add(by, e));
            case 3, 4 -> write(key, SET, Effect.remove(json), (by, set) -> set.remove(by, e));
            case 5 -> write(key, LAST, Effect.set(json), (by, register) -> register.set(by, e));
            case 6 -> write(key, ALL, Effect.set(json), (by, register) -> register.set(by, e));
            case 7 -> write(key, TWO_PHASE, Effect.add(json), (by, set) -> set.add(by, e));
            case 8 -> write(key, TWO_PHASE, Effect.removeForEver(json), (by, set) -> set.remove(by, e));
            case 9 -> write(key, GROWING, Effect.add(json), (by, set) -> set.add(by, e));
            case 10 -> write(key, EWFlag.TYPE, Effect.enable(), (by, flag) -> flag.enable(by));
            case 11 -> write(key, EWFlag.TYPE, Effect.disable(), (by, flag) -> flag.disable(by));
            case 12 -> write(key, MOST, Effect.raise(number), (by, most) -> most.raise(by, number));
            case 13 -> write(key, LEAST, Effect.lower(number), (by, least) -> least.lower(by, number));
            case 14 -> nested(key, e, quoted("v" + number % 3), random.nextBoolean());
            default ->
                new Operation(key + " delete", List.of(Effect.removeKey(quoted(key))), replica -> replica.delete(key));
        };
    }

    private static Operation nested(String key, String e, String json, boolean removes) {
        String value = json.substring(1, json.length() - 1);
        Effect inner = removes ? Effect.remove(json) : Effect.add(json);
        Effect effect = inner.under(quoted(e), SET.name());
        return write(
                key,
                MAP,
                effect,
                (by, map) -> map.update(by, e, SET, set -> removes ? set.remove(by, value) : set.add(by, value)));
    }

    private static Operation free(String key, String e, RandomGenerator random) {
        Effect none = Effect.none();
        long number = random.nextLong(9);
        long height = random.nextLong(1000);
        return switch (random.nextInt(11)) {
            case 0 -> write(key, PNCounter.TYPE, none, (by, counter) -> counter.increment(by, number));
            case 1 -> write(key, PNCounter.TYPE, none, (by, counter) -> counter.decrement(by, number));
            case 2, 3 ->
                write(
                        key,
                        MAP,
                        none,
                        (by, map) -> map.update(by, e, PNCounter.TYPE, counter -> counter.increment(by, number)));
            case 4 -> write(key, MAP, none, (by, map) -> map.remove(by, e));
            case 9, 10 -> write(key, Peak.TYPE, none, (by, peak) -> peak.raise(height));
            case 5 -> write(key, PLAIN_MAP, none, (by, map) -> map.put(by, e, number));
            case 6 -> write(key, PLAIN_MAP, none, (by, map) -> map.remove(by, e));
            case 7 ->
                write(
                        key,
                        MAP,
                        none,
                        (by, map) -> map.update(
                                by, e, MAP, inner -> inner.update(by, "in", LAST, last -> last.set(by, "v" + number))));
            default -> Operation.of(key + " delete", replica -> replica.delete(key));
        };
    }

    private static Operation text(String key, RandomGenerator random) {
        double place = random.nextDouble();
        int length = 1 + random.nextInt(4);
        String typed = "abcd".substring(0, length);
        boolean deletes = random.nextInt(3) == 0;
        return write(key, RGAText.TYPE, Effect.none(), (by, text) -> {
            int at = (int) (place * (text.length() + 1));
            return deletes
                    ? text.delete(Math.min(at, text.length()), Math.min(at + length, text.length()))
                    : text.insert(by, at, typed);
        });
    }
}
