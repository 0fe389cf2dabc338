package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What somebody types and deletes reaches others write by write; each version that they had stays as it was. */
class ReceivedRunsTest {
    private static final int HISTORIES = 400;
    private static final int STEPS = 120;

    /** A version and what it reads as. */
    private record Version(Sequence sequence, String text) {}

    private final Author here = Author.of(ReplicaId.of("here", 1));
    private final Author there = Author.of(ReplicaId.of("there", 2));
    private final StringBuilder model = new StringBuilder();
    private SplittableRandom random = new SplittableRandom(0);
    private int cursor;

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void whoReceivesWriteByWriteReadsAsTheWriterDoes(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        startWith(seed);
        Feed out = new Feed(Realm.shared(), Medium.TEXT);
        Feed in = new Feed(Realm.shared(), Medium.TEXT);
        Sequence writer = empty();
        Sequence sent = writer;
        Sequence received = empty();
        List<Version> versions = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            writer = write(writer, here);
            if (random.nextInt(8) == 0) {
                continue;
            }
            Sequence delta = writer.deltaFrom(sent);
            sent = writer;
            Sequence before = received;
            received = received.merge(seed % 2 == 0 ? delta : in.decode(out.encode(delta)));
            versions.add(new Version(received, model.toString()));
            assertThat(received.length()).as("step %d", step).isEqualTo(model.length());
            if (random.nextInt(5) == 0) {
                assertSame(before.merge(delta), received);
                assertThat(received.merge(delta)).isSameAs(received);
            }
            if (random.nextInt(10) == 0) {
                assertSame(received, writer);
            }
            if (random.nextInt(30) == 0) {
                received = answered(received, versions);
                writer = writer.merge(received);
                sent = writer;
            }
        }
        for (Version version : versions) {
            assertThat(version.sequence.text()).isEqualTo(version.text);
        }
    }

    /** The receiver writes too, and the writer learns of it. */
    private Sequence answered(Sequence received, List<Version> versions) {
        int at = random.nextInt(model.length() + 1);
        at -= isInsidePair(at) ? 1 : 0;
        model.insert(at, "THERE");
        Sequence answer = received.insert(there, at, "THERE");
        versions.add(new Version(answer, model.toString()));
        return answer;
    }

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void inWhatOrderEverTheWritesComeTheyReadAlikeAtTheEnd(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        startWith(seed);
        Sequence writer = empty();
        List<Sequence> deltas = new ArrayList<>();
        for (int step = 0; step < STEPS / 3; step++) {
            Sequence before = writer;
            writer = write(writer, here);
            deltas.add(writer.deltaFrom(before));
            if (random.nextInt(6) == 0) {
                deltas.add(deltas.get(random.nextInt(deltas.size())));
            }
        }
        for (int i = 0; i + 1 < deltas.size(); i++) {
            if (random.nextInt(3) == 0) {
                Collections.swap(deltas, i, Math.min(deltas.size() - 1, i + 1 + random.nextInt(4)));
            }
        }
        Sequence received = empty();
        for (Sequence delta : deltas) {
            received = received.merge(delta);
        }
        assertSame(received, writer);
        assertThat(received.text()).isEqualTo(model.toString());
        assertThat(received.merge(writer)).isSameAs(received);
        assertThat(writer.deltaFrom(received).merge(received)).isEqualTo(writer);
    }

    /** Two replicas go on with one received run, each in its own way; neither changes what the other has. */
    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void aReceivedRunIsContinuedTwice(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        startWith(seed);
        Sequence base = write(write(empty(), here), here);
        Sequence received = empty().merge(base.deltaFrom(empty()));
        String before = model.toString();
        int start = cursor;
        List<Version> ends = new ArrayList<>();
        for (int fork = 0; fork < 3; fork++) {
            model.setLength(0);
            model.append(before);
            cursor = start;
            Sequence writer = base;
            Sequence copy = received;
            for (int step = 0; step < 6; step++) {
                Sequence last = writer;
                writer = write(writer, here);
                copy = copy.merge(writer.deltaFrom(last));
            }
            assertSame(copy, writer);
            ends.add(new Version(copy, model.toString()));
        }
        assertThat(received.text()).isEqualTo(before);
        Sequence forwards = received;
        Sequence backwards = received;
        for (int i = 0; i < ends.size(); i++) {
            assertThat(ends.get(i).sequence.text()).isEqualTo(ends.get(i).text);
            forwards = forwards.merge(ends.get(i).sequence);
            backwards = ends.get(ends.size() - 1 - i).sequence.merge(backwards);
        }
        assertSame(forwards, backwards);
    }

    private void startWith(long seed) {
        random = new SplittableRandom(seed);
        model.setLength(0);
        cursor = 0;
    }

    private static Sequence empty() {
        return Sequence.empty(Realm.shared(), Medium.TEXT);
    }

    /** Mostly goes on where the cursor is: types, deletes backwards, or deletes what is ahead. */
    private Sequence write(Sequence text, Author author) {
        if (random.nextInt(12) == 0) {
            cursor = random.nextInt(model.length() + 1);
        }
        cursor = Math.min(cursor, model.length());
        cursor -= isInsidePair(cursor) ? 1 : 0;
        int kind = random.nextInt(10);
        if (kind < 2 && cursor > 0) {
            int from = Math.max(0, cursor - 1 - random.nextInt(3));
            from -= isInsidePair(from) ? 1 : 0;
            Sequence deleted = text.delete(from, cursor);
            model.delete(from, cursor);
            cursor = from;
            return deleted;
        }
        if (kind < 4 && cursor < model.length()) {
            int to = Math.min(model.length(), cursor + 1 + random.nextInt(3));
            to += isInsidePair(to) ? 1 : 0;
            model.delete(cursor, to);
            return text.delete(cursor, to);
        }
        String letters = letters();
        model.insert(cursor, letters);
        cursor += letters.length();
        return text.insert(author, cursor - letters.length(), letters);
    }

    private boolean isInsidePair(int at) {
        return at > 0 && at < model.length() && Character.isLowSurrogate(model.charAt(at));
    }

    private String letters() {
        return switch (random.nextInt(60)) {
            case 0 -> "\u20ac";
            case 1 -> "\ud83d\ude00";
            default -> String.valueOf((char) ('a' + random.nextInt(26))).repeat(1 + random.nextInt(2));
        };
    }

    private static void assertSame(Sequence left, Sequence right) {
        assertThat(left.text()).isEqualTo(right.text());
        assertThat(left.digest()).isEqualTo(right.digest());
        assertThat(bytes(left)).isEqualTo(bytes(right));
        assertThat(left).isEqualTo(right);
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }
}
