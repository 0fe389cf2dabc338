package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Unions and meetings of tries are the tries of what their entries come to, whichever side is larger. */
class UnionTest {
    private static final Editor EDITOR = new Editor(REALM);

    /** Of two entries of a key the one with the greater dot stays; {@code null} if it is here. */
    private static @Nullable Entry later(@Nullable Entry here, Entry coming) {
        return here == null || here.dot() < coming.dot() ? coming : null;
    }

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    private static List<Entry> part(List<Entry> all, Random random, int percent, long version) {
        List<Entry> part = new ArrayList<>();
        for (Entry entry : all) {
            if (random.nextInt(100) < percent) {
                part.add(Entry.of(entry.hash(), entry.key(), entry.dot() + 1 + version * random.nextInt(2), null));
            }
        }
        return part;
    }

    private static List<Entry> expected(List<Entry> left, List<Entry> right) {
        NavigableMap<Entry, Entry> all = Samples.index(left);
        for (Entry entry : right) {
            Entry later = later(all.get(entry), entry);
            if (later != null) {
                all.remove(entry);
                all.put(entry, entry);
            }
        }
        return new ArrayList<>(all.values());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void bothAreTheTrieOfAll(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> all = Samples.entries(random, spread, count);
        List<Entry> one = part(all, random, random.nextInt(101), 0);
        List<Entry> two = part(all, random, random.nextInt(101), 1 << 20);
        Node left = EDITOR.build(one);
        Node right = EDITOR.build(two);
        if (left != null && right != null) {
            Node expected = EDITOR.build(expected(one, two));
            Shapes.assertSame(new Union(EDITOR, UnionTest::later).of(left, right), expected);
            Shapes.assertSame(EDITOR.meet(left, right, UnionTest::later), expected);
            assertThat(new Union(EDITOR, UnionTest::later).of(left, left)).isSameAs(left);
            assertThat(EDITOR.meet(left, left, UnionTest::later)).isSameAs(left);
        }
    }

    @Test
    void whatOneSideAloneHasIsShared() {
        List<Entry> all = Samples.entries(new Random(3), Spread.UNIFORM, 4_000);
        Node left = EDITOR.build(all.subList(0, 1_500));
        Node right = EDITOR.build(all.subList(1_500, 4_000));
        Visits visits = new Visits();
        assertThat(left).isNotNull();
        assertThat(right).isNotNull();
        if (left != null && right != null) {
            Node both = new Union(new Editor(REALM, visits), UnionTest::later).of(left, right);
            Shapes.assertSame(both, EDITOR.build(all));
            assertThat(visits.count()).isLessThan(50);
        }
    }

    @Test
    void aMeetingMayRemoveWhatIsThere() {
        List<Entry> all = Samples.entries(new Random(4), Spread.UNIFORM, 2_000);
        List<Entry> some = all.subList(500, 900);
        Node whole = EDITOR.build(all);
        Node coming = EDITOR.build(some);
        assertThat(whole).isNotNull();
        assertThat(coming).isNotNull();
        if (whole != null && coming != null) {
            List<Entry> rest = new ArrayList<>(all);
            rest.subList(500, 900).clear();
            Node kept = EDITOR.meet(whole, coming, (here, entry) -> Samples.gone(entry));
            Shapes.assertSame(kept, EDITOR.build(rest));
        }
    }
}
