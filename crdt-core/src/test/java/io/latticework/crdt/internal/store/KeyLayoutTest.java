package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of stores come apart again as they were put together, whatever their lengths. */
class KeyLayoutTest {
    private static final Realm REALM = Realm.of(1, 2, ValueLimits.DEFAULT);

    private static byte[] filled(int length) {
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++) {
            key[i] = (byte) (i * 31 + 200);
        }
        return key;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 126, 127, 128, 129, 300, 16_383, 16_384, 65_536})
    void aTypedKeyHasTheKeyAndTheType(int length) {
        byte[] key = filled(length);
        byte[] typed = KeyLayout.typedKey(key, "orset<string>");
        byte[] written = new ByteWriter()
                .writeBlock(key)
                .write("orset<string>".getBytes(StandardCharsets.UTF_8))
                .toBytes();
        assertThat(typed).isEqualTo(written);
        assertThat(KeyLayout.keyOf(typed)).isEqualTo(key);
        assertThat(KeyLayout.typeOf(typed)).isEqualTo("orset<string>");
        byte[] inside = new byte[typed.length + 5];
        System.arraycopy(typed, 0, inside, 3, typed.length);
        int start = KeyLayout.typeStart(inside, 3);
        assertThat(new String(inside, start, 13, StandardCharsets.UTF_8)).isEqualTo("orset<string>");
        assertThat(KeyLayout.typeStart(typed, 0)).isEqualTo(start - 3);
    }

    /** The types under one key lie side by side, as the key alone places them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 300})
    void theKeyAlonePlacesAnEntry(int length) {
        byte[] key = filled(length);
        long hash = KeyLayout.TYPED_KEY.hash(REALM, KeyLayout.typedKey(key, "orset<string>"));
        assertThat(hash).isEqualTo(KeyLayout.TYPED_KEY.hash(REALM, KeyLayout.typedKey(key, "pncounter")));
        assertThat(hash).isEqualTo(REALM.hashKey(key, 0, key.length));
        assertThat(KeyLayout.ELEMENT.hash(REALM, key)).isEqualTo(hash);
    }

    @Test
    void elementsAndTombstonesAreToldApart() {
        byte[] element = Tombstones.element(filled(20));
        byte[] tombstone = Tombstones.of(element);
        assertThat(Tombstones.isElement(element)).isTrue();
        assertThat(Tombstones.isTombstone(element)).isFalse();
        assertThat(Tombstones.isElement(tombstone)).isFalse();
        assertThat(Tombstones.isTombstone(tombstone)).isTrue();
        assertThat(tombstone).hasSize(17);
        assertThat(Arrays.copyOfRange(element, 1, 21)).isEqualTo(filled(20));
        assertThat(KeyLayout.TWO_PHASE.hash(REALM, element)).isEqualTo(KeyLayout.TWO_PHASE.hash(REALM, tombstone));
        assertThat(Tombstones.of(Tombstones.element(filled(21)))).isNotEqualTo(tombstone);
        for (byte[] other : List.of(new byte[0], new byte[] {2}, new byte[] {-1})) {
            assertThat(Tombstones.isElement(other) || Tombstones.isTombstone(other))
                    .isFalse();
            assertThat(Tombstones.isKey(other, 100)).isFalse();
        }
    }

    @Test
    void keysOfTwoPhaseSetsAreAsLongAsTheyCanBe() {
        byte[] element = Tombstones.element(filled(20));
        byte[] tombstone = Tombstones.of(element);
        assertThat(Tombstones.isKey(element, 20)).isTrue();
        assertThat(Tombstones.isKey(element, 19)).isFalse();
        assertThat(Tombstones.isKey(tombstone, 1)).isTrue();
        assertThat(Tombstones.isKey(Arrays.copyOf(tombstone, 16), 100)).isFalse();
        assertThat(Tombstones.isKey(Arrays.copyOf(tombstone, 18), 100)).isFalse();
        assertThat(Tombstones.isKey(Tombstones.element(new byte[0]), 0)).isTrue();
        assertThat(Tombstones.isKey(new byte[] {0}, 100)).isFalse();
    }
}
