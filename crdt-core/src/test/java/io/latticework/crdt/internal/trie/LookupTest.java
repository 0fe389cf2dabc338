package io.latticework.crdt.internal.trie;

import static io.latticework.crdt.internal.trie.Samples.REALM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.internal.trie.Samples.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Reads against maps and lists that know nothing of tries. */
class LookupTest {
    private static final Editor EDITOR = new Editor(REALM);

    @Provide
    Arbitrary<Integer> counts() {
        return Samples.counts();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsWhatIsThereAndNothingElse(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, count);
        Node root = EDITOR.build(entries);
        Map<String, Entry> oracle = new HashMap<>();
        entries.forEach(entry -> oracle.put(new String(entry.key(), UTF_8), entry));
        for (int i = 0; root != null && i < 2 * count; i++) {
            Entry known = oracle.get("k" + i);
            long hash = known == null ? spread.hash(random) : known.hash();
            Entry found = root.find(hash, Samples.key("k" + i));
            assertThat(root.contains(hash, Samples.key("k" + i))).isEqualTo(known != null);
            assertThat(found == null ? "none" : Samples.content(found))
                    .isEqualTo(known == null ? "none" : Samples.content(known));
            assertThat(root.contains(hash ^ 1, Samples.key("k" + i))).isFalse();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void walksInOrder(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        List<Entry> entries = Samples.entries(new Random(seed), spread, count);
        Node root = EDITOR.build(entries);
        List<Entry> walked = new ArrayList<>();
        new Cursor(root).forEachRemaining(walked::add);
        assertThat(walked).isEqualTo(entries);
        if (root != null) {
            List<Entry> shown = new ArrayList<>();
            root.forEach(shown::add);
            assertThat(shown).isEqualTo(entries);
            assertThat(root.count()).isEqualTo(count);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void rangesOfEveryWidthHoldTheirEntries(@ForAll long seed, @ForAll Spread spread, @ForAll("counts") int count) {
        Random random = new Random(seed);
        List<Entry> entries = Samples.entries(random, spread, Math.max(1, count));
        Node root = EDITOR.build(entries);
        long prefix = random.nextInt(4) == 0
                ? random.nextLong()
                : entries.get(random.nextInt(entries.size())).hash();
        for (int bits = 0; bits <= 64; bits++) {
            assertRange(root, prefix, bits, inRange(entries, prefix, bits));
        }
    }

    private static List<Entry> inRange(List<Entry> entries, long prefix, int bits) {
        return entries.stream()
                .filter(entry -> Long.numberOfLeadingZeros(entry.hash() ^ prefix) >= bits)
                .toList();
    }

    private static void assertRange(Node root, long prefix, int bits, List<Entry> expected) {
        List<Entry> shown = new ArrayList<>();
        root.forEach(prefix, bits, shown::add);
        assertThat(shown).as("the first %s bits of %x", bits, prefix).isEqualTo(expected);
        long a = expected.stream().mapToLong(entry -> entry.laneA(REALM)).sum();
        long b = expected.stream().mapToLong(entry -> entry.laneB(REALM)).sum();
        assertThat(Prefix.summary(REALM, root, prefix, bits))
                .as("the first %s bits of %x", bits, prefix)
                .isEqualTo(new Prefix.Summary(expected.size(), a, b));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void rangesOfOneWidthAddUp(@ForAll long seed, @ForAll Spread spread, @ForAll @IntRange(max = 8) int bits) {
        Node root = EDITOR.build(Samples.entries(new Random(seed), spread, 500));
        long count = 0;
        long a = 0;
        for (long range = 0; range < 1L << bits; range++) {
            Prefix.Summary part = Prefix.summary(REALM, root, bits == 0 ? 0 : range << (64 - bits), bits);
            count += part.count();
            a += part.laneA();
        }
        assertThat(count).isEqualTo(500);
        assertThat(a).isEqualTo(root.laneA());
    }

    @Test
    void aHundredThousandEntriesAreFound() {
        List<Entry> entries = Samples.entries(new Random(5), Spread.UNIFORM, 100_000);
        Node root = EDITOR.build(entries);
        assertThat(entries)
                .allMatch(entry ->
                        Samples.content(root.find(entry.hash(), entry.key())).equals(Samples.content(entry)));
        assertThat(entries).noneMatch(entry -> root.contains(entry.hash() + 1, entry.key()));
        for (int bits : new int[] {0, 1, 3, 7, 10, 15, 20, 64}) {
            long prefix = entries.get(4711).hash();
            assertRange(root, prefix, bits, inRange(entries, prefix, bits));
        }
    }

    @Test
    void hundredsOfKeysWithOneHashLieInOneFlatBucket() {
        List<Entry> entries = Samples.entries(new Random(9), Spread.ALL_EQUAL, 700);
        Node root = EDITOR.build(entries);
        assertThat(Shapes.depth(root)).isEqualTo(17);
        assertThat(entries).allMatch(entry -> root.contains(entry.hash(), entry.key()));
        assertThat(root.contains(entries.get(0).hash(), Samples.key("none"))).isFalse();
    }

    @Test
    void emptyAndVeryLongKeysAreKeysLikeOthers() {
        byte[] zeros = new byte[64 << 10];
        byte[] lastIsOne = Arrays.copyOf(zeros, zeros.length);
        lastIsOne[zeros.length - 1] = 1;
        byte[] sign = {(byte) 0x80};
        List<byte[]> keys = List.of(new byte[0], new byte[1], zeros, lastIsOne, sign);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            entries.add(Samples.entry(42, keys.get(i), i));
        }
        Node root = null;
        for (int i = keys.size() - 1; i >= 0; i--) {
            root = EDITOR.edit(root, entries.get(i));
        }
        Shapes.assertSame(root, EDITOR.build(entries));
        List<Entry> shown = new ArrayList<>();
        root.forEach(shown::add);
        assertThat(shown).isEqualTo(entries);
        for (Entry entry : entries) {
            assertThat(Samples.content(root.find(42, entry.key()))).isEqualTo(Samples.content(entry));
        }
    }

    @Test
    void aCursorEnds() {
        Cursor none = new Cursor(null);
        assertThat(none.hasNext()).isFalse();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
        Cursor one = new Cursor(EDITOR.build(List.of(Samples.entry(1, 1, 1))));
        assertThat(one.next()).isEqualTo(Samples.entry(1, 1, 1));
        assertThatThrownBy(one::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aPrefixHasUpTo64Bits() {
        Node root = EDITOR.build(List.of(Samples.entry(1, 1, 1)));
        for (int bits : new int[] {-1, 65}) {
            assertThatThrownBy(() -> Prefix.summary(REALM, root, 0, bits)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
