package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.LimitExceededException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What others may send under their limits is taken up to one's own, and refused one above. */
class WireLimitsTest {
    private static final ValueLimits LIMITS = ValueLimits.DEFAULT;
    private static final ValueCodec<String> STRINGS = ValueCodec.strings();

    private final Realm theirs = Realm.of(5, 6, LIMITS);

    private static Author author(int number) {
        return Author.of(ReplicaId.of("writer", number));
    }

    private static <S extends Crdt<S>> void takesUpTo(
            String limit,
            int needed,
            S value,
            Function<ValueLimits, ValueLimits> least,
            Function<Realm, CrdtType<S>> type) {
        byte[] bytes = value.type().encode(value);
        ValueLimits enough = least.apply(LIMITS);
        assertThat(type.apply(Realm.of(5, 6, enough)).decode(bytes)).isEqualTo(value);
        ValueLimits less = switch (limit) {
            case "replicas" -> enough.withReplicas(needed - 1);
            case "runs" -> enough.withRuns(needed - 1);
            case "nesting" -> enough.withNesting(needed - 1);
            default -> enough.withElementBytes(needed - 1);
        };
        assertThatThrownBy(() -> type.apply(Realm.of(5, 6, less)).decode(bytes))
                .isInstanceOfSatisfying(LimitExceededException.class, e -> {
                    assertThat(e.limit()).isEqualTo(limit);
                    assertThat(e.allowed()).isEqualTo(needed - 1);
                    assertThat(e.actual()).isEqualTo(needed);
                });
    }

    @Test
    void replicasOfACounter() {
        PNCounter counter = PNCounter.type(theirs).empty();
        for (int i = 0; i < 5; i++) {
            counter = counter.increment(author(i), 1);
        }
        takesUpTo("replicas", 5, counter, limits -> limits.withReplicas(5), PNCounter::type);
    }

    @Test
    void replicasOfASet() {
        ORSet<String> set = ORSet.type(theirs, STRINGS).empty();
        for (int i = 0; i < 5; i++) {
            set = set.add(author(i), "element " + i);
        }
        takesUpTo("replicas", 5, set, limits -> limits.withReplicas(5), realm -> ORSet.type(realm, STRINGS));
    }

    @Test
    void runsOfAContext() {
        ORSet<String> set = ORSet.type(theirs, STRINGS).empty();
        Author author = author(1);
        for (int i = 0; i < 4; i++) {
            set = set.add(author, "element " + i);
            long unused = author.nextSequence(); // written elsewhere
        }
        ORSet<String> removed = set;
        for (int i = 0; i < 4; i++) {
            removed = removed.remove(author(2 + i), "element " + i);
        }
        takesUpTo("runs", 8, removed, limits -> limits.withRuns(8), realm -> ORSet.type(realm, STRINGS));
    }

    @Test
    void elementsOfASet() {
        ORSet<String> set = ORSet.type(theirs, STRINGS).empty().add(author(1), "x".repeat(30));
        takesUpTo("elementBytes", 30, set, limits -> limits.withElementBytes(30), realm -> ORSet.type(realm, STRINGS));
    }

    @Test
    void mapsInsideOfMaps() {
        Author author = author(1);
        CrdtType<ORMap<String>> type = ORMap.type(theirs, STRINGS, List.of());
        ORMap<String> map = deep(author, type, type.empty(), 4);
        takesUpTo("nesting", 4, map, limits -> limits.withNesting(4), realm -> ORMap.type(realm, STRINGS, List.of()));
    }

    private ORMap<String> deep(Author author, CrdtType<ORMap<String>> type, ORMap<String> map, int maps) {
        return maps == 1
                ? map.update(author, "key", PNCounter.type(theirs), counter -> counter.increment(author, 1))
                : map.update(author, "key", type, inner -> deep(author, type, inner, maps - 1));
    }

    @Test
    void theIdsThatDecodingWouldInternAreCounted() {
        ORSet<String> set = ORSet.type(theirs, STRINGS).empty();
        for (int i = 0; i < 3; i++) {
            set = set.add(author(i), "element " + i);
        }
        byte[] bytes = set.type().encode(set);
        Realm fresh = Realm.of(5, 6, LIMITS);
        assertThat(CausalCodec.unknownReplicas(bytes, fresh)).isEqualTo(3);
        assertThat(CausalCodec.unknownReplicas(bytes, fresh))
                .as("nothing was interned")
                .isEqualTo(3);
        int first = fresh.index(author(0).replica());
        assertThat(first).isZero();
        assertThat(CausalCodec.unknownReplicas(bytes, fresh)).isEqualTo(2);
        assertThat(ORSet.type(fresh, STRINGS).decode(bytes)).isEqualTo(set);
        assertThat(CausalCodec.unknownReplicas(bytes, fresh)).isZero();
    }
}
