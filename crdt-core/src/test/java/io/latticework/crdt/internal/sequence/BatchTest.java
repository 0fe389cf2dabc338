package io.latticework.crdt.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Changes in one go come out as the same changes one by one. */
class BatchTest {
    private static final int HISTORIES = 400;
    private static final int STEPS = 300;
    private static final List<String> RARE =
            List.of("\u20ac", "\ud83d\ude00", "", "ab\ud83d\ude00cd", "x".repeat(3000));

    private SplittableRandom random = new SplittableRandom(0);
    private Sequence single = Sequence.empty(Realm.shared(), Medium.TEXT);
    private Batch batch = new Batch(single, author());

    private static Author author() {
        return Author.of(ReplicaId.of("here", 1));
    }

    @Property(tries = HISTORIES, edgeCases = EdgeCasesMode.NONE)
    void aBatchIsItsChangesOneByOne(@ForAll @LongRange(max = HISTORIES - 1) long seed) {
        random = new SplittableRandom(seed);
        single = Sequence.empty(Realm.shared(), Medium.TEXT);
        Author here = author();
        batch = new Batch(single, author());
        int cursor = 0;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(8) == 0) {
                cursor = random.nextInt(single.length() + 1);
            }
            cursor = boundary(Math.min(cursor, single.length()));
            cursor = change(here, cursor, seed % 4 == 0 ? 20 : 1000);
            assertThat(batch.length()).isEqualTo(single.length());
            if (random.nextInt(100) == 0) {
                compare(seed);
            }
        }
        compare(seed);
    }

    private int change(Author here, int at, int rarely) {
        int kind = random.nextInt(10);
        if (kind < 4) {
            int other = boundary(Math.max(0, Math.min(single.length(), at - 3 + random.nextInt(6))));
            single = single.delete(Math.min(at, other), Math.max(at, other));
            batch.delete(Math.min(at, other), Math.max(at, other));
            return Math.min(at, other);
        }
        String text = random.nextInt(rarely) == 0 ? RARE.get(random.nextInt(RARE.size())) : letters();
        single = single.insert(here, at, text);
        batch.insert(at, text);
        return kind < 6 ? at : at + text.length();
    }

    private String letters() {
        return String.valueOf((char) ('a' + random.nextInt(26))).repeat(1 + random.nextInt(2));
    }

    private int boundary(int at) {
        boolean inside = at > 0 && at < single.length() && Character.isLowSurrogate(single.charAt(at));
        return inside ? at + 1 : at;
    }

    private void compare(long seed) {
        Sequence together = batch.sequence();
        assertThat(together.text()).as("seed %d", seed).isEqualTo(single.text());
        assertThat(bytes(together)).as("seed %d", seed).isEqualTo(bytes(single));
        assertThat(together.digest()).as("seed %d", seed).isEqualTo(single.digest());
    }

    @Test
    void whatIsRefusedChangesNothing() {
        Batch text = new Batch(Sequence.empty(Realm.shared(), Medium.TEXT), author());
        text.insert(0, "abc");
        assertThatThrownBy(() -> text.insert(4, "x")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> text.delete(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> text.insert(3, "\ud83d")).isInstanceOf(IllegalArgumentException.class);
        text.delete(1, 2);
        assertThatThrownBy(() -> text.delete(2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        text.insert(1, "\ud83d\ude00");
        assertThatThrownBy(() -> text.insert(2, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.delete(0, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.delete(2, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThat(text.length()).isEqualTo(4);
        assertThat(text.sequence().text()).isEqualTo("a\ud83d\ude00c");
    }

    @Test
    void whatIsSeenBetweenChangesStays() {
        Batch text = new Batch(Sequence.empty(Realm.shared(), Medium.TEXT), author());
        text.insert(0, "ab");
        Sequence seen = text.sequence();
        text.insert(2, "cd");
        text.delete(0, 1);
        Sequence end = text.sequence();
        assertThat(seen.text()).isEqualTo("ab");
        assertThat(end.text()).isEqualTo("bcd");
        assertThat(bytes(seen.merge(end.deltaFrom(seen)))).isEqualTo(bytes(end));
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }
}
