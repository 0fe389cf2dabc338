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
import io.latticework.crdt.Writers;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** States, deltas with names and pieces of random histories of three replicas come back from their bytes. */
class RoundTripTest {
    private static final int STEPS = 60;

    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final ValueCodec<String> strings = ValueCodec.strings();

    /** Makes one random write. */
    private interface Write<S> {
        S write(S state, Author author, Random random);
    }

    private static <S extends Crdt<S>> S arrives(S value) {
        CrdtType<S> type = value.type();
        byte[] bytes = type.encode(value);
        S copy = type.decode(bytes);
        assertThat(copy).isEqualTo(value);
        assertThat(copy.digest()).isEqualTo(value.digest());
        assertThat(type.encode(copy)).isEqualTo(bytes);
        assertThat(type.canonicalBytes(copy)).isEqualTo(type.canonicalBytes(value));
        assertThat(type.decode(type.canonicalBytes(value))).isEqualTo(value);
        return copy;
    }

    private <S extends Crdt<S>> void history(CrdtType<S> type, long seed, Write<S> write) {
        Random random = new Random(seed);
        List<Author> authors = List.of(Writers.author("a"), Writers.author("b"), Writers.author("c"));
        List<S> replicas = new ArrayList<>(List.of(type.empty(), type.empty(), type.empty()));
        List<S> versions = new ArrayList<>(List.of(type.empty()));
        for (int step = 0; step < STEPS; step++) {
            int at = random.nextInt(replicas.size());
            S base = random.nextInt(8) == 0 ? versions.get(random.nextInt(versions.size())) : replicas.get(at);
            S written = write.write(base, authors.get(at), random);
            versions.add(written);
            replicas.set(at, replicas.get(at).merge(written));
            int to = random.nextInt(replicas.size());
            replicas.set(to, exchange(replicas.get(at), replicas.get(to), versions, random));
        }
        S one = Writers.join(replicas.get(0), replicas);
        S other = Writers.join(replicas.get(2), List.of(replicas.get(1), replicas.get(0)));
        assertThat(type.canonicalBytes(one)).isEqualTo(type.canonicalBytes(other));
        assertThat(arrives(one).digest()).isEqualTo(other.digest());
    }

    private static <S extends Crdt<S>> S exchange(S from, S to, List<S> versions, Random random) {
        S base = versions.get(random.nextInt(versions.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                return to.merge(arrives(from));
            }
            case 1 -> {
                S delta = arrives(from.deltaFrom(to));
                assertThat(to.merge(delta)).isEqualTo(to.merge(from));
                return to.merge(delta);
            }
            case 2 -> {
                S delta = arrives(from.deltaFrom(base).merge(to.deltaFrom(base)));
                return to.merge(delta);
            }
            default -> {
                S joined = to;
                for (S piece : from.split(1 + random.nextInt(300))) {
                    joined = random.nextBoolean() ? joined.merge(arrives(piece)) : joined;
                }
                return joined;
            }
        }
    }

    private static String word(Random random) {
        return "w".repeat(random.nextInt(4)) + random.nextInt(8);
    }

    private static <S extends Crdt<S>> ORMap<String> nested(
            ORMap<String> map, Author author, Random random, CrdtType<S> type, Write<S> write) {
        return map.update(author, "k" + random.nextInt(3), type, s -> write.write(s, author, random));
    }

    private ORMap<String> writeMap(ORMap<String> map, Author author, Random random, int depth) {
        return switch (random.nextInt(depth < 3 ? 13 : 11)) {
            case 0 -> map.remove(author, "k" + random.nextInt(3));
            case 1 -> nested(map, author, random, ORSet.type(realm, strings), RoundTripTest::writeSet);
            case 2 -> nested(map, author, random, PNCounter.type(realm), RoundTripTest::writeCounter);
            case 3 -> nested(map, author, random, GCounter.type(realm), (c, a, r) -> c.increment(a, r.nextInt(9)));
            case 4 -> nested(map, author, random, MVRegister.type(realm, strings), RoundTripTest::writeSiblings);
            case 5 -> nested(map, author, random, LWWRegister.type(realm, strings), (l, a, r) -> l.set(a, word(r)));
            case 6 -> nested(map, author, random, GSet.type(realm, strings), (s, a, r) -> s.add(a, word(r)));
            case 7 -> nested(map, author, random, TwoPhaseSet.type(realm, strings), RoundTripTest::writeTwoPhase);
            case 8 -> nested(map, author, random, EWFlag.type(realm), RoundTripTest::writeFlag);
            case 9 -> nested(map, author, random, MaxRegister.type(realm, strings), (x, a, r) -> x.raise(a, word(r)));
            case 10 -> nested(map, author, random, MinRegister.type(realm, strings), (x, a, r) -> x.lower(a, word(r)));
            default -> nested(map, author, random, map.type(), (m, a, r) -> writeMap(m, a, r, depth + 1));
        };
    }

    private static ORSet<String> writeSet(ORSet<String> set, Author author, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> set.clear(author);
            case 1, 2, 3 -> set.remove(author, word(random));
            case 4 -> set.addAll(author, List.of(word(random), word(random), word(random)));
            default -> set.add(author, word(random));
        };
    }

    private static TwoPhaseSet<String> writeTwoPhase(TwoPhaseSet<String> set, Author author, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> set.remove(author, word(random));
            case 1 -> set.addAll(author, List.of(word(random), word(random), word(random)));
            default -> set.add(author, word(random));
        };
    }

    private static EWFlag writeFlag(EWFlag flag, Author author, Random random) {
        return random.nextBoolean() ? flag.enable(author) : flag.disable(author);
    }

    private static PNCounter writeCounter(PNCounter counter, Author author, Random random) {
        long by = random.nextInt(10) == 0 ? random.nextLong() >>> 8 : random.nextInt(300);
        return random.nextBoolean() ? counter.increment(author, by) : counter.decrement(author, by);
    }

    private static MVRegister<String> writeSiblings(MVRegister<String> register, Author author, Random random) {
        return random.nextInt(6) == 0 ? register.clear(author) : register.set(author, word(random));
    }

    @Property(tries = 60)
    void sets(@ForAll long seed) {
        history(ORSet.type(realm, strings), seed, RoundTripTest::writeSet);
    }

    @Property(tries = 30)
    void furtherSets(@ForAll long seed) {
        history(GSet.type(realm, strings), seed, (set, author, random) -> set.add(author, word(random)));
        history(TwoPhaseSet.type(realm, strings), seed, RoundTripTest::writeTwoPhase);
        history(EWFlag.type(realm), seed, RoundTripTest::writeFlag);
    }

    @Property(tries = 60)
    void maps(@ForAll long seed) {
        history(ORMap.type(realm, strings, List.of()), seed, (map, author, random) -> writeMap(map, author, random, 0));
    }

    @Property(tries = 30)
    void counters(@ForAll long seed) {
        history(PNCounter.type(realm), seed, RoundTripTest::writeCounter);
        history(
                GCounter.type(realm),
                seed,
                (counter, author, random) -> counter.increment(author, random.nextInt(300)));
    }

    @Property(tries = 30)
    void registers(@ForAll long seed) {
        history(MVRegister.type(realm, strings), seed, RoundTripTest::writeSiblings);
        history(
                LWWRegister.type(realm, strings),
                seed,
                (register, author, random) -> register.set(author, word(random)));
        history(
                MaxRegister.type(realm, strings),
                seed,
                (register, author, random) -> register.raise(author, word(random)));
        history(
                MinRegister.type(realm, strings),
                seed,
                (register, author, random) -> register.lower(author, word(random)));
    }
}
