package io.latticework.crdt.internal.store;

import static io.latticework.crdt.internal.store.Histories.REALM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Deltas of different keys, put together at once, against joining them one by one. */
class DisjointDeltasTest {
    private static final int WRITER = REALM.index(ReplicaId.of("gathering writer", 1));

    private static Causal put(Causal map, String key, long dot) {
        return map.after(Paths.edit(REALM, map.store(), "m" + key, old -> nested(old, dot)), dot);
    }

    private static DotStore nested(DotStore old, long dot) {
        return Paths.edit(REALM, old, "element", all -> Dots.of(dot));
    }

    private static Causal remove(Causal map, String key, long dot) {
        return map.after(Paths.edit(REALM, map.store(), "m" + key, old -> null), dot);
    }

    @Property(tries = 100)
    void isTheJoinOfAll(@ForAll long seed) {
        Random random = new Random(seed);
        long sequence = 0;
        Causal base = Causal.empty(REALM);
        for (int key = 0; key < 30; key++) {
            base = random.nextBoolean() ? base : put(base, "key" + key, Realm.pack(WRITER, ++sequence));
        }
        DisjointDeltas gathered = new DisjointDeltas(REALM);
        Causal joined = null;
        List<Integer> rounds = new ArrayList<>(random.ints(40, 0, 30).boxed().toList());
        Causal now = base;
        for (int key : rounds.stream().distinct().toList()) {
            Causal before = now;
            long dot = Realm.pack(WRITER, ++sequence);
            now = random.nextInt(3) == 0 ? remove(now, "key" + key, dot) : put(now, "key" + key, dot);
            Causal delta = now.deltaFrom(before);
            gathered.add(delta);
            joined = joined == null ? delta : joined.merge(delta);
        }
        Causal all = gathered.join();
        assertThat(all).isEqualTo(joined);
        assertThat(all.digest()).isEqualTo(joined.digest());
        assertThat(DotStore.same(REALM, all.names(), joined.names())).isTrue();
        assertThat(base.merge(all)).isEqualTo(now);
    }

    @Test
    void refusesTwoDeltasOfOneKey() {
        Causal base = Causal.empty(REALM);
        DisjointDeltas gathered = new DisjointDeltas(REALM);
        assertThat(gathered.join()).isNull();
        gathered.add(put(base, "key", Realm.pack(WRITER, 1)).deltaFrom(base));
        gathered.add(put(base, "key", Realm.pack(WRITER, 2)).deltaFrom(base));
        assertThatThrownBy(gathered::join).isInstanceOf(IllegalArgumentException.class);
    }
}
