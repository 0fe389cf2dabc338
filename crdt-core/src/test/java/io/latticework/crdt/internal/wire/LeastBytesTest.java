package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.internal.store.Bridge;
import io.latticework.crdt.internal.store.DotStore;
import io.latticework.crdt.internal.store.Stores;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What is taken for the least that a store can take in bytes is never more than it takes. */
class LeastBytesTest {
    private static final Realm REALM = Realm.of(3, 4, ValueLimits.DEFAULT);
    private static final ValueCodec<String> STRINGS = ValueCodec.strings();
    private static final CrdtType<ORMap<String>> MAPS = ORMap.type(REALM, STRINGS, List.of());
    private static final CrdtType<ORSet<String>> SETS = ORSet.type(REALM, STRINGS);
    private static final CrdtType<LWWRegister<String>> REGISTERS = LWWRegister.type(REALM, STRINGS);

    private static @Nullable DotStore store(ORMap<String> map) {
        return Bridge.get().kernel(map).store();
    }

    private static ORMap<String> written(ORMap<String> map, Author author, Random random) {
        String key = "k".repeat(random.nextInt(9)) + random.nextInt(30);
        String value = "v".repeat(random.nextInt(40)) + random.nextInt(30);
        return switch (random.nextInt(5)) {
            case 0 -> map.update(author, key, REGISTERS, register -> register.set(author, value));
            case 1 -> map.update(author, key, SETS, set -> set.add(author, value));
            case 2 -> map.update(author, key, PNCounter.type(REALM), counter -> counter.increment(author));
            case 3 -> map.remove(author, key);
            default ->
                map.update(author, key, MAPS, inner -> inner.update(author, value, SETS, set -> set.add(author, key)));
        };
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void itIsNotMoreThanTheBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int writes) {
        Random random = new Random(seed);
        ORMap<String> map = MAPS.empty();
        for (int i = 0; i < writes; i++) {
            map = written(map, Author.of(ReplicaId.of("r" + random.nextInt(2), i)), random);
        }
        int bytes = MAPS.encode(map).length;
        assertThat(Stores.leastBytes(store(map), Integer.MAX_VALUE)).isLessThanOrEqualTo(bytes);
        assertThat(Stores.leastBytes(store(map), 0)).isLessThanOrEqualTo(bytes);
        assertThat(Stores.leastBytes(null, 9)).isZero();
    }
}
