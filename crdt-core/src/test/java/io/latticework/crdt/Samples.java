package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;

import io.latticework.crdt.OwnTypes.Highest;
import io.latticework.crdt.OwnTypes.Words;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.codec.ValueCodec;
import java.util.Iterator;
import java.util.List;

/** Small values of all types, the same in every realm but for its seed. */
public final class Samples {
    private static final ValueCodec<String> STRINGS = ValueCodec.strings();

    private final Realm realm;
    private final Author a = author("a");
    private final Author b = author("b");
    private final Author c = author("c");

    private final CrdtType<MaxRegister<Long>> maxima;

    private Samples(Realm realm) {
        this.realm = realm;
        this.maxima = MaxRegister.type(realm, ValueCodec.longs());
    }

    /**
     * A value with its name and type.
     *
     * @param name what it is
     * @param type its descriptor
     * @param value the value
     */
    public record Sample<S extends Crdt<S>>(String name, CrdtType<S> type, S value) {
        /** Returns the bytes that would be sent. */
        public byte[] bytes() {
            return type.encode(value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static <S extends Crdt<S>> Sample<S> sample(String name, S value) {
        return new Sample<>(name, value.type(), value);
    }

    /** Returns the values: for each type a state, a delta that names what it removes, and a piece. */
    public static List<Sample<?>> all(Realm realm) {
        Samples samples = new Samples(realm);
        ORSet<String> set = samples.set();
        MVRegister<String> siblings = samples.siblings();
        ORMap<String> map = samples.map();
        return List.of(
                sample("gcounter", samples.growing()),
                sample("pncounter", samples.counter()),
                sample("orset", set),
                sample("orset delta", samples.setDelta(set)),
                sample("orset piece", last(set.split(1))),
                sample("mv", siblings),
                sample("mv delta", siblings.clear(samples.a).deltaFrom(siblings)),
                sample("lww", samples.register()),
                sample("ormap", map),
                sample("ormap delta", samples.mapDelta(map)),
                sample("ormap piece", last(map.split(1))),
                sample("pncounter of a map", Writers.sent(map.get("count", PNCounter.type(realm)))),
                sample("lww of a map", Writers.sent(map.get("register", LWWRegister.type(realm, STRINGS)))),
                sample("gset", samples.growingSet()),
                sample("2pset", samples.twoPhase()),
                sample("2pset delta", samples.twoPhaseDelta(samples.twoPhase())),
                sample("ewflag", samples.flag()),
                sample("max", samples.highest()),
                sample("min", samples.lowest()),
                sample("ormap of further types", samples.further()),
                sample("ormap of further types, delta", samples.furtherDelta(samples.further())),
                sample("gset of a map", Writers.sent(samples.further().get("set", GSet.type(realm, STRINGS)))),
                sample("max of a map", Writers.sent(samples.further().get("max", samples.maxima))),
                sample("lwwmap", samples.plainValues()),
                sample("text", samples.text()),
                sample("text delta", samples.textDelta(samples.text())),
                sample("text compacted", samples.compacted(samples.text())),
                sample("list", samples.list()));
    }

    /** The last piece shows dead dots only; the order of the others depends on the seed. */
    private static <S> S last(Iterable<S> pieces) {
        Iterator<S> iterator = pieces.iterator();
        S last = iterator.next();
        while (iterator.hasNext()) {
            last = iterator.next();
        }
        return last;
    }

    /** Returns the descriptor of the maps among the values, which know two users' types. */
    public static CrdtType<ORMap<String>> maps(Realm realm) {
        return ORMap.type(realm, STRINGS, List.of(Highest.TYPE, Words.TYPE));
    }

    private GCounter growing() {
        GCounter base = GCounter.type(realm).empty().increment(a, 1_000).increment(b, 7);
        return base.increment(a, 5).merge(base.increment(a, 300)).increment(c, Long.MAX_VALUE);
    }

    private PNCounter counter() {
        PNCounter base = PNCounter.type(realm).empty().decrement(b, 70_000);
        return base.increment(b).merge(base.decrement(b, 2)).increment(a, 3);
    }

    private ORSet<String> set() {
        ORSet<String> base = ORSet.type(realm, STRINGS).empty().addAll(a, List.of("", "one", "two", "three"));
        ORSet<String> left = base.add(b, "four").remove(b, "two");
        ORSet<String> right = base.add(c, "three").add(c, "five").add(c, "four");
        return left.merge(right);
    }

    private ORSet<String> setDelta(ORSet<String> base) {
        return base.add(a, "six").remove(a, "one").remove(b, "four").deltaFrom(base);
    }

    private MVRegister<String> siblings() {
        MVRegister<String> base = MVRegister.type(realm, STRINGS).empty().set(a, "old");
        return base.set(b, "left").merge(base.set(c, "right")).merge(base.set(c, ""));
    }

    private LWWRegister<String> register() {
        return LWWRegister.type(realm, STRINGS).empty().set(b, "first").set(a, "second");
    }

    private ORMap<String> map() {
        CrdtType<ORMap<String>> maps = maps(realm);
        ORMap<String> map = maps.empty()
                .update(
                        a,
                        "count",
                        PNCounter.type(realm),
                        count -> count.increment(a, 5).decrement(a, 9))
                .update(
                        a,
                        "count",
                        ORSet.type(realm, STRINGS),
                        set -> set.add(a, "x").add(a, "y"))
                .update(b, "register", LWWRegister.type(realm, STRINGS), register -> register.set(b, "v"))
                .update(b, "siblings", MVRegister.type(realm, STRINGS), register -> register.set(b, "s"))
                .update(a, "own", Highest.TYPE, highest -> highest.raise(12))
                .update(a, "gone", GCounter.type(realm), count -> count.increment(a))
                .update(
                        a,
                        "inner",
                        maps,
                        inner -> inner.update(a, "own", Words.TYPE, words -> new Words("p", "q"))
                                .update(a, "up", GCounter.type(realm), count -> count.increment(a, 2)));
        ORMap<String> fork = map.update(c, "count", PNCounter.type(realm), count -> count.increment(c));
        return map.remove(b, "gone").merge(fork);
    }

    private ORMap<String> mapDelta(ORMap<String> base) {
        return base.remove(a, "siblings")
                .update(a, "inner", maps(realm), inner -> inner.remove(a, "up"))
                .update(b, "count", PNCounter.type(realm), count -> count.increment(b, 3))
                .update(b, "count", ORSet.type(realm, STRINGS), set -> set.remove(b, "x"))
                .remove(b, "own")
                .deltaFrom(base);
    }

    private GSet<String> growingSet() {
        return GSet.type(realm, STRINGS)
                .empty()
                .addAll(a, List.of("", "one", "two"))
                .add(b, "three");
    }

    private TwoPhaseSet<String> twoPhase() {
        TwoPhaseSet<String> base = TwoPhaseSet.type(realm, STRINGS).empty().addAll(a, List.of("", "one", "two"));
        return base.remove(b, "one").merge(base.add(c, "one")).add(a, "three");
    }

    private TwoPhaseSet<String> twoPhaseDelta(TwoPhaseSet<String> base) {
        return base.remove(c, "two").add(c, "four").deltaFrom(base);
    }

    private EWFlag flag() {
        EWFlag base = EWFlag.type(realm).empty().enable(a);
        return base.disable(b).merge(base.enable(a)).merge(base.enable(c));
    }

    private MaxRegister<Long> highest() {
        return maxima.empty().raise(a, 3L).merge(maxima.empty().raise(b, 300L));
    }

    private MinRegister<String> lowest() {
        return MinRegister.type(realm, STRINGS)
                .empty()
                .lower(a, "m")
                .lower(b, "k")
                .lower(c, "z");
    }

    /** A map of the types that {@link #map} has not. */
    private ORMap<String> further() {
        CrdtType<MinRegister<String>> minima = MinRegister.type(realm, STRINGS);
        ORMap<String> map = ORMap.type(realm, STRINGS, List.of())
                .empty()
                .update(
                        a,
                        "set",
                        GSet.type(realm, STRINGS),
                        set -> set.add(a, "x").add(a, "y"))
                .update(a, "flag", EWFlag.type(realm), flag -> flag.enable(a).disable(a))
                .update(
                        b,
                        "ids",
                        TwoPhaseSet.type(realm, STRINGS),
                        ids -> ids.addAll(b, List.of("p", "q")).remove(b, "p"))
                .update(b, "max", maxima, max -> max.raise(b, 5L))
                .update(b, "min", minima, min -> min.lower(b, "n"));
        ORMap<String> fork = map.update(c, "max", maxima, max -> max.raise(c, 7L));
        return map.update(a, "max", maxima, max -> max.raise(a, 6L)).merge(fork);
    }

    private ORMap<String> furtherDelta(ORMap<String> base) {
        return base.update(c, "flag", EWFlag.type(realm), flag -> flag.enable(c))
                .update(c, "ids", TwoPhaseSet.type(realm, STRINGS), ids -> ids.remove(c, "q"))
                .update(c, "max", maxima, max -> max.raise(c, 8L))
                .remove(c, "set")
                .deltaFrom(base);
    }

    private LWWMap<String, Long> plainValues() {
        LWWMap<String, Long> base = LWWMap.type(realm, STRINGS, ValueCodec.longs())
                .empty()
                .put(a, "one", 1L)
                .put(a, "two", 2L);
        return base.remove(b, "one").merge(base.put(c, "two", 22L)).put(b, "three", 3L);
    }

    /** Written by three at once, some of it deleted, with characters of one, two and four bytes. */
    private RGAText text() {
        RGAText base = RGAText.type(realm).empty().append(a, "a text that three write at once, at one place");
        RGAText left = base.insert(b, 7, "of many \u20ac ").delete(0, 2);
        RGAText right = base.insert(c, 7, "\ud83d\ude00 ").delete(3, 6).append(c, "!");
        return left.merge(right).append(a, "?");
    }

    /** Some of it waits for its parents, some is only known to be dead. */
    private RGAText textDelta(RGAText base) {
        RGAText later = base.insert(b, 4, "new").delete(10, 14);
        return later.insert(c, 6, "--").delete(0, 1).deltaFrom(later).merge(later.deltaFrom(base));
    }

    private RGAText compacted(RGAText base) {
        RGAText stable = base.delete(5, 20).insert(b, 6, "x");
        return stable.compact(stable);
    }

    private RGA<String> list() {
        RGA<String> base = RGA.type(realm, STRINGS).empty().insertAll(a, 0, List.of("one", "", "three", "four"));
        return base.set(b, 1, "two").merge(base.remove(2)).append(c, "five");
    }
}
