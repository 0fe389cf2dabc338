package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tries that share objects of others hold what they held; changes entry by entry are those of edits. */
class SharingTest {
    private static final Editor EDITOR = new Editor(REALM);

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    private static List<String> contents(@Nullable Node node) {
        List<String> contents = new ArrayList<>();
        if (node != null) {
            node.forEach(entry ->
                    contents.add(entry.hash() + " " + new String(entry.key(), UTF_8) + " " + Samples.content(entry)));
        }
        return contents;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatSharesHoldsTheSame(
            @ForAll long seed,
            @ForAll Spread spread,
            @ForAll("counts") int count,
            @ForAll @IntRange(max = 20) int removed) {
        Random random = new Random(seed);
        List<Entry> all = Samples.entries(random, spread, count);
        List<Entry> some = new ArrayList<>(all);
        for (int i = 0; i < removed && !some.isEmpty(); i++) {
            some.remove(random.nextInt(some.size()));
        }
        Node one = EDITOR.build(some);
        Node other = EDITOR.build(all);
        if (one != null && other != null) {
            Node shared = new Sharing(REALM).share(one, other);
            assertThat(shared.same(one)).isTrue();
            assertThat(contents(shared)).isEqualTo(contents(one));
            Shapes.assertSame(shared, one);
        }
    }

    @Test
    void equalTriesBecomeOneAndEqualSubtreesToo() {
        List<Entry> entries = Samples.entries(new Random(5), Spread.UNIFORM, 5_000);
        Node one = EDITOR.build(entries);
        Node other = EDITOR.build(entries);
        assertThat(one).isNotNull();
        assertThat(other).isNotNull();
        assertThat(new Sharing(REALM).share(one, other)).isSameAs(other);
        Node changed = EDITOR.edit(one, Samples.entry(17L << 40, 99_999, 1));
        Node shared = new Sharing(REALM).share(changed, other);
        assertThat(shared).isNotSameAs(other).isInstanceOf(Branch.class);
        int sameChildren = 0;
        for (int slot = 0; slot < 16; slot++) {
            sameChildren += ((Branch) shared).child(slot) == ((Branch) other).child(slot) ? 1 : 0;
        }
        assertThat(sameChildren).isEqualTo(15);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void entriesAreChangedOneByOneAsByEdits(
            @ForAll long seed,
            @ForAll Spread spread,
            @ForAll("counts") int count,
            @ForAll @IntRange(min = 1, max = 5) int each) {
        Random random = new Random(seed);
        Node node = EDITOR.build(Samples.entries(random, spread, count));
        List<Entry> edits = new ArrayList<>();
        int[] place = new int[1];
        Node mapped = EDITOR.map(node, entry -> {
            int at = place[0]++;
            if (at % each != 0) {
                return entry;
            }
            Entry edit =
                    at % 2 == 0 ? Entry.gone(entry.hash(), entry.key()) : Samples.entry(entry.hash(), entry.key(), at);
            edits.add(edit);
            return edit;
        });
        Node edited = EDITOR.edit(node, edits);
        assertThat(contents(mapped)).isEqualTo(contents(edited));
        assertThat(mapped == null).isEqualTo(edited == null);
        assertThat(mapped == null || edited == null || mapped.same(edited)).isTrue();
        assertThat(EDITOR.map(node, entry -> entry)).isSameAs(node);
    }
}
