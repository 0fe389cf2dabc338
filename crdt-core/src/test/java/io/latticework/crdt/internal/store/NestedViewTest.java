package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import org.junit.jupiter.api.Test;

/** A view into a map shares the context of the whole map; what is made of it elsewhere must not. */
class NestedViewTest {
    private static final int WRITER = REALM.index(ReplicaId.of("viewer", 1));

    private static Causal put(Causal causal, String path, long sequence) {
        long dot = Realm.pack(WRITER, sequence);
        return causal.after(Paths.edit(REALM, causal.store(), path, old -> Dots.of(dot)), dot);
    }

    /** One of the pieces claimed all dots of the other keys as dead; merged into a second map, it emptied the first. */
    @Test
    void thePiecesOfAViewClaimNoDotsOfOtherPaths() {
        Causal map = put(put(Causal.empty(REALM), "s0/a", 1), "s1/b", 2);
        Causal view = map.nested(Paths.find(REALM, map.store(), "s0"));
        Causal joined = Causal.empty(REALM);
        for (Causal piece : view.split(1)) {
            joined = joined.merge(piece);
        }
        assertThat(joined.store()).isNotNull();
        assertThat(joined.context()).isEqualTo(Stores.context(REALM, view.store()));
        assertThat(map.nested(null).split(1)).isEmpty();
    }
}
