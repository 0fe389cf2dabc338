package io.latticework.crdt.internal.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes win by stamp, then by writer, then by bytes: the order has no ties but between equal writes. */
class StampedTest {
    private static Stamped write(long millis, String writer, int... bytes) {
        byte[] value = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            value[i] = (byte) bytes[i];
        }
        return new Stamped(HybridTimestamp.of(millis, 0), ReplicaId.of(writer, 1), value);
    }

    private static final List<Stamped> ASCENDING = List.of(
            write(1, "a"),
            write(1, "a", 1),
            write(1, "a", 1, 0),
            write(1, "a", 0x7f),
            write(1, "a", 0x80), // bytes have no sign
            write(1, "b", 0),
            write(2, "a", 0),
            write(2, "a", 1));

    @Test
    void theOrderIsByStampThenByWriterThenByBytes() {
        List<Stamped> shuffled = new ArrayList<>(ASCENDING);
        Collections.shuffle(shuffled, new java.util.Random(7));
        Collections.sort(shuffled);
        assertThat(shuffled).containsExactlyElementsOf(ASCENDING);
    }

    @Test
    void onlyEqualWritesAreEqual() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                Stamped copy = new Stamped(
                        ASCENDING.get(j).stamp(),
                        ASCENDING.get(j).writer(),
                        ASCENDING.get(j).value().clone());
                assertThat(ASCENDING.get(i).equals(copy)).isEqualTo(i == j);
                assertThat(i != j || ASCENDING.get(i).hashCode() == copy.hashCode())
                        .isTrue();
            }
        }
        assertThat(ASCENDING.get(0)).isNotEqualTo("a").isNotEqualTo(null);
        assertThat(ASCENDING.get(0)).doesNotHaveSameHashCodeAs(write(2, "a")).doesNotHaveSameHashCodeAs(write(1, "b"));
    }

    @Test
    void aWriteShowsWhenAndByWhomButNotWhat() {
        assertThat(write(5, "a", 1)).hasToString("5.0 by " + ReplicaId.of("a", 1));
    }
}
