package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.Writers;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Dot;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CausalityException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.time.HybridLogicalClock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A context of some 10^14 dots in a few hundred bytes: no operation goes through its dots. */
@Timeout(60)
class HugeContextTest {
    private static final int REPLICAS = 100;
    private static final long ENOUGH = 2L << 20;

    private final Realm realm = Realm.of(5, 6, ValueLimits.DEFAULT);
    private final CrdtType<ORSet<String>> sets = ORSet.type(realm, ValueCodec.strings());
    private final CrdtType<ORMap<String>> maps = ORMap.type(realm, ValueCodec.strings(), List.of());
    private final Author a = Writers.author("a");
    private final byte[] bytes = forge(sets.name());

    private byte[] forge(String type) {
        return runs(Forge.of(realm, type).numbers(0).replicas(names()).types()).bytes();
    }

    private static String[] names() {
        return IntStream.range(100, 100 + REPLICAS).mapToObj(i -> "r" + i).toArray(String[]::new);
    }

    private static Forge runs(Forge forge) {
        forge.numbers(REPLICAS);
        for (int i = 0; i < REPLICAS; i++) {
            forge.numbers(0, 0, 0, Dot.MAX_SEQUENCE - 1);
        }
        return forge;
    }

    private void allOperations(ORSet<String> huge, ORSet<String> small) {
        ORSet<String> merged = small.merge(huge);
        assertThat(merged.elements()).containsExactly("x");
        assertThat(huge.merge(small)).isEqualTo(merged).hasSameHashCodeAs(merged);
        assertThat(sets.decode(sets.encode(merged))).isEqualTo(merged);
        assertThat(small.merge(merged.deltaFrom(small))).isEqualTo(merged);
        assertThat(merged.deltaFrom(merged).merge(small.deltaFrom(huge)).elements())
                .containsExactly("x");
        assertThat(Writers.join(sets.empty(), merged.split(500))).isEqualTo(merged);
        assertThat(merged.toString()).hasSizeLessThan(1_000);
        assertThat(merged.add(a, "y").remove(a, "x").size()).isEqualTo(1);
        assertThat(merged.in(Realm.of(7, 8, ValueLimits.DEFAULT))).isEqualTo(merged);
    }

    @Test
    void setsWorkWithIt() {
        ORSet<String> huge = sets.decode(bytes);
        ORSet<String> small = sets.empty().add(a, "x");
        assertThat(bytes).hasSizeLessThan(2_500);
        assertThat(Allocation.bytes(() -> allOperations(huge, small))).isLessThan(ENOUGH);
    }

    @Test
    void contextsWorkWithIt() {
        Replicas replicas = Replicas.read(new ByteReader(header()), realm);
        WireRuns runs = new WireRuns();
        for (int i = 0; i < REPLICAS; i++) {
            runs.add(Realm.pack(i, 1), Realm.pack(i, Dot.MAX_SEQUENCE));
        }
        var context = replicas.context(runs);
        assertThat(context.size()).isEqualTo(REPLICAS * Dot.MAX_SEQUENCE);
        assertThat(Allocation.bytes(() -> {
                    assertThat(context.intersectionSize(context)).isEqualTo(context.size());
                    assertThat(context.toString()).contains("r100#1:1..1099511627775");
                    assertThat(context.minus(context).isEmpty()).isTrue();
                    assertThat(context.union(context.plus(Dot.of(ReplicaId.of("z", 1), 5)))
                                    .size())
                            .isEqualTo(context.size() + 1);
                    assertThat(context.vector().sequence(ReplicaId.of("r100", 1)))
                            .isEqualTo(Dot.MAX_SEQUENCE);
                    assertThat(context.in(Realm.of(7, 8, ValueLimits.DEFAULT))).isEqualTo(context);
                }))
                .isLessThan(ENOUGH);
    }

    private static byte[] header() {
        byte[] framed = Forge.of(Realm.shared(), "x").replicas(names()).bytes();
        return Arrays.copyOfRange(framed, 9, framed.length);
    }

    @Test
    void nestedValuesWorkWithIt() {
        ORMap<String> huge = maps.decode(forge(maps.name()));
        ORMap<String> map = huge.update(a, "key", sets, set -> set.add(a, "x"));
        assertThat(Allocation.bytes(() -> {
                    assertThat(map.update(a, "key", sets, set -> set.add(a, "y"))
                                    .toJson())
                            .isEqualTo("{\"key\":[\"x\",\"y\"]}");
                    assertThat(huge.merge(map).deltaFrom(huge).keys()).containsExactly("key");
                    assertThat(maps.decode(maps.encode(map))).isEqualTo(map);
                }))
                .isLessThan(ENOUGH);
    }

    @Test
    void theOwnerOfACoveredIncarnationIsToldThatItsSequenceIsTaken() {
        ORSet<String> huge = sets.decode(bytes);
        Author owner = Author.resuming(ReplicaId.of("r100", 1), 5, HybridLogicalClock.logical());
        assertThatThrownBy(() -> huge.add(owner, "x")).isInstanceOf(CausalityException.class);
    }
}
