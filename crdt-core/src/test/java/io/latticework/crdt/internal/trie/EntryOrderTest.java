package io.latticework.crdt.internal.trie;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sorting by the first bits of hashes against sorting by comparison. */
class EntryOrderTest {
    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    /** Some keys come twice, with other contents: equal entries keep their order, and in edits the last counts. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void sortsAsComparisonDoes(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, count);
        for (int i = 0; i < count / 3; i++) {
            Entry again = entries.get(random.nextInt(count));
            entries.add(Samples.entry(again.hash(), again.key(), random.nextInt(1_000)));
        }
        Collections.shuffle(entries, random);
        List<Entry> expected = new ArrayList<>(entries);
        Collections.sort(expected);
        Entry[] sorted = EntryOrder.sort(entries.toArray(new Entry[0]));
        assertThat(sorted).hasSize(expected.size());
        for (int i = 0; i < sorted.length; i++) {
            assertThat(sorted[i]).isSameAs(expected.get(i));
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void unorderedEditsAreOrderedOnes(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        Editor editor = new Editor(Samples.REALM);
        List<Entry> there = Samples.entries(random, spread, count);
        Node root = editor.build(there);
        List<Entry> edits = Samples.entries(random, spread, 40);
        for (int i = 0; i < count / 5; i++) {
            Entry at = there.get(random.nextInt(count));
            edits.add(random.nextBoolean() ? Samples.gone(at) : Samples.entry(at.hash(), at.key(), i));
        }
        Collections.shuffle(edits, random);
        Node expected = root;
        for (Entry edit : edits) {
            expected = editor.edit(expected, edit);
        }
        Shapes.assertSame(editor.editUnordered(root, edits), expected);
    }
}
