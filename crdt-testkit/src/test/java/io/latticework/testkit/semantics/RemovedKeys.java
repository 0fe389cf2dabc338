package io.latticework.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;

/** Two replicas that write keys and remove each other's, and so end with an empty map that has seen much. */
final class RemovedKeys {
    private RemovedKeys() {}

    /** Returns the bytes of the map after as many keys were written, sent, removed by the other, and sent back. */
    static <S extends Crdt<S>> int bytesAfter(Kind<S> kind, int keys) {
        CrdtType<ORMap<String>> type = kind.mapType();
        Author alice = Author.of(ReplicaId.of("alice", 1));
        Author bob = Author.of(ReplicaId.of("bob", 2));
        ORMap<String> atAlice = type.empty();
        ORMap<String> atBob = type.empty();
        for (int i = 0; i < keys; i++) {
            String key = "key " + i;
            atAlice = atAlice.update(
                    alice,
                    key,
                    kind.type(),
                    value -> kind.write().apply(What.ALICE).apply(alice, value));
            atBob = atBob.merge(atAlice.deltaFrom(atBob));
            atBob = atBob.remove(bob, key);
            atAlice = atAlice.merge(atBob.deltaFrom(atAlice));
        }
        assertThat(atAlice.isEmpty()).isTrue();
        assertThat(type.canonicalBytes(atAlice)).isEqualTo(type.canonicalBytes(atBob));
        return type.encode(atAlice).length;
    }
}
