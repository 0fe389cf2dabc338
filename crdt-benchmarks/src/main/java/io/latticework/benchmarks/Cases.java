package io.latticework.benchmarks;

import io.latticework.benchmarks.values.FloorMaps;
import io.latticework.benchmarks.values.FloorSets;
import io.latticework.benchmarks.values.LatticeworkCounters;
import io.latticework.benchmarks.values.LatticeworkMaps;
import io.latticework.benchmarks.values.LatticeworkSets;
import io.latticework.benchmarks.values.PekkoCounters;
import io.latticework.benchmarks.values.PekkoMaps;
import io.latticework.benchmarks.values.PekkoSets;
import io.latticework.benchmarks.values.WurmlochSets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All cases, in the order in which tables show them. */
public final class Cases {
    private Cases() {}

    /** Returns all cases. */
    public static List<Case> all() {
        List<Case> all = new ArrayList<>();
        all.addAll(LatticeworkCounters.cases());
        all.addAll(PekkoCounters.cases());
        all.addAll(LatticeworkSets.cases());
        all.addAll(LatticeworkMaps.cases());
        all.addAll(PekkoSets.cases());
        all.addAll(PekkoMaps.cases());
        all.addAll(WurmlochSets.cases());
        all.addAll(FloorSets.cases());
        all.addAll(FloorMaps.cases());
        return all;
    }

    /** Returns the names of all operations. */
    public static Set<String> operations() {
        Set<String> names = new LinkedHashSet<>();
        all().forEach(each -> names.add(each.operation()));
        return names;
    }

    /** Returns the cases of an operation that can be run at a size. */
    public static List<Case> of(String operation, int size) {
        return all().stream()
                .filter(each -> each.operation().equals(operation) && size <= each.maxSize())
                .toList();
    }

    /**
     * Returns one case.
     *
     * @throws IllegalArgumentException if there is none of this operation and library
     */
    public static Case find(String operation, String library) {
        return all().stream()
                .filter(each ->
                        each.operation().equals(operation) && each.library().equals(library))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(library + " has no " + operation));
    }
}
