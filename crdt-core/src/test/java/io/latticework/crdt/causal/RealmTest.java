package io.latticework.crdt.causal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latticework.crdt.error.LimitExceededException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RealmTest {
    private static final int THREADS = 4;

    private static Realm realm(long high, long low) {
        return Realm.of(high, low, ValueLimits.DEFAULT);
    }

    private static List<ReplicaId> ids(int count) {
        List<ReplicaId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(ReplicaId.of("replica " + i % 10, i));
        }
        return ids;
    }

    @Test
    void anIdKeepsItsIndex() {
        Realm realm = realm(1, 2);
        List<ReplicaId> ids = ids(100);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(realm.indexIfKnown(ids.get(i))).isEqualTo(-1);
            assertThat(realm.index(ids.get(i))).isEqualTo(i).isEqualTo(realm.indexIfKnown(ids.get(i)));
            assertThat(realm.replica(i)).isEqualTo(ids.get(i));
        }
        assertThat(realm.size()).isEqualTo(100);
        assertThatThrownBy(() -> realm.replica(100)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> realm.replica(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void packingIsExact() {
        Realm realm = realm(1, 2);
        for (ReplicaId id : ids(40)) {
            for (long sequence : new long[] {1, 2, 1L << 32, Dot.MAX_SEQUENCE}) {
                long packed = realm.pack(Dot.of(id, sequence));
                assertThat(realm.unpack(packed)).isEqualTo(Dot.of(id, sequence));
                assertThat(Realm.indexOf(packed)).isEqualTo(realm.index(id));
                assertThat(Realm.sequenceOf(packed)).isEqualTo(sequence);
            }
        }
    }

    /** All threads intern the same ids, each in its own order, and use each index at once. */
    @Test
    void threadsAgreeOnIndices() throws Exception {
        Realm realm = realm(3, 4);
        Realm oracle = realm(3, 4);
        List<ReplicaId> ids = ids(5_000);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                List<ReplicaId> mine = new ArrayList<>(ids);
                Collections.shuffle(mine, new Random(thread));
                results.add(executor.submit(() -> {
                    start.await();
                    return mine.stream().allMatch(id -> {
                        long dot = realm.pack(Dot.of(id, 1));
                        return realm.unpack(dot).replica().equals(id) && realm.dotLaneA(9, dot) != 0;
                    });
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        Set<Integer> indices = new HashSet<>();
        for (ReplicaId id : ids) {
            indices.add(realm.index(id));
            assertThat(realm.dotLaneA(9, realm.pack(Dot.of(id, 1))))
                    .isEqualTo(oracle.dotLaneA(9, oracle.pack(Dot.of(id, 1))));
        }
        assertThat(indices).hasSize(ids.size());
        assertThat(realm.size()).isEqualTo(ids.size());
    }

    @Test
    void theTableIsBounded() {
        Realm realm = realm(1, 2);
        for (int i = 0; i < Realm.MAX_REPLICAS; i++) {
            if (realm.index(ReplicaId.of("r", i)) != i) {
                throw new AssertionError("Id " + i + " has index " + realm.index(ReplicaId.of("r", i)));
            }
        }
        LimitExceededException error =
                catchThrowableOfType(LimitExceededException.class, () -> realm.index(ReplicaId.of("one more", 0)));
        assertThat(error.limit()).isEqualTo("realmReplicas");
        assertThat(error.allowed()).isEqualTo(Realm.MAX_REPLICAS);
        assertThat(error).hasMessageEndingWith("; keep values of so many replicas in several realms");
        assertThat(realm.index(ReplicaId.of("r", 4_711))).isEqualTo(4_711);
        long last = realm.pack(Dot.of(ReplicaId.of("r", Realm.MAX_REPLICAS - 1), Dot.MAX_SEQUENCE));
        assertThat(realm.unpack(last).sequence()).isEqualTo(Dot.MAX_SEQUENCE);
        assertThat(last).isPositive();
    }

    @Test
    void aFingerprintTellsSeedsApart() {
        Set<Long> fingerprints = new HashSet<>();
        for (long high = 0; high < 30; high++) {
            for (long low = 0; low < 30; low++) {
                fingerprints.add(realm(high, low).fingerprint());
            }
        }
        assertThat(fingerprints).hasSize(900).doesNotContain(0L, 1L);
        assertThat(realm(1, 2).sameSeed(realm(1, 2))).isTrue();
        assertThat(realm(1, 2).sameSeed(realm(2, 1))).isFalse();
        assertThat(Realm.shared().sameSeed(Realm.shared())).isTrue();
    }

    @Test
    void oneSeedGivesOneHashWhateverWasInterned() {
        Realm here = realm(8, 9);
        Realm there = realm(8, 9);
        Realm other = realm(8, 10);
        byte[] text = "text".getBytes(UTF_8);
        ReplicaId id = ReplicaId.of("a", 1);
        assertThat(there.index(ReplicaId.of("b", 1))).isZero();
        long dot = here.pack(Dot.of(id, 5));
        long same = there.pack(Dot.of(id, 5));
        assertThat(dot).isNotEqualTo(same);
        assertThat(here.dotLaneA(1, dot)).isEqualTo(there.dotLaneA(1, same));
        assertThat(here.dotLaneB(1, dot)).isEqualTo(there.dotLaneB(1, same)).isNotEqualTo(here.dotLaneA(1, dot));
        assertThat(here.digest(text)).isEqualTo(there.digest(text)).isNotEqualTo(other.digest(text));
        assertThat(here.hashKey(text, 0, 4))
                .isEqualTo(there.hashKey(text, 0, 4))
                .isNotEqualTo(other.hashKey(text, 0, 4));
        assertThat(here.hashKey("a text.".getBytes(UTF_8), 2, 4)).isEqualTo(here.hashKey(text, 0, 4));
        assertThat(here.dotLaneA(1, dot)).isNotEqualTo(other.dotLaneA(1, other.pack(Dot.of(id, 5))));
    }

    @Test
    void lanesDependOnEachWord() {
        Realm realm = realm(8, 9);
        Set<Long> lanes = new HashSet<>();
        for (long[] words : new long[][] {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {0, 1, 1}}) {
            lanes.add(realm.laneA(words[0], words[1], words[2]));
            lanes.add(realm.laneB(words[0], words[1], words[2]));
        }
        assertThat(lanes).hasSize(12);
    }

    @Test
    void lanesOfDotsAndRunsDependOnEachWord() {
        Realm realm = realm(8, 9);
        Set<Long> lanes = new HashSet<>();
        for (long incarnation = 1; incarnation <= 2; incarnation++) {
            int index = realm.index(ReplicaId.of("a", incarnation));
            for (long sequence = 1; sequence <= 2; sequence++) {
                long dot = Realm.pack(index, sequence);
                for (long path = 0; path < 2; path++) {
                    lanes.add(realm.dotLaneA(path, dot));
                    lanes.add(realm.dotLaneB(path, dot));
                    lanes.add(realm.runLaneA(dot, dot + path));
                    lanes.add(realm.runLaneB(dot, dot + path));
                }
            }
        }
        assertThat(lanes).hasSize(32);
    }

    @Test
    void dotsCompareByReplicaWhateverWasInternedFirst() {
        Realm realm = realm(8, 9);
        long later = realm.pack(Dot.of(ReplicaId.of("b", 1), 1));
        long earlier = realm.pack(Dot.of(ReplicaId.of("a", 1), 9));
        assertThat(realm.compare(earlier, later)).isNegative();
        assertThat(realm.compare(later, earlier)).isPositive();
        assertThat(realm.compare(later, later + 1)).isNegative();
        assertThat(realm.compare(later, later)).isZero();
    }

    @Test
    void searchesAreCounted() {
        Realm realm = realm(8, 9);
        realm.countSearch();
        realm.countSearch();
        assertThat(realm.searches()).isEqualTo(2);
    }
}
