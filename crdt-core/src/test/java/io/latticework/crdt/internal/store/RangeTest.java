package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.CausalContext;
import io.latticework.crdt.internal.trie.Entry;
import io.latticework.crdt.internal.trie.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Ranges of random stores against the paths of single dots. */
class RangeTest {
    /** A range with the names of the keys on its path. */
    private record Named(Range range, List<String> names) {
        /** Tells whether a dot at a path is inside. */
        boolean has(String path) {
            List<String> keys = List.of(path.split("/", -1));
            if (keys.size() <= names.size() || !keys.subList(0, names.size()).equals(names)) {
                return false;
            }
            long differing = hash(keys.get(names.size())) ^ range.prefix();
            return range.bits() == 0 || differing >>> (Long.SIZE - range.bits()) == 0;
        }

        private static long hash(String name) {
            KeyLayout layout = "msr".indexOf(name.charAt(0)) < 0 ? KeyLayout.ELEMENT : KeyLayout.TYPED_KEY;
            return layout.hash(REALM, Paths.key(name));
        }
    }

    private static Causal state(long seed, int steps) {
        return new Histories(new Random(seed), 30).filled(40).run(steps).state();
    }

    private static Map<Long, String> paths(@Nullable DotStore store) {
        Map<Long, String> paths = new TreeMap<>();
        if (store != null) {
            CausalContext context = Stores.context(REALM, store);
            Flat.of(Causal.of(store, context)).live().forEach((dot, place) -> paths.put(dot, place.path()));
        }
        return paths;
    }

    /** Some range: everything, below an entry, or below one inside that; and of it a part, or a part of a part. */
    private static Named any(Random random, @Nullable DotStore root) {
        Range range = Range.ALL;
        List<String> names = new ArrayList<>();
        for (int level = random.nextInt(3); level > 0; level--) {
            List<Entry> entries = range.entries(root);
            if (!entries.isEmpty()) {
                Entry entry = entries.get(random.nextInt(entries.size()));
                boolean typed = range.path().size() < 2 && DotMap.store(entry) instanceof DotMap;
                if (typed) {
                    names.add(Paths.name(KeyLayout.TYPED_KEY, entry.key()));
                    range = range.below(entry);
                }
            }
        }
        for (int level = random.nextInt(3); level > 0; level--) {
            range = range.child(random.nextInt(16));
        }
        return new Named(range, names);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aPartIsWhatLiesInTheRange(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int steps) {
        DotStore store = state(seed, steps).store();
        Named range = any(new Random(seed), store);
        Map<Long, String> expected = paths(store);
        expected.values().removeIf(path -> !range.has(path));
        assertThat(paths(range.range.part(REALM, store))).isEqualTo(expected);
        assertThat(range.range.part(REALM, null)).isNull();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void sixteenChildrenMakeTheRange(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int steps) {
        DotStore store = state(seed, steps).store();
        Range range = any(new Random(seed), store).range;
        List<Range> children = IntStream.range(0, 16).mapToObj(range::child).toList();
        List<Entry> entries = new ArrayList<>();
        children.forEach(child -> entries.addAll(child.entries(store)));
        assertThat(entries).isEqualTo(range.entries(store));
        List<Prefix.Summary> summaries =
                children.stream().map(child -> child.summary(REALM, store)).toList();
        Prefix.Summary sum = new Prefix.Summary(
                summaries.stream().mapToLong(Prefix.Summary::count).sum(),
                summaries.stream().mapToLong(Prefix.Summary::laneA).sum(),
                summaries.stream().mapToLong(Prefix.Summary::laneB).sum());
        assertThat(range.summary(REALM, store)).isEqualTo(sum);
        assertThat(sum.count()).isEqualTo(entries.size());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void onlyInTheRangesIsAnythingDropped(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int steps) {
        Random random = new Random(seed);
        DotStore store = state(seed, steps).store();
        List<Named> ranges = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ranges.add(any(random, store));
        }
        Map<Long, String> expected = paths(store);
        Set<Long> dying = new TreeSet<>(expected.keySet());
        dying.removeIf(dot -> random.nextInt(3) > 0);
        DotStore kept = Range.keep(
                REALM, store, ranges.stream().map(Named::range).toList(), (dot, content) -> !dying.contains(dot));
        expected.entrySet()
                .removeIf(entry -> dying.contains(entry.getKey())
                        && ranges.stream().anyMatch(range -> range.has(entry.getValue())));
        assertThat(paths(kept)).isEqualTo(expected);
    }

    @Example
    void nothingIsInARangeOfNothing() {
        Range child = Range.ALL.child(15).child(3);
        assertThat(child.prefix()).isEqualTo(0xf3L << 56);
        assertThat(child.bits()).isEqualTo(8);
        assertThat(child.entries(null)).isEmpty();
        assertThat(child.summary(REALM, null)).isEqualTo(new Prefix.Summary(0, 0, 0));
        DotStore register = Dots.of(1);
        assertThat(child.part(REALM, register)).isNull();
        assertThat(child.summary(REALM, register)).isEqualTo(new Prefix.Summary(0, 0, 0));
        assertThat(Range.keep(REALM, null, List.of(child), (dot, content) -> false))
                .isNull();
        assertThat(Range.keep(REALM, register, List.of(child), (dot, content) -> false))
                .isSameAs(register);
    }
}
