package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Differences of tries against differences of sorted maps, in their order. */
class DifferTest {
    private static final Editor EDITOR = new Editor(REALM);

    /** Writes down what it is shown. */
    private record Notes(List<String> lines) implements Differ.Visitor {
        @Override
        public void left(Entry left) {
            lines.add("left " + text(left));
        }

        @Override
        public void right(Entry right) {
            lines.add("right " + text(right));
        }

        @Override
        public void both(Entry left, Entry right) {
            assertThat(left).isEqualByComparingTo(right);
            lines.add("both " + text(left) + " and " + Samples.content(right));
        }

        static String text(Entry entry) {
            return Long.toHexString(entry.hash()) + " " + new String(entry.key(), UTF_8) + " " + Samples.content(entry);
        }
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void unrelatedTriesDifferInAll(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int left, @ForAll("counts") int right) {
        Random random = new Random(seed);
        assertDifferences(Samples.entries(random, spread, left), Samples.entries(random, spread, right));
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void relatedTriesDifferInTheEdits(
            @ForAll long seed,
            @ForAll Spread spread,
            @ForAll("counts") int count,
            @ForAll @IntRange(max = 12) int leftEdits,
            @ForAll @IntRange(max = 12) int rightEdits) {
        Random random = new Random(seed);
        List<Entry> common = Samples.entries(random, spread, count);
        assertDifferences(
                edited(random, spread, common, leftEdits, 10_000), edited(random, spread, common, rightEdits, 10_003));
    }

    /** Subsets of one trie of very different sizes are shaped differently at the same prefixes. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void differentlyShapedTriesWalkInStep(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int left, @ForAll("counts") int right) {
        Random random = new Random(seed);
        List<Entry> all = Samples.entries(random, spread, Math.max(left, right));
        assertDifferences(subset(random, all, left), subset(random, all, right));
    }

    @Test
    void countsAroundTheLimitsWalkInStep() {
        int[] counts = {0, 1, 23, 24, 25, 191, 192, 193, 769};
        for (Spread spread : Spread.values()) {
            List<Entry> all = Samples.entries(new Random(17), spread, 800);
            for (int left : counts) {
                for (int right : counts) {
                    assertDifferences(all.subList(0, left), all.subList(0, right));
                    assertDifferences(all.subList(800 - left, 800), all.subList(0, right));
                }
            }
        }
    }

    @Test
    void equalTriesAreEnteredOnceAndTheSameOneToo() {
        List<Entry> entries = Samples.entries(new Random(2), Spread.UNIFORM, 5_000);
        Node one = EDITOR.build(entries);
        for (Node other : List.of(one, EDITOR.build(entries))) {
            Visits visits = new Visits();
            List<String> notes = new ArrayList<>();
            new Differ(REALM, new Notes(notes), false, visits).walk(one, other);
            assertThat(notes).isEmpty();
            assertThat(visits.count()).isEqualTo(1);
        }
    }

    /** No count can tell two entries that swapped their contents from the originals; the digest does. */
    @Test
    void swappedContentsAreDifferences() {
        List<Entry> left = List.of(Samples.entry(1, 1, 0), Samples.entry(2, 2, 1));
        List<Entry> right = List.of(Samples.entry(1, 1, 1), Samples.entry(2, 2, 0));
        assertDifferences(left, right);
        assertThat(notes(EDITOR.build(left), EDITOR.build(right), false)).hasSize(2);
    }

    @Test
    void aFewEditsOfManyEntriesAreFoundByFewVisits() {
        Random random = new Random(23);
        List<Entry> common = Samples.entries(random, Spread.UNIFORM, 100_000);
        List<Entry> left = edited(random, Spread.UNIFORM, common, 10, 200_000);
        List<Entry> right = edited(random, Spread.UNIFORM, common, 10, 200_003);
        Node leftRoot = EDITOR.build(left);
        Node rightRoot = EDITOR.build(right);
        Visits visits = new Visits();
        List<String> found = new ArrayList<>();
        new Differ(REALM, new Notes(found), false, visits).walk(leftRoot, rightRoot);
        assertThat(found).isEqualTo(expected(left, right, false)).hasSizeBetween(15, 20);
        assertThat(visits.count()).isLessThan(20L * Shapes.depth(leftRoot));
    }

    private static void assertDifferences(List<Entry> left, List<Entry> right) {
        Node leftRoot = EDITOR.build(left);
        Node rightRoot = EDITOR.build(right);
        assertThat(notes(leftRoot, rightRoot, false)).isEqualTo(expected(left, right, false));
        assertThat(notes(leftRoot, rightRoot, true)).isEqualTo(expected(left, right, true));
    }

    private static List<String> notes(Node left, Node right, boolean touchedOnly) {
        List<String> lines = new ArrayList<>();
        new Differ(REALM, new Notes(lines), touchedOnly, new Visits()).walk(left, right);
        return lines;
    }

    private static List<String> expected(List<Entry> left, List<Entry> right, boolean touchedOnly) {
        NavigableMap<Entry, Entry> leftIndex = Samples.index(left);
        NavigableMap<Entry, Entry> rightIndex = Samples.index(right);
        TreeSet<Entry> keys = new TreeSet<>(left);
        keys.addAll(right);
        List<String> lines = new ArrayList<>();
        Notes notes = new Notes(lines);
        for (Entry key : keys) {
            Entry mine = leftIndex.get(key);
            Entry theirs = rightIndex.get(key);
            if (mine == null) {
                notes.right(theirs);
            } else if (theirs == null) {
                if (!touchedOnly) {
                    notes.left(mine);
                }
            } else if (!Samples.content(mine).equals(Samples.content(theirs))) {
                notes.both(mine, theirs);
            }
        }
        return lines;
    }

    private static List<Entry> edited(Random random, Spread spread, List<Entry> entries, int edits, int newKeys) {
        NavigableMap<Entry, Entry> edited = Samples.index(entries);
        for (int i = 0; i < edits; i++) {
            Entry at = entries.isEmpty() ? null : entries.get(random.nextInt(entries.size()));
            if (at == null || i % 3 == 0) {
                Entry added = Samples.entry(spread.hash(random), newKeys + i * 7, random.nextInt(1_000));
                edited.put(added, added);
            } else if (i % 3 == 1) {
                edited.remove(at);
            } else {
                edited.replace(at, Samples.entry(at.hash, at.key, random.nextInt(1_000)));
            }
        }
        return new ArrayList<>(edited.values());
    }

    private static List<Entry> subset(Random random, List<Entry> all, int size) {
        List<Entry> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return Samples.sorted(shuffled.subList(0, size));
    }
}
