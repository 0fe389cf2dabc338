package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.CrdtException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Bytes that nobody wrote are refused, or are those of a sequence that could have been written. */
class ForgedSequencesTest {
    private static final int HISTORIES = 200;
    private static final int CHANGES = 40;

    private SplittableRandom random = new SplittableRandom(0);

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void changedBytesAreRefusedOrSound(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        random = new SplittableRandom(seed);
        List<Sequence> sequences = sequences();
        for (Sequence sequence : sequences) {
            byte[] bytes = bytes(sequence);
            assertThat(bytes(read(bytes))).isEqualTo(bytes);
            for (byte[] changed : changes(bytes)) {
                Sequence read = orNull(() -> read(changed));
                if (read != null) {
                    assertSound(read, sequences.get(0));
                }
            }
        }
    }

    /** Seed 8 found deltas that said of one id twice that it is dead: what came of them could not be read again. */
    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void changedDeltasOfASessionAreRefusedOrSound(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        random = new SplittableRandom(seed);
        List<Sequence> sequences = sequences();
        for (Sequence sequence : sequences) {
            byte[] bytes = feed().encode(sequence);
            assertThat(feed().decode(bytes)).isEqualTo(sequence);
            assertThat(bytes(feed().decode(bytes))).isEqualTo(bytes(sequence));
            for (byte[] changed : changes(bytes)) {
                Sequence read = orNull(() -> feed().decode(changed));
                if (read != null) {
                    assertSound(read, sequences.get(0));
                }
            }
        }
    }

    private static Feed feed() {
        return new Feed(Realm.shared(), Medium.TEXT);
    }

    private static @Nullable Sequence orNull(Supplier<Sequence> decoded) {
        try {
            return decoded.get();
        } catch (CrdtException e) {
            assertThat(e.getMessage()).isNotBlank();
            return null;
        }
    }

    private List<byte[]> changes(byte[] bytes) {
        List<byte[]> changes = new ArrayList<>();
        for (int change = 0; change < CHANGES; change++) {
            int at = random.nextInt(bytes.length);
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            byte[] next = bytes.clone();
            next[at] += (byte) (random.nextBoolean() ? 1 : -1);
            changes.addAll(List.of(flipped, next));
        }
        int cut = random.nextInt(bytes.length);
        changes.add(Arrays.copyOf(bytes, cut));
        changes.add(Arrays.copyOf(bytes, bytes.length + 1));
        return changes;
    }

    /** It comes back as it was sent, takes each element once, and all who merge it agree. */
    private static void assertSound(Sequence read, Sequence other) {
        byte[] bytes = bytes(read);
        Sequence again = read(bytes);
        assertThat(bytes(again)).isEqualTo(bytes);
        assertThat(again.digest()).isEqualTo(read.digest());
        String text = read.text();
        assertThat(text).hasSize(read.length()).isEqualTo(again.text());
        assertThat(read.merge(again)).isSameAs(read);
        Sequence joined = other.merge(read);
        assertThat(read.merge(other).digest()).isEqualTo(joined.digest());
        assertThat(joined.merge(read)).isSameAs(joined);
        for (int i = 0; i < text.length(); i++) {
            assertThat(read.indexOf(read.elementId(i), false)).isEqualTo(i);
        }
    }

    private List<Sequence> sequences() {
        Author a = Author.of(ReplicaId.of("a", 1));
        Author b = Author.of(ReplicaId.of("b", 2));
        Sequence empty = Sequence.empty(Realm.shared(), Medium.TEXT);
        Sequence left = empty.insert(a, 0, "some text");
        Sequence right = left;
        Sequence middle = left;
        for (int i = 0; i < 6; i++) {
            middle = left;
            left = write(left, a);
            right = write(right, b);
        }
        Sequence all = left.merge(right);
        return List.of(all, left.deltaFrom(middle), right.deltaFrom(left), all.deltaFrom(right), all.compact(left));
    }

    private Sequence write(Sequence text, Author author) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextInt(3) == 0 && at < text.length()) {
            return text.delete(at, Math.min(text.length(), at + 2));
        }
        return text.insert(author, at, random.nextBoolean() ? "x" : "yz");
    }

    private static Sequence read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Sequence read = Sequence.read(in, Realm.shared(), Medium.TEXT);
        in.requireEnd();
        return read;
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }
}
