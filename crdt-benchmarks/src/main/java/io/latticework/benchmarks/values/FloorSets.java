package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.FLOOR;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A mutable map from elements to the numbers of their adds, with neither versions, nor digests, nor replication. As it keeps
 * no old versions, adds take out again what they put in, and merges look for the difference without taking it over.
 */
public final class FloorSets {
    private FloorSets() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("set.add", FloorSets::add),
                of("set.contains", FloorSets::contains),
                of("set.fill", FloorSets::fill).eachElement(),
                of("set.iterate", FloorSets::iterate).eachElement(),
                of("set.merge-equal", FloorSets::mergeEqual),
                of("set.merge-1pct", FloorSets::mergeDiffering));
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, FLOOR, setup);
    }

    /** Returns a map of the keys from..to. */
    public static Map<String, Long> filled(int from, int to) {
        return filled(Keys.range(from, to));
    }

    private static Map<String, Long> filled(List<String> keys) {
        Map<String, Long> map = new HashMap<>();
        long number = 0;
        for (String key : keys) {
            map.put(key, ++number);
        }
        return map;
    }

    private static Operation add(int size) {
        Map<String, Long> map = filled(0, size);
        String[] keys = Keys.absent(size);
        int[] next = new int[1];
        return Operation.of(
                () -> {
                    map.remove(keys[next[0]++ & Keys.POOL - 1]);
                    map.put(keys[next[0] & Keys.POOL - 1], (long) next[0]);
                    return map;
                },
                Map::size);
    }

    private static Operation contains(int size) {
        Map<String, Long> map = filled(0, size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(() -> map.containsKey(keys[next[0]++ & Keys.POOL - 1]), (Boolean found) -> found ? 1 : 0);
    }

    private static Operation fill(int size) {
        List<String> keys = Keys.range(0, size);
        return Operation.of(() -> filled(keys), Map::size);
    }

    private static Operation iterate(int size) {
        Map<String, Long> map = filled(0, size);
        return Operation.of(
                () -> {
                    long characters = 0;
                    for (String key : map.keySet()) {
                        characters += key.length();
                    }
                    return characters;
                },
                (Long characters) -> characters);
    }

    private static Operation mergeEqual(int size) {
        Map<String, Long> left = filled(0, size);
        Map<String, Long> right = filled(0, size);
        return Operation.of(() -> left.equals(right), (Boolean equal) -> equal ? size : 0);
    }

    private static Operation mergeDiffering(int size) {
        int own = size / 200;
        Map<String, Long> left = filled(0, size);
        Map<String, Long> right = filled(Keys.range(0, size - own));
        right.putAll(filled(size, size + own));
        return Operation.of(() -> left.size() + missing(left, right), (Long together) -> together);
    }

    private static long missing(Map<String, Long> left, Map<String, Long> right) {
        long missing = 0;
        for (Map.Entry<String, Long> entry : right.entrySet()) {
            missing += entry.getValue().equals(left.get(entry.getKey())) ? 0 : 1;
        }
        return missing;
    }
}
