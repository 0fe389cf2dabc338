package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Runs that go into the tree together leave a tree and an index in which all is found. */
class OpenTreeTest {
    private static final int SEEDS = 8;
    private static final int MOST_RUNS = 400;

    private final Author here = Author.of(ReplicaId.of("here", 1));
    private SplittableRandom random = new SplittableRandom(0);
    private Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT);
    private StringBuilder model = new StringBuilder();

    private void start(long seed, String content) {
        random = new SplittableRandom(seed);
        text = Sequence.empty(Realm.shared(), Medium.TEXT).insert(here, 0, content);
        model = new StringBuilder(content);
    }

    private void insert(int at, String more) {
        text = text.insert(here, at, more);
        model.insert(at, more);
    }

    private void delete(int from, int to) {
        text = text.delete(from, to);
        model.delete(from, to);
    }

    @Test
    void theIndexFollowsLeavesThatArePartedAndJoined() {
        for (long seed = 0; seed < SEEDS; seed++) {
            start(seed, "a document of some length ".repeat(200));
            for (int round = 0; round < 30; round++) {
                assertThat(text.digest()).as("the index is made").isNotNull();
                int runs = 2 + random.nextInt(MOST_RUNS);
                for (int run = 0; run < runs; run++) {
                    change(round % 3 == 2 ? 200 : 3);
                }
                check(seed);
            }
        }
    }

    private void change(int mostDeleted) {
        int at = random.nextInt(model.length() + 1);
        if (random.nextInt(3) == 0 && at > 0) {
            delete(Math.max(0, at - 1 - random.nextInt(mostDeleted)), at);
        } else {
            insert(at, random.nextInt(100) == 0 ? "\u20ac" : "xyz".substring(random.nextInt(3)));
        }
    }

    @Test
    void aPlaceThatIsWrittenToAgainAndAgainGetsNewLabels() {
        for (int runs : new int[] {900, 4000}) {
            start(runs, "0123456789".repeat(1000));
            assertThat(text.digest()).as("the index is made").isNotNull();
            for (int run = 0; run < runs; run++) {
                insert(5000, "ab");
            }
            check(runs);
            for (int run = 0; run < runs; run++) {
                insert(5000 + 2 * run, "cd");
                delete(2000, 2001);
            }
            check(runs);
        }
    }

    @Test
    void theTreeGrowsByLevels() {
        start(0, "x");
        for (int run = 0; run < 30_000; run++) {
            insert(random.nextInt(model.length() + 1), "yz");
        }
        check(0);
        assertThat(height()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theTreeShrinksByLevels() {
        start(0, "0123456789".repeat(60_000));
        assertThat(height()).isEqualTo(2);
        int runs = 0;
        while (model.length() > 0) {
            int at = random.nextInt(model.length());
            delete(at, Math.min(model.length(), at + 1000));
            if (++runs % 150 == 0) {
                assertThat(text.digest()).as("the index is made").isNotNull();
            }
        }
        assertThat(height()).isLessThan(2);
        insert(0, "new");
        check(0);
        assertThat(text.settled().root().leaves().size()).isLessThan(32);
    }

    @Test
    void aTextThatWasDeletedIsWrittenToAgain() {
        start(0, "gone");
        delete(0, 4);
        insert(0, "b");
        insert(0, "a");
        delete(1, 2);
        insert(1, "c");
        check(0);
        delete(0, 2);
        insert(0, "\u20ac");
        delete(0, 1);
        insert(0, "d");
        insert(1, "e");
        insert(0, "f");
        check(1);
    }

    private int height() {
        int height = 0;
        Node node = text.settled().root();
        while (node instanceof Inner inner) {
            node = inner.kids[0];
            height++;
        }
        return height;
    }

    private void check(long seed) {
        assertThat(text.text()).as("seed %d", seed).isEqualTo(model.toString());
        for (int index = 0; index < model.length(); index++) {
            assertThat(text.indexOf(text.elementId(index), false))
                    .as("seed %d", seed)
                    .isEqualTo(index);
        }
        Sequence copy = Sequence.read(new ByteReader(bytes(text)), Realm.shared(), Medium.TEXT);
        assertThat(bytes(copy)).as("seed %d", seed).isEqualTo(bytes(text));
        assertThat(copy.digest()).as("seed %d", seed).isEqualTo(text.digest());
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }
}
