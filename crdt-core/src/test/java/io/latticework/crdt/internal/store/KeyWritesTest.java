package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Writes that are put into a map as they are make the map that updating it makes, digests included. */
class KeyWritesTest {
    private static final CrdtType<ORMap<String>> MAPS = ORMap.type(ValueCodec.strings());
    private static final CrdtType<ORSet<String>> SETS = ORSet.type(ValueCodec.strings());

    private final Author alice = Author.of(ReplicaId.of("alice", 1));

    private static Causal kernel(ORMap<String> map) {
        return Bridge.get().kernel(map);
    }

    private static ORMap<String> map(Causal kernel) {
        return Bridge.get().map(MAPS.empty(), kernel);
    }

    private static final class Key {
        final byte[] typed;
        final long hash;

        Key(String key, String type) {
            typed = KeyLayout.typedKey(key.getBytes(StandardCharsets.UTF_8), type);
            hash = KeyLayout.TYPED_KEY.hash(Realm.shared(), typed);
        }

        Causal in(ORMap<String> map) {
            Causal root = kernel(map);
            DotMap store = (DotMap) root.store();
            return root.nested(store == null ? null : store.find(hash, typed));
        }
    }

    private static void assertSame(ORMap<String> put, ORMap<String> updated) {
        assertThat(put).isEqualTo(updated);
        assertThat(MAPS.canonicalBytes(put)).isEqualTo(MAPS.canonicalBytes(updated));
        assertThat(put.digest()).isEqualTo(MAPS.decode(MAPS.encode(updated)).digest());
    }

    @Test
    void aCounterThatGrowsAndFoldsItsSegments() {
        Key counter = new Key("hits", PNCounter.TYPE.name());
        Key set = new Key("tags", SETS.name());
        ORMap<String> put = MAPS.empty();
        ORMap<String> updated = put;
        for (int i = 0; i < 20; i++) {
            String element = "e" + i;
            ORMap<String> next = updated.update(alice, "hits", PNCounter.TYPE, hits -> hits.increment(alice, 3))
                    .update(alice, "tags", SETS, tags -> tags.add(alice, element));
            KeyWrites writes = new KeyWrites(1);
            writes.add(counter.hash, counter.typed, counter.in(put), counter.in(next));
            writes.add(set.hash, set.typed, set.in(put), set.in(next));
            put = map(writes.applyTo(kernel(put)));
            updated = next;
            assertSame(put, updated);
        }
        assertThat(put.get("hits", PNCounter.TYPE).value()).isEqualTo(60);
    }

    @Test
    void aKeyThatGoesAndDotsThatNothingShows() {
        Key set = new Key("tags", SETS.name());
        ORMap<String> before = MAPS.empty().update(alice, "tags", SETS, tags -> tags.add(alice, "java"));
        ORMap<String> after = before.update(alice, "tags", SETS, tags -> tags.remove(alice, "java"));
        KeyWrites writes = new KeyWrites(1);
        writes.add(set.hash, set.typed, set.in(before), set.in(after));
        assertSame(map(writes.applyTo(kernel(before))), after);
        assertThat(kernel(after).store()).isNull();
    }

    @Test
    void noWritesLeaveTheMapAsItIs() {
        Causal map = kernel(MAPS.empty().update(alice, "tags", SETS, tags -> tags.add(alice, "java")));
        assertThat(new KeyWrites(1).applyTo(map)).isSameAs(map);
    }
}
