package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is loaded at once is the same as what is built entry by entry; what is read in place is what is there. */
class BulkTest {
    private final ByteArrayOutputStream keys = new ByteArrayOutputStream();

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    private Bulk bulk(List<Entry> entries, int expected) {
        Bulk bulk = new Bulk(expected);
        keys.writeBytes(new byte[7]);
        for (Entry entry : entries) {
            int start = keys.size();
            keys.writeBytes(entry.key());
            bulk.add(start, keys.size(), entry.hash(), entry.dot(), entry.payload());
        }
        return bulk;
    }

    private @Nullable Node load(List<Entry> entries, int expected) {
        Bulk bulk = bulk(entries, expected);
        assertThat(bulk.sort(keys.toByteArray())).isTrue();
        return bulk.build(REALM);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void loadingGivesTheShapeOfABuild(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, count);
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        int expected = random.nextBoolean() ? count : random.nextInt(count + 1);
        Shapes.assertSame(load(shuffled, expected), new Editor(REALM).build(entries));
    }

    @Test
    void manyEntriesAreSortedByAllBits() {
        for (Spread spread : Spread.values()) {
            List<Entry> entries = Samples.entries(new Random(5), spread, 9_000);
            List<Entry> shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, new Random(6));
            Shapes.assertSame(load(shuffled, 9_000), new Editor(REALM).build(entries));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aKeyThatComesTwiceIsFound(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, count + 1);
        Entry twice = entries.get(random.nextInt(entries.size()));
        entries.add(Entry.of(twice.hash(), twice.key(), 1));
        Collections.shuffle(entries, random);
        assertThat(bulk(entries, 0).sort(keys.toByteArray())).isFalse();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aScanShowsWhatIsThere(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        List<Entry> entries = Samples.entries(new Random(seed), spread, count + 1);
        Node root = new Editor(REALM).build(entries);
        assertThat(root).isNotNull();
        Scan scan = new Scan(root);
        for (Entry entry : entries) {
            assertThat(scan.next()).isTrue();
            assertThat(Arrays.copyOfRange(scan.keys(), scan.start(), scan.end()))
                    .isEqualTo(entry.key());
            assertThat(scan.payload()).isSameAs(entry.payload());
            assertThat(scan.dot()).isEqualTo(entry.dot());
        }
        assertThat(scan.next()).isFalse();
    }
}
