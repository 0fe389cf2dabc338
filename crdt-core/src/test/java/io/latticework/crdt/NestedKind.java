package io.latticework.crdt;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A type as it lives in a map: how the n-th write is made, and which writes show.
 *
 * @param name what the test report calls it
 * @param type the type
 * @param write makes the n-th write, 0 to 9
 * @param shows tells which writes the value shows
 * @param showsAll whether concurrent writes all show
 */
record NestedKind<S extends Crdt<S>>(
        String name, CrdtType<S> type, Write<S> write, Function<S, Set<String>> shows, boolean showsAll) {
    private static final ValueCodec<String> STRINGS = ValueCodec.strings();

    /** Makes the n-th write. */
    interface Write<S> {
        S write(Author author, S before, int n);
    }

    static List<NestedKind<?>> all() {
        NestedKind<ORSet<String>> set = new NestedKind<>(
                "orset",
                ORSet.type(STRINGS),
                (author, s, n) -> s.add(author, "w" + n),
                s -> new TreeSet<>(s.elements()),
                true);
        NestedKind<ORMap<String>> map = inside(set);
        List<NestedKind<?>> kinds = new ArrayList<>(furtherSets());
        kinds.addAll(List.of(
                set,
                new NestedKind<>(
                        "mv",
                        MVRegister.type(STRINGS),
                        (author, s, n) -> s.set(author, "w" + n),
                        s -> new TreeSet<>(s.values()),
                        true),
                new NestedKind<>(
                        "lww",
                        LWWRegister.type(STRINGS),
                        (author, s, n) -> s.set(author, "w" + n),
                        s -> s.value().stream().collect(Collectors.toSet()),
                        false),
                new NestedKind<>(
                        "gcounter",
                        GCounter.TYPE,
                        (author, s, n) -> s.increment(author, power(n)),
                        s -> digits(s.value()),
                        true),
                new NestedKind<>(
                        "pncounter",
                        PNCounter.TYPE,
                        (author, s, n) -> s.decrement(author, power(n)),
                        s -> digits(-s.value()),
                        true),
                map,
                inside(map),
                inside(inside(map))));
        return kinds;
    }

    private static List<NestedKind<?>> furtherSets() {
        return List.of(
                new NestedKind<>(
                        "gset",
                        GSet.type(STRINGS),
                        (author, s, n) -> s.add(author, "w" + n),
                        s -> new TreeSet<>(s.elements()),
                        true),
                new NestedKind<>(
                        "2pset",
                        TwoPhaseSet.type(STRINGS),
                        (author, s, n) -> s.add(author, "w" + n),
                        s -> new TreeSet<>(s.elements()),
                        true),
                new NestedKind<>(
                        "max",
                        MaxRegister.type(STRINGS),
                        (author, s, n) -> s.raise(author, "w" + n),
                        s -> s.value().stream().collect(Collectors.toSet()),
                        false),
                new NestedKind<>(
                        "lwwmap",
                        LWWMap.type(STRINGS, STRINGS),
                        (author, s, n) -> s.put(author, "w" + n, "v"),
                        s -> new TreeSet<>(s.entries().keySet()),
                        true));
    }

    /** Returns the same type one map deeper. */
    private static <S extends Crdt<S>> NestedKind<ORMap<String>> inside(NestedKind<S> inner) {
        return new NestedKind<>(
                "ormap of " + inner.name,
                ORMap.type(STRINGS),
                (author, map, n) -> map.update(author, "deeper", inner.type, s -> inner.write.write(author, s, n)),
                map -> inner.shows.apply(map.get("deeper", inner.type)),
                inner.showsAll);
    }

    private static long power(int n) {
        return Math.round(Math.pow(10, n));
    }

    /** Each write adds one at its own decimal place, so a 2 shows an increment that counts twice. */
    private static Set<String> digits(long value) {
        Set<String> writes = new TreeSet<>();
        for (int n = 0; n <= 9; n++) {
            long digit = value / power(n) % 10;
            if (digit != 0) {
                writes.add(digit == 1 ? "w" + n : "w" + n + " " + digit + " times");
            }
        }
        return writes;
    }

    ORMap<String> write(Author author, ORMap<String> map, int n) {
        return map.update(author, "key", type, s -> write.write(author, s, n));
    }

    Set<String> shown(ORMap<String> map) {
        return shows.apply(map.get("key", type));
    }

    @Override
    public String toString() {
        return name;
    }
}
