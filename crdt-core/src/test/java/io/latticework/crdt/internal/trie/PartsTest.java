package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parts of tries are the tries of their entries, in the one shape that these have. */
class PartsTest {
    private static final Editor EDITOR = new Editor(REALM);
    private static final Parts PARTS = new Parts(REALM);

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    private static void assertHolds(@Nullable Node part, List<Entry> expected) {
        Node built = EDITOR.build(expected);
        if (part == null || built == null) {
            assertThat(part).isSameAs(built);
        } else {
            Shapes.assertSame(part, built);
            assertThat(part.same(built)).isTrue();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void sliceIsTheTrieOfItsEntries(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> all = Samples.entries(random, spread, count);
        int from = random.nextInt(count + 1);
        int to = from + random.nextInt(count - from + 1);
        Node whole = EDITOR.build(all);
        if (whole != null) {
            assertHolds(PARTS.slice(whole, from, to), all.subList(from, to));
            assertThat(PARTS.slice(whole, 0, count)).isSameAs(whole);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void slicesInARowAreTheWhole(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        Node whole = EDITOR.build(Samples.entries(random, spread, count));
        List<Entry> entries = new ArrayList<>();
        for (int from = 0; whole != null && from < count; ) {
            int to = Math.min(count, from + 1 + random.nextInt(100));
            Node slice = PARTS.slice(whole, from, to);
            if (slice != null) {
                slice.forEach(entries::add);
            }
            from = to;
        }
        assertHolds(whole, entries);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void commonIsWhatTheOtherHasTooAndIsSmall(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count, @ForAll("counts") int others) {
        Random random = new Random(seed);
        List<Entry> all = Samples.entries(random, spread, count);
        List<Entry> other = new ArrayList<>();
        for (Entry entry : all) {
            if (random.nextInt(4) > 0) {
                other.add(Entry.of(entry.hash(), entry.key(), entry.dot() + 1, null));
            }
        }
        other.addAll(Samples.entries(random, spread, others).stream()
                .map(entry -> Entry.of(entry.hash(), Samples.key("other" + entry.dot()), 77))
                .toList());
        Node whole = EDITOR.build(all);
        Node beside = EDITOR.build(Samples.sorted(other));
        if (whole != null && beside != null) {
            List<Entry> kept = all.stream()
                    .filter(entry -> beside.contains(entry.hash(), entry.key()) && entry.dots() <= 3)
                    .toList();
            assertHolds(PARTS.common(whole, beside, 3), kept);
            assertThat(Parts.hasAll(beside, whole))
                    .isEqualTo(all.stream().allMatch(entry -> beside.contains(entry.hash(), entry.key())));
            assertThat(Parts.hasAll(whole, whole)).isTrue();
        }
    }

    @Test
    void commonWithASupersetIsTheSameObject() {
        Random random = new Random(7);
        List<Entry> all = Samples.entries(random, Spread.UNIFORM, 1_000);
        Node whole = EDITOR.build(all);
        Node some = EDITOR.build(all.subList(100, 700));
        assertThat(whole).isNotNull();
        assertThat(some).isNotNull();
        if (whole != null && some != null) {
            assertThat(PARTS.common(some, whole, 9)).isSameAs(some);
            assertThat(PARTS.common(whole, some, 0)).isNull();
        }
    }
}
