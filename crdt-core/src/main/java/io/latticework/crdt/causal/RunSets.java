package io.latticework.crdt.causal;

/** Contexts of one realm as sets of dots, run by run. */
final class RunSets {
    private RunSets() {}

    /** Returns the dots of both. O(r). */
    static CausalContext union(CausalContext left, CausalContext right) {
        Runs union = new Runs(left.realm(), left.runs() + right.runs());
        int i = 0;
        int j = 0;
        while (i < left.runs() || j < right.runs()) {
            if (j == right.runs() || i < left.runs() && left.first(i) <= right.first(j)) {
                union.add(left.first(i), left.last(i++));
            } else {
                union.add(right.first(j), right.last(j++));
            }
        }
        return union.toContext();
    }

    /** Returns the dots that only the left one has: the left one, if that is all of it. O(r). */
    static CausalContext difference(CausalContext left, CausalContext right) {
        Runs rest = new Runs(left.realm(), left.runs());
        beyond(left, right, rest::add);
        return rest.size() == left.runs() && rest.dots() == left.size() ? left : rest.toContext();
    }

    /** Shows the runs of dots that only the left one has. O(r). */
    static void beyond(CausalContext left, CausalContext right, CausalContext.RunConsumer action) {
        int j = 0;
        for (int i = 0; i < left.runs(); i++) {
            long first = left.first(i);
            j = runAtOrAfter(right, first, j);
            for (int k = j; k < right.runs() && right.first(k) <= left.last(i); k++) {
                if (right.first(k) > first) {
                    action.accept(first, right.first(k) - 1);
                }
                first = right.last(k) + 1;
            }
            if (first <= left.last(i)) {
                action.accept(first, left.last(i));
            }
        }
    }

    /** Returns the dots that both have: one of the two, if that has no others. O(m log r) for m runs of the shorter one. */
    static CausalContext intersection(CausalContext left, CausalContext right) {
        long size = intersectionSize(left, right); // most often nothing or all of one, of which nothing need be made
        if (size == left.size()) {
            return left;
        }
        if (size == right.size()) {
            return right;
        }
        Runs common = new Runs(left.realm(), size == 0 ? 0 : Math.min(left.runs(), right.runs()));
        if (size > 0) {
            walk(left, right, common::add);
        }
        return common.toContext();
    }

    /** Returns how many dots both have, at the same cost. */
    static long intersectionSize(CausalContext left, CausalContext right) {
        long[] size = new long[1];
        walk(left, right, (first, last) -> size[0] += last - first + 1);
        return size[0];
    }

    private static void walk(CausalContext left, CausalContext right, CausalContext.RunConsumer common) {
        CausalContext few = left.runs() <= right.runs() ? left : right;
        CausalContext many = few == left ? right : left;
        int at = 0;
        for (int i = 0; i < few.runs(); i++) {
            at = runAtOrAfter(many, few.first(i), at);
            for (int j = at; j < many.runs() && many.first(j) <= few.last(i); j++) {
                common.accept(Math.max(few.first(i), many.first(j)), Math.min(few.last(i), many.last(j)));
                at = j; // it may reach into the next one
            }
        }
    }

    /** Returns the first run, not before {@code from}, that ends at or after a dot. O(log d) for the d-th from there. */
    private static int runAtOrAfter(CausalContext runs, long dot, int from) {
        if (from == runs.runs() || runs.last(from) >= dot) {
            return from; // as it is where both have much in common
        }
        int low = from + 1;
        int step = 1;
        while (low + step < runs.runs() && runs.last(low + step - 1) < dot) {
            low += step;
            step *= 2;
        }
        int high = Math.min(low + step, runs.runs());
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs.last(middle) < dot) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
