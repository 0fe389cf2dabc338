package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.Crdt;
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
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;

/** Nearly right and wholly random bytes in a good envelope: refused, or sound. */
class FuzzTest {
    private static final int TRIES = 20_000;

    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final ValueCodec<String> strings = ValueCodec.strings();
    private int sound;
    private int refused;

    /** A generator that only gives what is refused, or only what is right, would test nothing. */
    @AfterProperty
    void bothOutcomesAreFrequent() {
        assertThat(sound).as("sound values").isGreaterThan(TRIES / 20);
        assertThat(refused).as("refused bytes").isGreaterThan(TRIES / 20);
    }

    private <S extends Crdt<S>> void check(CrdtType<S> type, Forge forge, S other) {
        if (Soundness.refusedOrSound(type, forge.bytes(), other)) {
            sound++;
        } else {
            refused++;
        }
    }

    private <S extends Crdt<S>> void dotted(CrdtType<S> type, String name, S other, long seed) {
        Forge forge = Forge.of(realm, name);
        if (seed % 4 == 0) {
            byte[] junk = new byte[40];
            new Random(seed).nextBytes(junk);
            check(type, forge.raw(junk), other);
        } else {
            Scribble.value(forge, name, seed);
            check(type, forge, other);
        }
    }

    private <S extends Crdt<S>> void dotted(CrdtType<S> type, long seed) {
        Forge other = Forge.of(realm, type.name());
        S empty = type.empty();
        Scribble.rightValue(other, type.name(), seed);
        dotted(type, type.name(), seed % 2 == 0 ? empty : type.decode(other.bytes()), seed);
    }

    @Property(tries = TRIES)
    void sets(@ForAll long seed) {
        dotted(ORSet.type(realm, strings), seed);
    }

    @Property(tries = TRIES)
    void multiValueRegisters(@ForAll long seed) {
        dotted(MVRegister.type(realm, strings), seed);
    }

    @Property(tries = TRIES)
    void maps(@ForAll long seed) {
        dotted(ORMap.type(realm, strings, List.of()), seed);
    }

    @Property(tries = TRIES)
    void twoPhaseSets(@ForAll long seed) {
        dotted(TwoPhaseSet.type(realm, strings), seed);
    }

    @Property(tries = TRIES)
    void flags(@ForAll long seed) {
        dotted(EWFlag.type(realm), seed);
    }

    @Property(tries = TRIES)
    void growingSetsOfAMap(@ForAll long seed) {
        CrdtType<GSet<String>> type = GSet.type(realm, strings);
        Forge empty =
                Forge.of(realm, "gset<string>*").numbers(0).replicas().types().numbers(0);
        dotted(type, "gset<string>*", type.decode(empty.bytes()), seed);
    }

    @Property(tries = TRIES)
    void greatestOfAMap(@ForAll long seed) {
        CrdtType<MaxRegister<String>> type = MaxRegister.type(realm, strings);
        Forge empty =
                Forge.of(realm, "max<string>*").numbers(0).replicas().types().numbers(0);
        dotted(type, "max<string>*", type.decode(empty.bytes()), seed);
    }

    @Property(tries = TRIES)
    void growingSets(@ForAll long seed) {
        CrdtType<GSet<String>> type = GSet.type(realm, strings);
        check(type, Scribble.elements(Forge.of(realm, type.name()), seed), type.empty());
    }

    @Property(tries = TRIES)
    void leastValues(@ForAll long seed) {
        CrdtType<MinRegister<String>> type = MinRegister.type(realm, strings);
        check(type, Scribble.greatest(Forge.of(realm, type.name()), seed), type.empty());
    }

    @Property(tries = TRIES)
    void countersOfAMap(@ForAll long seed) {
        CrdtType<PNCounter> type = PNCounter.type(realm);
        Forge empty =
                Forge.of(realm, "pncounter*").numbers(0).replicas().types().numbers(0);
        dotted(type, "pncounter*", type.decode(empty.bytes()), seed);
    }

    @Property(tries = TRIES)
    void registersOfAMap(@ForAll long seed) {
        CrdtType<LWWRegister<String>> type = LWWRegister.type(realm, strings);
        Forge empty =
                Forge.of(realm, "lww<string>*").numbers(0).replicas().types().numbers(0);
        dotted(type, "lww<string>*", type.decode(empty.bytes()), seed);
    }

    @Property(tries = TRIES)
    void growingCounters(@ForAll long seed) {
        CrdtType<GCounter> type = GCounter.type(realm);
        check(type, Scribble.counter(Forge.of(realm, type.name()), false, seed), type.empty());
    }

    @Property(tries = TRIES)
    void counters(@ForAll long seed) {
        CrdtType<PNCounter> type = PNCounter.type(realm);
        check(type, Scribble.counter(Forge.of(realm, type.name()), true, seed), type.empty());
    }

    @Property(tries = TRIES)
    void lastWriterWinsRegisters(@ForAll long seed) {
        CrdtType<LWWRegister<String>> type = LWWRegister.type(realm, strings);
        check(type, Scribble.register(Forge.of(realm, type.name()), seed), type.empty());
    }
}
