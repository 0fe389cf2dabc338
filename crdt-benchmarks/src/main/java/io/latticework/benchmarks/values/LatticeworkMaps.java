package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.LATTICEWORK;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Chain;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.time.HybridLogicalClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/** {@link ORMap} from strings to last-writer-wins registers of strings. */
public final class LatticeworkMaps {
    private static final CrdtType<ORMap<String>> TYPE = ORMap.type(ValueCodec.strings());
    private static final CrdtType<LWWRegister<String>> REGISTER = LWWRegister.type(ValueCodec.strings());
    private static final String VALUE = "a value";

    private LatticeworkMaps() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("map.put-new", size -> put(size, Keys.absent(size))),
                of("map.put-present", size -> put(size, Keys.distinct(size))),
                of("map.get", LatticeworkMaps::get),
                of("map.merge-delta", LatticeworkMaps::mergeDelta),
                of("map.merge-descendant", LatticeworkMaps::mergeDescendant),
                of("map.merge-equal", LatticeworkMaps::mergeEqual),
                of("map.merge-1pct", LatticeworkMaps::mergeDiffering),
                of("map.delta-one", LatticeworkMaps::deltaOne),
                of("map.encode", LatticeworkMaps::encode).eachElement(),
                of("map.decode", LatticeworkMaps::decode).eachElement());
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, LATTICEWORK, setup);
    }

    private static ORMap<String> put(ORMap<String> map, Author author, String key) {
        return map.update(author, key, REGISTER, register -> register.set(author, VALUE));
    }

    private static ORMap<String> putAll(ORMap<String> map, Author author, List<String> keys) {
        ORMap<String> changed = map;
        for (String key : keys) {
            changed = put(changed, author, key);
        }
        return changed;
    }

    /** Returns a map of the keys 0..size, written by one author. */
    public static ORMap<String> filled(int size) {
        return putAll(TYPE.empty(), LatticeworkSets.alice(0), Keys.range(0, size));
    }

    /** Returns the map as bytes. */
    public static byte[] encoded(ORMap<String> map) {
        return TYPE.encode(map);
    }

    /** Returns an equal map that shares no object with it. */
    public static ORMap<String> copy(ORMap<String> map) {
        return TYPE.decode(TYPE.encode(map));
    }

    private static Author bob() {
        return Author.of(LatticeworkSets.BOB, HybridLogicalClock.of(new RecentTime()));
    }

    private static Operation put(int size, String[] keys) {
        ORMap<String> base = filled(size);
        Author[] author = new Author[1];
        Chain<ORMap<String>> chain = new Chain<>(
                keys.length,
                () -> {
                    author[0] = LatticeworkSets.alice(size);
                    return base;
                },
                (map, i) -> put(map, author[0], keys[i]));
        return Operation.of(chain, ORMap::size);
    }

    private static Operation get(int size) {
        ORMap<String> map = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(
                () -> map.get(keys[next[0]++ & Keys.POOL - 1], REGISTER).value().orElse(""), String::length);
    }

    private static Operation mergeDelta(int size) {
        ORMap<String> base = filled(size);
        Author bob = bob();
        List<ORMap<String>> deltas = new ArrayList<>();
        ORMap<String> remote = base;
        for (String key : Keys.absent(size)) {
            ORMap<String> next = put(remote, bob, key);
            deltas.add(next.deltaFrom(remote));
            remote = next;
        }
        return Operation.of(new Chain<>(deltas.size(), () -> base, (map, i) -> map.merge(deltas.get(i))), ORMap::size);
    }

    private static Operation mergeDescendant(int size) {
        ORMap<String> base = filled(size);
        ORMap<String> next = put(base, LatticeworkSets.alice(size), Keys.key(size));
        return Operation.of(() -> base.merge(next), ORMap::size);
    }

    private static Operation mergeEqual(int size) {
        ORMap<String> left = filled(size);
        ORMap<String> right = copy(left);
        return Operation.of(() -> left.merge(right), ORMap::size);
    }

    private static Operation mergeDiffering(int size) {
        int own = size / 200;
        ORMap<String> common = filled(size - own);
        ORMap<String> left = copy(putAll(common, LatticeworkSets.alice(size - own), Keys.range(size - own, size)));
        ORMap<String> right = copy(putAll(common, bob(), Keys.range(size, size + own)));
        BinaryOperator<ORMap<String>> merge = ORMap::merge;
        return Operation.of(() -> merge.apply(left, right), ORMap::size);
    }

    private static Operation deltaOne(int size) {
        ORMap<String> base = filled(size);
        ORMap<String> next = put(base, LatticeworkSets.alice(size), Keys.key(size));
        return Operation.of(() -> next.deltaFrom(base), ORMap::size);
    }

    private static Operation encode(int size) {
        ORMap<String> map = filled(size);
        return Operation.of(() -> TYPE.encode(map), bytes -> TYPE.decode(bytes).size());
    }

    private static Operation decode(int size) {
        byte[] bytes = TYPE.encode(filled(size));
        return Operation.of(() -> TYPE.decode(bytes), ORMap::size);
    }
}
