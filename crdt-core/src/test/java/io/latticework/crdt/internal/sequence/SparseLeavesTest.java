package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A text of which most was deleted keeps few leaves, and all that is left is found in them. */
class SparseLeavesTest {
    private static final int UNITS = 30_000;
    private static final int SEEDS = 4;

    private final Author here = Author.of(ReplicaId.of("here", 1));
    private final Author there = Author.of(ReplicaId.of("there", 2));
    private SplittableRandom random = new SplittableRandom(0);

    @Test
    void leavesAreJoinedWhereTextIsDeleted() {
        String paragraph = "lorem ipsum \u20ac dolor sit amet ".repeat(30);
        for (long seed = 0; seed < SEEDS; seed++) {
            random = new SplittableRandom(seed);
            Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
            while (text.length() < UNITS) {
                text = text.insert(here, random.nextInt(text.length() + 1), paragraph);
            }
            Sequence before = text;
            StringBuilder expected = new StringBuilder(text.text());
            int full = leaves(text);
            while (text.length() > UNITS / 100) {
                int at = random.nextInt(text.length() - 60);
                int to = at + 1 + random.nextInt(60);
                text = text.delete(at, to);
                expected.delete(at, to);
                if (random.nextInt(10) == 0) {
                    text = text.merge(
                            Sequence.empty(Realm.shared(), Medium.TEXT).insert(there, 0, "x"));
                    expected = new StringBuilder(text.text());
                }
            }
            assertThat(text.text()).as("seed %d", seed).isEqualTo(expected.toString());
            assertThat(leaves(text)).as("seed %d", seed).isLessThan(Math.min(full / 3, most(text)));
            everyElementIsFound(text);
            assertThat(bytes(text)).isEqualTo(bytes(read(bytes(text))));
            assertThat(text.digest()).isEqualTo(read(bytes(text)).digest());
            assertThat(bytes(before.merge(text.deltaFrom(before)))).isEqualTo(bytes(text));
            Sequence compacted = text.compact(text);
            assertThat(leaves(compacted)).as("seed %d", seed).isLessThan(UNITS / 100 / 16);
            assertThat(compacted.text()).isEqualTo(text.text());
        }
    }

    @Test
    void aTextThatWasTypedInOneGoAndDeletedIsOneLeaf() {
        Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
        for (int i = 0; i < 100; i++) {
            text = text.insert(here, text.length(), "0123456789".repeat(100));
        }
        assertThat(leaves(text)).isGreaterThanOrEqualTo(98);
        while (text.length() > 100) {
            int at = random.nextInt(text.length() - 50);
            text = text.delete(at, at + 50);
        }
        assertThat(leaves(text)).isLessThanOrEqualTo(14);
        assertThat(leaves(text.delete(0, text.length()))).isLessThanOrEqualTo(2);
    }

    private static void everyElementIsFound(Sequence text) {
        for (int index = 0; index < text.length(); index++) {
            assertThat(text.indexOf(text.elementId(index), false)).isEqualTo(index);
        }
    }

    private static int leaves(Sequence text) {
        return text.settled().root().leaves().size();
    }

    /** Returns how many leaves there are if each is a quarter full. */
    private static int most(Sequence text) {
        int spans = text.settled().root().leaves().stream().mapToInt(Leaf::size).sum();
        return spans / (Leaf.MAX_SPANS / 4) + text.length() / (Chars.LEAF_LENGTH / 4);
    }

    private static Sequence read(byte[] bytes) {
        return Sequence.read(new ByteReader(bytes), Realm.shared(), Medium.TEXT);
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }
}
