package io.latticework.testkit.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Who dials whom. */
public enum Topology {
    /** Everybody dials everybody. */
    MESH,
    /** Each dials the next, and the last the first. */
    RING,
    /** All dial the first. */
    STAR,
    /** Those with even numbers dial each other, and so do the others; the first two connect both sites. */
    TWO_SITES;

    /** Tells whether one of so many nodes dials another. */
    boolean dials(int from, int to, int nodes) {
        return from != to
                && switch (this) {
                    case MESH -> true;
                    case RING -> to == (from + 1) % nodes || from == (to + 1) % nodes;
                    case STAR -> from == 0 || to == 0;
                    case TWO_SITES -> from % 2 == to % 2 || from + to == 1;
                };
    }

    /** Returns the names of those that a node dials. */
    List<String> dialedBy(String name, int nodes) {
        int from = Integer.parseInt(name.substring(1));
        return IntStream.range(0, nodes)
                .filter(to -> dials(from, to, nodes))
                .mapToObj(to -> "n" + to)
                .toList();
    }

    /** Tells whether some of so many nodes, given as bits, reach each other without the rest. */
    boolean connects(long some, int nodes) {
        Set<Integer> reached = new LinkedHashSet<>(List.of(Long.numberOfTrailingZeros(some)));
        List<Integer> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            int from = open.remove(open.size() - 1);
            for (int to = 0; to < nodes; to++) {
                if ((some >> to & 1) != 0 && dials(from, to, nodes) && reached.add(to)) {
                    open.add(to);
                }
            }
        }
        return reached.size() == Long.bitCount(some);
    }

    /** Returns the region of a node, empty if there is one site alone. */
    String region(String name) {
        return this != TWO_SITES ? "" : Integer.parseInt(name.substring(1)) % 2 == 0 ? "even" : "odd";
    }
}
