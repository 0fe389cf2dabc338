package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.PEKKO;
import static io.latticework.benchmarks.values.PekkoNode.ALICE;
import static io.latticework.benchmarks.values.PekkoNode.BOB;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Chain;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.ORMap;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;

/** Pekko's {@code LWWMap} from strings to strings; after each change the delta is taken off, as its replicator does. */
public final class PekkoMaps {
    private static final String VALUE = "a value";

    private PekkoMaps() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("map.put-new", size -> put(size, Keys.absent(size))),
                of("map.put-present", size -> put(size, Keys.distinct(size))),
                of("map.get", PekkoMaps::get),
                of("map.merge-delta", PekkoMaps::mergeDelta),
                of("map.merge-descendant", PekkoMaps::mergeDescendant),
                of("map.merge-equal", PekkoMaps::mergeEqual),
                of("map.merge-1pct", PekkoMaps::mergeDiffering),
                of("map.encode", PekkoMaps::encode).eachElement(),
                of("map.decode", PekkoMaps::decode).eachElement());
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, PEKKO, setup);
    }

    private static LWWMap<String, String> put(LWWMap<String, String> map, SelfUniqueAddress node, String key) {
        return map.put(node, key, VALUE).resetDelta();
    }

    private static LWWMap<String, String> putAll(
            LWWMap<String, String> map, SelfUniqueAddress node, List<String> keys) {
        LWWMap<String, String> changed = map;
        for (String key : keys) {
            changed = put(changed, node, key);
        }
        return changed;
    }

    /** Returns a map of the keys 0..size, written by one node. */
    public static LWWMap<String, String> filled(int size) {
        return putAll(LWWMap.create(), ALICE, Keys.range(0, size));
    }

    /** Returns the map as bytes, which Pekko compresses itself. */
    public static byte[] encoded(LWWMap<String, String> map) {
        return PekkoNode.encode(map);
    }

    /** Returns an equal map that shares no object with it. */
    public static LWWMap<String, String> copy(LWWMap<String, String> map) {
        return PekkoNode.copy(map);
    }

    private static Operation put(int size, String[] keys) {
        LWWMap<String, String> base = filled(size);
        return Operation.of(new Chain<>(keys.length, () -> base, (map, i) -> put(map, ALICE, keys[i])), LWWMap::size);
    }

    private static Operation get(int size) {
        LWWMap<String, String> map = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(() -> map.get(keys[next[0]++ & Keys.POOL - 1]).get(), String::length);
    }

    private static Operation mergeDelta(int size) {
        LWWMap<String, String> base = filled(size);
        List<ORMap.DeltaOp> deltas = new ArrayList<>();
        LWWMap<String, String> remote = base;
        for (String key : Keys.absent(size)) {
            LWWMap<String, String> next = remote.put(BOB, key, VALUE);
            deltas.add(next.delta().get());
            remote = next.resetDelta();
        }
        return Operation.of(
                new Chain<>(deltas.size(), () -> base, (map, i) -> map.mergeDelta(deltas.get(i))), LWWMap::size);
    }

    private static Operation mergeDescendant(int size) {
        LWWMap<String, String> base = filled(size);
        LWWMap<String, String> next = put(base, ALICE, Keys.key(size));
        BinaryOperator<LWWMap<String, String>> merge = LWWMap::merge;
        return Operation.of(() -> merge.apply(base, next), LWWMap::size);
    }

    private static Operation mergeEqual(int size) {
        LWWMap<String, String> left = filled(size);
        LWWMap<String, String> right = copy(left);
        BinaryOperator<LWWMap<String, String>> merge = LWWMap::merge;
        return Operation.of(() -> merge.apply(left, right), LWWMap::size);
    }

    private static Operation mergeDiffering(int size) {
        int own = size / 200;
        LWWMap<String, String> common = filled(size - own);
        LWWMap<String, String> left = copy(putAll(common, ALICE, Keys.range(size - own, size)));
        LWWMap<String, String> right = copy(putAll(common, BOB, Keys.range(size, size + own)));
        BinaryOperator<LWWMap<String, String>> merge = LWWMap::merge;
        return Operation.of(() -> merge.apply(left, right), LWWMap::size);
    }

    private static Operation encode(int size) {
        LWWMap<String, String> map = filled(size);
        String manifest = PekkoNode.manifest(map);
        return Operation.of(
                () -> PekkoNode.encode(map), bytes -> ((LWWMap<?, ?>) PekkoNode.decode(bytes, manifest)).size());
    }

    private static Operation decode(int size) {
        LWWMap<String, String> map = filled(size);
        byte[] bytes = PekkoNode.encode(map);
        String manifest = PekkoNode.manifest(map);
        return Operation.of(() -> (LWWMap<?, ?>) PekkoNode.decode(bytes, manifest), LWWMap::size);
    }
}
