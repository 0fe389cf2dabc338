package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Stores of dots against sorted maps from dots to contents. */
class DotsTest {
    private static final Realm REALM = Realm.of(71, 72, ValueLimits.DEFAULT);
    private static final int REPLICAS = 3;

    static {
        for (int i = 0; i < REPLICAS; i++) {
            int unused = REALM.index(ReplicaId.of("replica", i));
        }
    }

    private static Content content(Random random) {
        return random.nextInt(3) == 0
                ? Presence.HERE
                : Written.of(REALM, HybridTimestamp.of(random.nextInt(3), 0), new byte[] {(byte) random.nextInt(3)});
    }

    private static long dot(Random random) {
        return Realm.pack(random.nextInt(REPLICAS), 1 + random.nextInt(5));
    }

    private static Map<Long, Content> some(Random random) {
        Map<Long, Content> some = new TreeMap<>();
        for (int i = random.nextInt(9); i >= 0; i--) {
            some.put(dot(random), content(random));
        }
        return some;
    }

    private static Dots store(Map<Long, Content> contents) {
        long[] dots = contents.keySet().stream().mapToLong(Long::longValue).toArray();
        return Dots.ofAll(dots, contents.values().toArray(Content[]::new));
    }

    /** The same dots with the same contents, and the digest that a store has which was made of them at once. */
    private static void assertIs(@Nullable Dots store, Map<Long, Content> expected, long path) {
        if (store == null) {
            assertThat(expected).isEmpty();
            return;
        }
        assertThat(store.size()).isEqualTo(expected.size());
        assertThat(store.dots()).isEqualTo(expected.size());
        int at = 0;
        for (Map.Entry<Long, Content> entry : expected.entrySet()) {
            assertThat(store.dot(at)).isEqualTo(entry.getKey());
            assertThat(store.content(at++)).isSameAs(entry.getValue());
            assertThat(store.find(entry.getKey())).isSameAs(entry.getValue());
        }
        assertThat(store.find(Realm.pack(REPLICAS, 1))).isNull();
        Dots fresh = store(expected);
        assertThat(store.laneA(REALM, path)).isEqualTo(fresh.laneA(REALM, path));
        assertThat(store.laneB(REALM, path)).isEqualTo(fresh.laneB(REALM, path));
        assertThat(store.laneA(REALM, path + 1)).isEqualTo(fresh.laneA(REALM, path + 1));
        assertThat(store.laneB(REALM, path + 1)).isEqualTo(fresh.laneB(REALM, path + 1));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void storesAreMapsFromDotsToContents(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Long, Content> map = some(random);
        Dots store = store(map);
        assertIs(store, map, 7);
        long dot = dot(random);
        Content content = content(random);

        Map<Long, Content> more = new TreeMap<>(map);
        more.put(dot, content);
        assertIs(store.with(dot, content), more, 7);

        Map<Long, Content> less = new TreeMap<>(map);
        boolean removed = less.remove(dot) != null;
        assertIs(store.minus(dot), less, 7);
        assertThat(removed || store.minus(dot) == store).isTrue();

        int at = random.nextInt(store.size());
        Map<Long, Content> other = new TreeMap<>(map);
        other.put(store.dot(at), content);
        assertIs(store.exchanged(at, content), other, 7);
        assertIs(store, map, 7);
    }

    /** Digests that are taken along from an earlier store are those of a fresh one, whatever has changed in between. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDigestTakenAlongIsThatOfTheContents(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Long, Content> before = some(random);
        Map<Long, Content> after = some(random);
        before.forEach((dot, content) -> {
            if (random.nextBoolean()) {
                after.put(dot, content);
            }
        });
        Dots old = store(before);
        long path = random.nextInt(2);
        if (random.nextInt(4) > 0) {
            long known = random.nextInt(4) > 0 ? path : path + 1;
            assertThat(old.laneA(REALM, known)).isEqualTo(store(before).laneA(REALM, known));
        }
        Dots changed = store(after);
        if (random.nextInt(4) == 0) {
            assertThat(changed.laneB(REALM, path)).isEqualTo(store(after).laneB(REALM, path));
        }
        changed.digestAfter(old, REALM, path);
        assertIs(changed, after, path);
    }

    /** No two stores of few dots have one half of a digest in common. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void bothHalvesOfTheDigestTellStoresApart(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Long, Content> one = some(random);
        Map<Long, Content> two = some(random);
        boolean equal = one.keySet().equals(two.keySet())
                && one.keySet().stream().allMatch(dot -> alike(one.get(dot), two.get(dot)));
        assertThat(store(one).laneA(REALM, 7) == store(two).laneA(REALM, 7)).isEqualTo(equal);
        assertThat(store(one).laneB(REALM, 7) == store(two).laneB(REALM, 7)).isEqualTo(equal);
    }

    private static boolean alike(Content left, Content right) {
        if (left instanceof Written one && right instanceof Written two) {
            return one.stamp().equals(two.stamp()) && one.value()[0] == two.value()[0];
        }
        return left == right;
    }
}
