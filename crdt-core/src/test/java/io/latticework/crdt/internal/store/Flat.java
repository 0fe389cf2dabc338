package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.causal.Realm;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: a root value as plain maps and sets of packed dots, and the rules of causality as they are written.
 *
 * @param live the live dots, each with its one place
 * @param seen the context
 * @param names the paths of the dots that a delta removes
 */
record Flat(Map<Long, Place> live, Set<Long> seen, Map<Long, String> names) {
    /**
     * Where a dot lives and what it says.
     *
     * @param path the keys from the root
     * @param version 0 if the dot says only that it is there
     */
    record Place(String path, int version) {}

    static Flat of(Causal causal) {
        Flat flat = new Flat(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        walk(
                causal.store(),
                "",
                (dot, place) -> assertThat(flat.live.put(dot, place))
                        .as("a second path")
                        .isNull());
        walk(
                causal.names(),
                "",
                (dot, place) -> assertThat(flat.names.put(dot, place.path))
                        .as("a second path")
                        .isNull());
        CausalContext context = causal.context();
        for (int run = 0; run < context.runs(); run++) {
            for (long dot = context.first(run); dot <= context.last(run); dot++) {
                flat.seen.add(dot);
            }
        }
        assertThat(flat.seen.containsAll(flat.live.keySet()))
                .as("all that lives was seen")
                .isTrue();
        assertThat(flat.seen.containsAll(flat.names.keySet()))
                .as("all that is named was seen")
                .isTrue();
        assertThat(Collections.disjoint(flat.live.keySet(), flat.names.keySet()))
                .as("nothing live is named")
                .isTrue();
        return flat;
    }

    private interface Walker {
        void dot(long dot, Place place);
    }

    private static void walk(@Nullable DotStore store, String path, Walker walker) {
        if (store instanceof Dots dots) {
            for (int i = 0; i < dots.size(); i++) {
                int version = dots.content(i) instanceof Grown grown ? grown.version() : 0;
                walker.dot(dots.dot(i), new Place(path, version));
            }
        } else if (store instanceof DotMap map) {
            String prefix = path.isEmpty() ? "" : path + "/";
            map.root()
                    .forEach(
                            entry -> walk(DotMap.store(entry), prefix + Paths.name(map.layout(), entry.key()), walker));
        }
    }

    /** Rule 1. */
    Flat join(Flat other) {
        Flat joined = new Flat(new TreeMap<>(), new TreeSet<>(seen), new TreeMap<>());
        joined.seen.addAll(other.seen);
        live.forEach((dot, place) -> {
            Place theirs = other.live.get(dot);
            if (theirs != null || !other.seen.contains(dot)) {
                joined.live.put(dot, theirs != null && theirs.version > place.version ? theirs : place);
            }
        });
        other.live.forEach((dot, place) -> {
            if (!seen.contains(dot)) {
                joined.live.put(dot, place);
            }
        });
        return joined;
    }

    /** Rule 8; the names that this delta itself carries go on if the base has not seen their dots. */
    Flat deltaFrom(Flat base) {
        Flat delta = new Flat(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        live.forEach((dot, place) -> {
            Place known = base.live.get(dot);
            if (known == null ? !base.seen.contains(dot) : place.version > known.version) {
                delta.live.put(dot, place);
            }
        });
        base.live.forEach((dot, place) -> {
            if (seen.contains(dot) && !live.containsKey(dot)) {
                delta.names.put(dot, place.path);
            }
        });
        delta.seen.addAll(seen);
        delta.seen.removeAll(base.seen);
        names.forEach((dot, path) -> {
            if (!base.seen.contains(dot)) {
                delta.names.put(dot, path);
            }
        });
        delta.seen.addAll(delta.live.keySet());
        delta.seen.addAll(delta.names.keySet());
        return delta;
    }

    /** Returns this value, one dot poorer. */
    Flat without(long dot) {
        Flat less = new Flat(new TreeMap<>(live), new TreeSet<>(seen), Map.of());
        less.live.remove(dot);
        less.seen.remove(dot);
        return less;
    }

    /** Returns the state without the hints of a delta. */
    Flat withoutNames() {
        return new Flat(live, seen, Map.of());
    }

    /** Returns the names of both, as far as a join may keep them. */
    static Map<Long, String> union(Flat left, Flat right) {
        Map<Long, String> names = new TreeMap<>(left.names);
        names.putAll(right.names);
        return names;
    }

    boolean isBelow(Flat other) {
        return other.join(this).equals(other.withoutNames());
    }

    /** Returns the packed dots of a store, whatever the realm, as text. */
    static String text(Realm realm, Flat flat) {
        Map<String, Place> live = new TreeMap<>();
        flat.live.forEach((dot, place) -> live.put(realm.unpack(dot).toString(), place));
        Set<String> seen = new TreeSet<>();
        flat.seen.forEach(dot -> seen.add(realm.unpack(dot).toString()));
        return live + " of " + seen;
    }
}
