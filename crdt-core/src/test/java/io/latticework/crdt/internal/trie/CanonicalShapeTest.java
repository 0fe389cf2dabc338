package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** One content has one shape, whatever the history. */
class CanonicalShapeTest {
    private static final Editor EDITOR = new Editor(REALM);

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nodesHoldTheSumsOfTheirEntries(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        List<Entry> entries = Samples.entries(new Random(seed), spread, count);
        Shapes.assertSound(REALM, EDITOR.build(entries), entries);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void insertingOneByOneGivesTheShapeOfABulkBuild(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, count);
        Shapes.assertSame(oneByOne(null, shuffled(entries, random)), EDITOR.build(entries));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void insertingInBatchesGivesTheShapeOfABulkBuild(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, count);
        Shapes.assertSame(inBatches(null, shuffled(entries, random), random), EDITOR.build(entries));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void removingOneByOneGivesTheShapeOfABulkBuildOfTheRest(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int more, @ForAll("counts") int fewer) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, Math.max(more, fewer));
        List<Entry> removed = shuffled(entries, random).subList(0, Math.abs(more - fewer));
        Node root = oneByOne(EDITOR.build(entries), gone(removed));
        Shapes.assertSame(root, EDITOR.build(without(entries, removed)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void removingInBatchesGivesTheShapeOfABulkBuildOfTheRest(
            @ForAll long seed, @ForAll Spread spread, @ForAll("counts") int more, @ForAll("counts") int fewer) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, Math.max(more, fewer));
        List<Entry> removed = shuffled(entries, random).subList(0, Math.abs(more - fewer));
        Node root = inBatches(EDITOR.build(entries), gone(removed), random);
        Shapes.assertSame(root, EDITOR.build(without(entries, removed)));
    }

    /** Inserts, overwrites and removes, also of keys that are not there, in batches of 1 to 40. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anyEditsGiveTheShapeOfABulkBuild(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> keys = Samples.entries(random, spread, count + 30);
        TreeMap<Entry, Entry> expected = new TreeMap<>();
        Node root = null;
        for (int round = 0; round < 20; round++) {
            List<Entry> edits = edits(random, keys, 1 + random.nextInt(40));
            root = EDITOR.edit(root, edits);
            for (Entry edit : edits) {
                expected.remove(edit);
                if (!edit.isGone()) {
                    expected.put(edit, edit);
                }
            }
            Shapes.assertSame(root, EDITOR.build(new ArrayList<>(expected.values())));
        }
    }

    /** The two counts at which shapes change are crossed one by one, upwards and downwards, below other branches too. */
    @Test
    void crossingALimitUpAndDownGivesTheShapeOfABulkBuild() {
        for (Spread spread : Spread.values()) {
            List<Entry> entries = Samples.entries(new Random(7), spread, 850);
            Node root = null;
            for (int count = 1; count <= entries.size(); count++) {
                root = EDITOR.edit(root, entries.get(count - 1));
                Shapes.assertSame(root, EDITOR.build(entries.subList(0, count)));
            }
            for (int count = entries.size() - 1; count >= 0; count--) {
                root = EDITOR.edit(root, Samples.gone(entries.get(count)));
                Shapes.assertSame(root, EDITOR.build(entries.subList(0, count)));
            }
        }
    }

    @Test
    void aHundredThousandEntriesHaveOneShape() {
        Random random = new Random(1);
        List<Entry> entries = Samples.entries(random, Spread.UNIFORM, 100_000);
        Node bulk = EDITOR.build(entries);
        Shapes.assertSound(REALM, bulk, entries);
        Shapes.assertSame(oneByOne(null, shuffled(entries, random)), bulk);
        List<Entry> more = new ArrayList<>(entries);
        for (int i = 0; i < 20_000; i++) {
            more.add(Samples.entry(random.nextLong(), 100_000 + i, i));
        }
        Node grown = inBatches(null, shuffled(more, random), random);
        List<Entry> extra = more.subList(entries.size(), more.size());
        Shapes.assertSame(inBatches(grown, gone(shuffled(extra, random)), random), bulk);
    }

    @Test
    void aLeafForgetsThatItOnceHeldAPayload() {
        Entry inline = Samples.entry(1, 1, 0);
        Entry load = Samples.entry(2, 2, 3);
        Node both = EDITOR.build(List.of(inline, load));
        Shapes.assertSame(EDITOR.edit(both, Samples.gone(load)), EDITOR.build(List.of(inline)));
        Shapes.assertSame(
                EDITOR.edit(both, Samples.entry(2, 2, 0)), EDITOR.build(List.of(inline, Samples.entry(2, 2, 0))));
    }

    @Test
    void noEditsGiveTheSameObject() {
        Node root = EDITOR.build(Samples.entries(new Random(3), Spread.UNIFORM, 300));
        assertThat(EDITOR.edit(root, List.of())).isSameAs(root);
        assertThat(EDITOR.edit(root, Entry.gone(5, Samples.key("none")))).isSameAs(root);
        assertThat(EDITOR.edit(null, Entry.gone(5, Samples.key("none")))).isNull();
    }

    private static Node oneByOne(Node root, List<Entry> edits) {
        Node edited = root;
        for (Entry edit : edits) {
            edited = EDITOR.edit(edited, edit);
        }
        return edited;
    }

    private static Node inBatches(Node root, List<Entry> edits, Random random) {
        Node edited = root;
        for (int from = 0; from < edits.size(); ) {
            int to = Math.min(edits.size(), from + 1 + random.nextInt(1 + edits.size() / 4));
            edited = EDITOR.edit(edited, Samples.sorted(edits.subList(from, to)));
            from = to;
        }
        return edited;
    }

    private static List<Entry> edits(Random random, List<Entry> keys, int count) {
        List<Entry> edits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Entry at = keys.get(random.nextInt(keys.size()));
            boolean removes = random.nextInt(3) == 0;
            edits.add(removes ? Samples.gone(at) : Samples.entry(at.hash, at.key, random.nextInt(50)));
        }
        return Samples.sorted(edits);
    }

    private static List<Entry> shuffled(List<Entry> entries, Random random) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Entry> gone(List<Entry> entries) {
        return entries.stream().map(Samples::gone).toList();
    }

    private static List<Entry> without(List<Entry> entries, List<Entry> removed) {
        NavigableMap<Entry, Entry> rest = Samples.index(entries);
        removed.forEach(rest::remove);
        return new ArrayList<>(rest.values());
    }
}
