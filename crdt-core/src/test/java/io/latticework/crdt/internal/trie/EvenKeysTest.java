package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Leaves whose keys have one length have no table of ends. They become leaves with a table, and come from such. */
class EvenKeysTest {
    private static final Editor EDITOR = new Editor(REALM);

    /** Three digits, mostly; what a key is tells how long it is. */
    private static Entry entry(Random random, int key, int longOnes) {
        String name = key < longOnes ? "k10000" + key : "k" + (100 + key);
        return Samples.entry(name.hashCode() * 0x9E3779B97F4A7C15L, Samples.key(name), random.nextInt(1_000));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void editsLeaveWhatABuildMakes(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 3) int longOnes,
            @ForAll @IntRange(min = 1, max = 400) int keys) {
        Random random = new Random(seed);
        NavigableMap<Entry, Entry> oracle = new TreeMap<>();
        Node root = null;
        for (int i = 0; i < 200; i++) {
            Entry edit = entry(random, random.nextInt(keys), longOnes);
            boolean removes = random.nextInt(3) == 0;
            root = EDITOR.edit(root, removes ? Samples.gone(edit) : edit);
            oracle.remove(edit);
            if (!removes) {
                oracle.put(edit, edit);
            }
            Shapes.assertSame(root, EDITOR.build(new ArrayList<>(oracle.values())));
        }
        Node gone = root;
        for (Entry entry : oracle.keySet()) {
            gone = EDITOR.edit(gone, Samples.gone(entry));
        }
        assertThat(gone).isNull();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void severalEditsAtOnceLeaveItToo(@ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int longOnes) {
        Random random = new Random(seed);
        List<Entry> edits = new ArrayList<>();
        NavigableMap<Entry, Entry> oracle = new TreeMap<>();
        Node root = null;
        for (int round = 0; round < 8; round++) {
            edits.clear();
            for (int i = random.nextInt(40); i >= 0; i--) {
                Entry edit = entry(random, random.nextInt(300), longOnes);
                boolean removes = random.nextInt(3) == 0;
                edits.add(removes ? Samples.gone(edit) : edit);
                oracle.remove(edit);
                if (!removes) {
                    oracle.put(edit, edit);
                }
            }
            root = EDITOR.editUnordered(root, edits);
            Shapes.assertSame(root, EDITOR.build(new ArrayList<>(oracle.values())));
        }
    }

    @Test
    void aRevisionSeesWhatIsThere() {
        Random random = new Random(1);
        Entry first = entry(random, 1, 0);
        Entry other = entry(random, 2, 0);
        Node root = EDITOR.edit(null, first);
        List<Entry> seen = new ArrayList<>();
        Node same = EDITOR.revise(root, first.hash(), first.key(), old -> {
            seen.add(old);
            return null;
        });
        assertThat(same).isSameAs(root);
        assertThat(seen).containsExactly(first);
        Node both = EDITOR.revise(root, other.hash(), other.key(), old -> old == null ? other : null);
        Shapes.assertSame(both, EDITOR.build(Samples.sorted(List.of(first, other))));
        assertThat(EDITOR.revise(null, other.hash(), other.key(), old -> null)).isNull();
    }
}
