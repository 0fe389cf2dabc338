package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Leaves tell where keys end in 2 bytes, and in 4 where the keys take more than 65,535 bytes in all. */
class LongKeysTest {
    private static final int[] LENGTHS = {0, 1, 30_000, 32_767, 65_535, 65_536, 100_000};
    private static final Editor EDITOR = new Editor(REALM);

    private static List<Entry> entries(Random random, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = i + "/" + "x".repeat(LENGTHS[random.nextInt(LENGTHS.length)]);
            entries.add(Samples.entry(random.nextLong(), Samples.key(key), 4 * i));
        }
        return entries;
    }

    @Test
    void leavesCrossTheLimitBothWays() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Entry> entries = entries(random, 1 + random.nextInt(40));
            Node root = null;
            for (int i = 0; i < entries.size(); i++) {
                root = EDITOR.edit(root, entries.get(i));
                Shapes.assertSame(root, EDITOR.build(Samples.sorted(entries.subList(0, i + 1))));
            }
            for (Entry entry : entries) {
                assertThat(root.find(entry.hash(), entry.key())).isEqualTo(entry);
            }
            Collections.shuffle(entries, random);
            for (int i = entries.size() - 1; i >= 0; i--) {
                root = EDITOR.edit(root, Samples.gone(entries.get(i)));
                Shapes.assertSame(root, EDITOR.build(Samples.sorted(entries.subList(0, i))));
            }
            assertThat(root).isNull();
        }
    }

    @Test
    void severalEditsAtOnceCrossTheLimitToo() {
        Random random = new Random(5);
        List<Entry> entries = entries(random, 30);
        Node root = EDITOR.build(Samples.sorted(entries.subList(0, 12)));
        List<Entry> edits = new ArrayList<>(entries.subList(12, 30));
        entries.subList(0, 6).forEach(entry -> edits.add(Samples.gone(entry)));
        Shapes.assertSame(
                EDITOR.edit(root, Samples.sorted(edits)), EDITOR.build(Samples.sorted(entries.subList(6, 30))));
    }
}
