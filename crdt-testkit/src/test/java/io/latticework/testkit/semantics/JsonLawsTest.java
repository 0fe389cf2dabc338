package io.latticework.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.testkit.Fleet;
import io.latticework.testkit.History;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.types.Nested;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever replicas come to can be shown as JSON and made anew from it. */
class JsonLawsTest {
    private static final int HISTORIES = Integer.getInteger("laws.histories", 1000) * 3 / 10;
    private static final List<Kind<?>> KINDS = Kinds.all().collect(Collectors.toList());

    static List<Kind<?>> kinds() {
        return KINDS;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void valuesOfEachTypeComeBackAtAllDepths(Kind<?> kind) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            int depth = 1 + seed % 3;
            check(kind.mapType(), History.draw(new SplittableRandom(seed), 12, random -> change(kind, depth, random)));
        }
    }

    @Test
    void mapsOfAllTypesComeBack() {
        CrdtType<ORMap<String>> type = ORMap.type(
                Realm.shared(),
                ValueCodec.strings(),
                KINDS.stream().<CrdtType<?>>map(Kind::type).toList());
        for (int seed = 0; seed < HISTORIES; seed++) {
            check(type, History.draw(new SplittableRandom(seed), 24, JsonLawsTest::anyChange));
        }
    }

    private static Mutation<ORMap<String>> anyChange(RandomGenerator random) {
        return change(KINDS.get(random.nextInt(KINDS.size())), 1 + random.nextInt(3), random);
    }

    private static Mutation<ORMap<String>> change(Kind<?> kind, int depth, RandomGenerator random) {
        return random.nextInt(5) == 0
                ? Nested.removeKey("k")
                : kind.write(List.of(What.SHARED, What.ALICE, What.BOB).get(random.nextInt(3)), depth);
    }

    private static void check(CrdtType<ORMap<String>> type, History<ORMap<String>> history) {
        Fleet<ORMap<String>> fleet = Fleet.after(history, type);
        fleet.deliverAll();
        ORMap<String> value = fleet.states().get(0);
        Author author = Author.of(ReplicaId.of("importer", 1));
        String typed = type.toTypedJson(value);
        ORMap<String> again = type.fromJson(author, typed);
        assertThat(type.toTypedJson(again)).isEqualTo(typed);
        assertThat(again.toJson()).isEqualTo(value.toJson());
        if (!typed.contains("@list<")) { // where nothing tells types, an array is a set, whose order is its own
            assertThat(type.fromJson(author, type.toPrettyJson(value)).toJson()).isEqualTo(value.toJson());
        }
        assertThat(type.decode(type.encode(again))).isEqualTo(again);
    }
}
