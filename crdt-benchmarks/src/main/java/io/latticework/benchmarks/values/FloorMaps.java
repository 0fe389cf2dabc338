package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.FLOOR;

import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A mutable map from strings to strings and the times of their writes. */
public final class FloorMaps {
    private record Stamped(String value, long millis) {
        long valueLength() {
            return value.length();
        }
    }

    private FloorMaps() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(
                of("map.put-new", FloorMaps::putNew),
                of("map.put-present", FloorMaps::putPresent),
                of("map.get", FloorMaps::get));
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, FLOOR, setup);
    }

    private static Stamped value() {
        return new Stamped("a value", System.currentTimeMillis());
    }

    private static Map<String, Stamped> filled(int size) {
        Map<String, Stamped> map = new HashMap<>();
        for (String key : Keys.range(0, size)) {
            map.put(key, value());
        }
        return map;
    }

    private static Operation putNew(int size) {
        Map<String, Stamped> map = filled(size);
        String[] keys = Keys.absent(size);
        int[] next = new int[1];
        return Operation.of(
                () -> {
                    map.remove(keys[next[0]++ & Keys.POOL - 1]);
                    map.put(keys[next[0] & Keys.POOL - 1], value());
                    return map;
                },
                Map::size);
    }

    private static Operation putPresent(int size) {
        Map<String, Stamped> map = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(
                () -> {
                    map.put(keys[next[0]++ & Keys.POOL - 1], value());
                    return map;
                },
                Map::size);
    }

    private static Operation get(int size) {
        Map<String, Stamped> map = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(() -> map.get(keys[next[0]++ & Keys.POOL - 1]), Stamped::valueLength);
    }
}
