package io.latticework.benchmarks.values;

import static io.latticework.benchmarks.Case.WURMLOCH;

import com.netopyr.wurmloch.crdt.ORSet;
import com.netopyr.wurmloch.store.LocalCrdtStore;
import io.latticework.benchmarks.Case;
import io.latticework.benchmarks.Keys;
import io.latticework.benchmarks.Operation;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Wurmloch's {@code ORSet} of strings. It is mutable and replicates operations, so it has no merge; each of its operations
 * walks the whole set, so it stays small.
 */
public final class WurmlochSets {
    private static final int MAX_SIZE = 1_000;

    private WurmlochSets() {}

    /** Returns the cases. */
    public static List<Case> cases() {
        return List.of(of("set.add", WurmlochSets::add), of("set.contains", WurmlochSets::contains));
    }

    private static Case of(String operation, IntFunction<Operation> setup) {
        return Case.of(operation, WURMLOCH, setup).upTo(MAX_SIZE);
    }

    @SuppressWarnings("unchecked") // made for strings
    private static ORSet<String> filled(int size) {
        ORSet<String> set = new LocalCrdtStore("alice").createORSet("set");
        set.addAll(Keys.range(0, size));
        return set;
    }

    /** Adds and takes out again in turn, so that the size stays: a remove costs about as much as an add. */
    private static Operation add(int size) {
        ORSet<String> set = filled(size);
        String key = Keys.key(size);
        return Operation.of(
                () -> {
                    if (!set.add(key)) {
                        set.remove(key);
                        set.add(key);
                    }
                    return set;
                },
                ORSet::size);
    }

    private static Operation contains(int size) {
        ORSet<String> set = filled(size);
        String[] keys = Keys.present(size);
        int[] next = new int[1];
        return Operation.of(() -> set.contains(keys[next[0]++ & Keys.POOL - 1]), (Boolean found) -> found ? 1 : 0);
    }
}
