package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Runs that wait and go into the tree together come out as those that go in one by one. */
class WaitingRunsTest {
    private static final int HISTORIES = 300;
    private static final int STEPS = 400;
    private static final int LARGE = 3000;

    private SplittableRandom random = new SplittableRandom(0);
    private Sequence lazy = Sequence.empty(Realm.shared(), Medium.TEXT);
    private Sequence eager = lazy;
    private Sequence other = lazy;
    private StringBuilder model = new StringBuilder();

    @Test
    void moreRunsThanTheLogHasRoomForComeOutToo() {
        Author here = Author.of(ReplicaId.of("here", 1));
        for (int deletions = 3; deletions <= 7; deletions += 2) {
            random = new SplittableRandom(deletions);
            String start = "a document of some length ".repeat(1000);
            Sequence text = Sequence.empty(Realm.shared(), Medium.TEXT).insert(here, 0, start);
            StringBuilder expected = new StringBuilder(start);
            for (int run = 0; run < 3 * RunLog.CAPACITY; run++) {
                int at = random.nextInt(expected.length());
                if (random.nextInt(10) < deletions) {
                    text = text.delete(at, at + 1);
                    expected.deleteCharAt(at);
                } else {
                    String letters = letters();
                    text = text.insert(here, at, letters);
                    expected.insert(at, letters);
                }
            }
            assertThat(text.text()).isEqualTo(expected.toString());
            assertThat(bytes(text))
                    .isEqualTo(bytes(Sequence.read(new ByteReader(bytes(text)), Realm.shared(), Medium.TEXT)));
        }
    }

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void versionsThatAreContinuedTwiceAreTwoWriters(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        Author here = Author.of(ReplicaId.of("here", 1));
        random = new SplittableRandom(seed);
        List<Sequence> versions = new ArrayList<>(List.of(Sequence.empty(Realm.shared(), Medium.TEXT)));
        List<String> texts = new ArrayList<>(List.of(""));
        List<Sequence> known = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            int from = Math.max(0, versions.size() - 1 - random.nextInt(3));
            StringBuilder expected = new StringBuilder(texts.get(from));
            int at = random.nextInt(expected.length() + 1);
            if (at > 0 && random.nextInt(2) == 0) {
                versions.add(versions.get(from).delete(at - 1, at));
                expected.deleteCharAt(at - 1);
            } else {
                String letters = letters();
                versions.add(versions.get(from).insert(here, at, letters));
                expected.insert(at, letters);
            }
            texts.add(expected.toString());
            Sequence last = versions.get(versions.size() - 1);
            for (Sequence each : versions) {
                if (each != last && last.growsFrom(each)) {
                    known.add(each);
                    known.add(last);
                }
            }
        }
        grownVersionsHaveAll(known);
        Sequence all = versions.get(0);
        for (int i = versions.size() - 1; i >= 0; i--) {
            assertThat(versions.get(i).text()).as("seed %d", seed).isEqualTo(texts.get(i));
            all = all.merge(versions.get(i));
        }
        for (Sequence each : versions) {
            assertThat(all.merge(each)).as("seed %d", seed).isSameAs(all);
        }
    }

    private static void grownVersionsHaveAll(List<Sequence> pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            Sequence before = pairs.get(i);
            Sequence after = pairs.get(i + 1);
            Sequence delta = after.deltaFrom(before);
            assertThat(bytes(before.merge(delta))).isEqualTo(bytes(after));
            assertThat(bytes(before.merge(after))).isEqualTo(bytes(after));
        }
    }

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void runsThatWaitComeOutAsThoseThatDoNot(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        random = new SplittableRandom(seed);
        lazy = Sequence.empty(Realm.shared(), Medium.TEXT);
        eager = lazy;
        other = lazy;
        model = new StringBuilder();
        Author here = Author.of(ReplicaId.of("here", 1));
        Author same = Author.of(ReplicaId.of("here", 1));
        Author there = Author.of(ReplicaId.of("there", 2));
        int cursor = 0;
        List<Sequence> deltas = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(8) == 0) {
                cursor = random.nextInt(model.length() + 1);
            }
            Sequence before = lazy;
            cursor = write(here, same, Math.min(cursor, model.length()));
            if (seed % 3 == 1) {
                deltas.add(lazy.deltaFrom(before));
            }
            if (random.nextInt(60) == 0) {
                meet(there);
            }
            if (random.nextInt(100) == 0) {
                compare(seed, step);
            }
        }
        compare(seed, STEPS);
        Sequence joined = other;
        for (Sequence delta : deltas) {
            joined = joined.merge(delta);
        }
        assertThat(joined.merge(lazy).digest())
                .as("seed %d", seed)
                .isEqualTo(lazy.merge(joined).digest());
        if (!deltas.isEmpty()) {
            assertThat(bytes(joined.merge(lazy))).as("seed %d", seed).isEqualTo(bytes(joined));
        }
    }

    private int write(Author here, Author same, int at) {
        int kind = random.nextInt(10);
        if (kind < 3 && at > 0) {
            int from = Math.max(0, at - 1 - random.nextInt(3));
            lazy = lazy.delete(from, at);
            eager = eager.delete(from, at);
            model.delete(from, at);
            settle();
            return from;
        }
        String text = random.nextInt(200) == 0 ? "x".repeat(random.nextInt(LARGE)) : letters();
        lazy = lazy.insert(here, at, text);
        eager = eager.insert(same, at, text);
        model.insert(at, text);
        settle();
        return kind < 5 ? at : at + text.length();
    }

    private String letters() {
        char letter = (char) ('a' + random.nextInt(26));
        return random.nextInt(300) == 0 ? "\u20ac" : String.valueOf(letter).repeat(1 + random.nextInt(2));
    }

    private void settle() {
        assertThat(eager.settled().root().visible).isEqualTo(lazy.length());
    }

    /** Somebody else writes beside what is here, and both learn of it. */
    private void meet(Author there) {
        other = other.merge(eager);
        other = other.insert(there, random.nextInt(other.length() + 1), "THERE");
        lazy = lazy.merge(other.deltaFrom(lazy));
        eager = eager.merge(other);
        model = new StringBuilder(eager.text());
    }

    private void compare(long seed, int step) {
        assertThat(lazy.text()).as("seed %d, step %d", seed, step).isEqualTo(model.toString());
        assertThat(lazy.digest()).as("seed %d, step %d", seed, step).isEqualTo(eager.digest());
        assertThat(bytes(lazy)).as("seed %d, step %d", seed, step).isEqualTo(bytes(eager));
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }
}
