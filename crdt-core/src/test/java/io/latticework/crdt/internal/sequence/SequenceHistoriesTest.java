package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Five replicas write at a few places and exchange what they have in all ways; each must read as the reference does. */
class SequenceHistoriesTest {
    private static final int REPLICAS = 5;
    private static final int STEPS = 40;

    private final Author[] authors = new Author[REPLICAS];
    private final Sequence[] sequences = new Sequence[REPLICAS];
    private final ElementTree[] models = new ElementTree[REPLICAS];
    private SplittableRandom random = new SplittableRandom(0);

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void everyHistoryReadsAsTheReference(@ForAll @LongRange(max = 1_999) long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < REPLICAS; i++) {
            authors[i] = Author.of(ReplicaId.of("r" + i, i));
            sequences[i] = Sequence.empty(Realm.shared(), Medium.TEXT);
            models[i] = new ElementTree();
        }
        for (int step = 0; step < STEPS; step++) {
            int replica = random.nextInt(REPLICAS);
            if (random.nextInt(4) == 0) {
                exchange(replica, random.nextInt(REPLICAS));
            } else {
                write(replica);
            }
            assertThat(read(sequences[replica]))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(models[replica].text());
        }
        joinAll(seed);
    }

    private void write(int replica) {
        int length = models[replica].length();
        int place = random.nextInt(Math.min(length, 3) + 1);
        int kind = random.nextInt(6);
        if (kind < 3 || length == 0) {
            type(replica, place, kind != 0);
            return;
        }
        int from = kind == 3 ? Math.max(0, length - 2) : Math.min(place, length - 1);
        int to = Math.min(length, from + 1 + random.nextInt(3));
        sequences[replica] = sequences[replica].delete(from, to);
        models[replica].delete(from, to);
    }

    private void type(int replica, int place, boolean forwards) {
        int units = 1 + random.nextInt(4);
        int at = place;
        for (int i = 0; i < units; i++) {
            String text = String.valueOf((char) ('a' + random.nextInt(26)));
            sequences[replica] = sequences[replica].insert(authors[replica], at, text);
            models[replica].insert("r" + replica, at, text);
            at += forwards ? 1 : 0;
        }
    }

    private void exchange(int to, int from) {
        Sequence before = sequences[to];
        switch (random.nextInt(6)) {
            case 0 -> sequences[to] = before.merge(sequences[from]);
            case 1 -> sequences[to] = before.merge(sequences[from].deltaFrom(before));
            case 2 -> sequences[to] = sequences[from].deltaFrom(before).merge(before);
            case 3 -> sequences[to] = before.merge(copied(sequences[from]));
            case 4 -> sequences[to] = before.merge(fed(sequences[from].deltaFrom(before)));
            default -> {
                List<Sequence> pieces = new ArrayList<>();
                sequences[from].split(1 + random.nextInt(300)).forEach(pieces::add);
                for (int i = pieces.size() - 1; i > 0; i--) {
                    Collections.swap(pieces, i, random.nextInt(i + 1));
                }
                for (Sequence piece : pieces) {
                    sequences[to] = sequences[to].merge(piece);
                }
            }
        }
        assertThat(edited(read(before), before, sequences[to])).isEqualTo(read(sequences[to]));
        assertThat(edited(read(sequences[to]), sequences[to], before)).isEqualTo(read(before));
        models[to].join(models[from]);
        if (models[to].sameAs(models[from])) {
            assertThat(sequences[to].digest()).isEqualTo(sequences[from].digest());
        }
    }

    private static Sequence copied(Sequence sequence) {
        Sequence copy = Sequence.read(new ByteReader(bytes(sequence)), Realm.shared(), Medium.TEXT);
        assertThat(bytes(copy)).isEqualTo(bytes(sequence));
        return copy;
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }

    private static Sequence fed(Sequence delta) {
        byte[] bytes = new Feed(Realm.shared(), Medium.TEXT).encode(delta);
        return new Feed(Realm.shared(), Medium.TEXT).decode(bytes);
    }

    private static String edited(String text, Sequence from, Sequence to) {
        StringBuilder edited = new StringBuilder(text);
        for (Splice splice : to.splicesSince(from)) {
            int index = splice.index();
            String inserted = to.text(index, index + splice.inserted());
            edited.replace(index, index + splice.deleted(), inserted);
        }
        return edited.toString();
    }

    private void joinAll(long seed) {
        ElementTree model = new ElementTree();
        for (ElementTree each : models) {
            model.join(each);
        }
        Sequence forwards = sequences[0];
        Sequence backwards = sequences[REPLICAS - 1];
        for (int i = 1; i < REPLICAS; i++) {
            forwards = forwards.merge(sequences[i]);
            backwards = backwards.merge(sequences[REPLICAS - 1 - i]);
        }
        assertThat(read(forwards)).as("seed %d", seed).isEqualTo(model.text());
        assertThat(read(backwards)).as("seed %d", seed).isEqualTo(model.text());
        assertThat(forwards.digest()).isEqualTo(backwards.digest());
        assertThat(bytes(forwards)).isEqualTo(bytes(backwards));
        assertThat(forwards.merge(backwards)).isSameAs(forwards);
        for (Sequence each : sequences) {
            assertThat(forwards.merge(each)).isSameAs(forwards);
        }
        compacted(forwards, model);
    }

    /** All replicas have the joined state; some forget what is dead in it, some do not, and they write on. */
    private void compacted(Sequence stable, ElementTree model) {
        for (int i = 0; i < REPLICAS; i++) {
            sequences[i] = i % 2 == 0 ? sequences[i].merge(stable).compact(stable) : sequences[i].merge(stable);
            assertThat(read(sequences[i])).isEqualTo(model.text());
            models[i] = model.copy();
        }
        for (int step = 0; step < REPLICAS * 2; step++) {
            write(random.nextInt(REPLICAS));
        }
        Sequence joined = sequences[0];
        Sequence again = sequences[REPLICAS - 1];
        for (int i = 0; i < REPLICAS; i++) {
            joined = joined.merge(sequences[i]);
            again = again.merge(copied(sequences[REPLICAS - 1 - i]));
            model.join(models[i]);
        }
        assertThat(read(joined)).isEqualTo(model.text());
        assertThat(bytes(again)).isEqualTo(bytes(joined));
    }

    private static String read(Sequence sequence) {
        StringBuilder text = new StringBuilder();
        for (Leaf leaf : sequence.settled().root().leaves()) {
            text.append(leaf.payload);
        }
        return text.toString();
    }
}
