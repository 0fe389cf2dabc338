package io.latticework.testkit.semantics;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.EWFlag;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.GSet;
import io.latticework.crdt.LWWMap;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.MinRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.RGA;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.model.Effect;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.model.MapModel;
import io.latticework.testkit.toy.Flaw;
import io.latticework.testkit.toy.NameSet;
import java.util.stream.Stream;

/** All types that may be nested in a map: a new one is one more line here. */
final class Kinds {
    private static final CrdtType<LWWRegister<Long>> LEAF = LWWRegister.type(ValueCodec.longs());

    private Kinds() {}

    static Stream<Kind<?>> all() {
        return Stream.concat(plain(), nesting());
    }

    private static Stream<Kind<?>> plain() {
        return Stream.of(
                Kind.of(
                        GCounter.TYPE,
                        EventModel.counter(),
                        Kinds::add,
                        (by, c, what) -> c.increment(by, what.amount())),
                Kind.of(
                        PNCounter.TYPE,
                        EventModel.counter(),
                        Kinds::add,
                        (by, c, what) -> c.increment(by, what.amount())),
                Kind.of(
                        ORSet.type(ValueCodec.strings()),
                        EventModel.addWinsSet(),
                        what -> Effect.add(what.json()),
                        (by, set, what) -> set.add(by, what.letter())),
                Kind.of(
                        LWWRegister.type(ValueCodec.strings()),
                        EventModel.lwwRegister(),
                        what -> Effect.set(what.json()),
                        (by, register, what) -> register.set(by, what.letter())),
                Kind.of(
                        MVRegister.type(ValueCodec.strings()),
                        EventModel.mvRegister(),
                        what -> Effect.set(what.json()),
                        (by, register, what) -> register.set(by, what.letter())),
                Kind.of(
                        GSet.type(ValueCodec.strings()),
                        EventModel.growOnlySet(),
                        what -> Effect.add(what.json()),
                        (by, set, what) -> set.add(by, what.letter())),
                Kind.of(
                        TwoPhaseSet.type(ValueCodec.strings()),
                        EventModel.twoPhaseSet(),
                        what -> Effect.add(what.json()),
                        (by, set, what) -> set.add(by, what.letter())),
                Kind.of(
                        EWFlag.TYPE,
                        EventModel.enableWinsFlag(),
                        what -> Effect.enable(),
                        (by, flag, what) -> flag.enable(by)),
                Kind.of(
                        MaxRegister.type(ValueCodec.longs()),
                        EventModel.maxRegister(),
                        what -> Effect.raise(what.amount()),
                        (by, register, what) -> register.raise(by, what.amount())),
                Kind.of(
                        MinRegister.type(ValueCodec.longs()),
                        EventModel.minRegister(),
                        what -> Effect.lower(-what.amount()),
                        (by, register, what) -> register.lower(by, -what.amount())));
    }

    private static Stream<Kind<?>> nesting() {
        return Stream.of(
                Kind.of(
                        LWWMap.type(ValueCodec.strings(), ValueCodec.longs()),
                        MapModel.empty().with(LEAF.name(), EventModel.lwwRegister()),
                        what -> Effect.set("1").under(what.json(), LEAF.name()),
                        (by, map, what) -> map.put(by, what.letter(), 1L)),
                Kind.of(
                        ORMap.type(ValueCodec.strings()),
                        MapModel.empty().with(LEAF.name(), EventModel.lwwRegister()),
                        what -> Effect.set("1").under(what.json(), LEAF.name()),
                        (by, map, what) -> map.update(by, what.letter(), LEAF, value -> value.set(by, 1L))),
                Kind.unmodelled("RGAText", RGAText.TYPE, (by, text, what) -> text.append(by, what.letter())),
                Kind.unmodelled(
                        "RGA", RGA.type(ValueCodec.strings()), (by, list, what) -> list.append(by, what.letter())),
                Kind.unmodelled(
                        "a type of your own",
                        new NameSet.Kind(Flaw.NONE),
                        (by, names, what) -> names.add(what.letter())));
    }

    private static Effect add(What what) {
        return Effect.increment(what.amount());
    }
}
