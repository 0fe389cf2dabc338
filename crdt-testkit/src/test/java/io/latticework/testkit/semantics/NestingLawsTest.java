package io.latticework.testkit.semantics;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.ORMap;
import io.latticework.testkit.LawSuite;
import io.latticework.testkit.Mutation;
import io.latticework.testkit.types.Nested;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All laws for each type in one, two and three maps: as many histories for each type as a contract takes. */
@Execution(ExecutionMode.CONCURRENT)
class NestingLawsTest {
    private static final int MAX_DEPTH = 3;
    private static final List<What> WRITES = List.of(What.SHARED, What.ALICE, What.BOB);
    private static final int HISTORIES = Integer.getInteger("laws.histories", 1000);

    /** What a path of three keys and types, an id, an item and the envelope take as a piece of their own. */
    private static final int LARGEST_ITEM_BYTES = 200;

    static Stream<Arguments> places() {
        return Kinds.all().flatMap(kind -> Stream.of(1, 2, 3).map(depth -> Arguments.of(kind, depth)));
    }

    @ParameterizedTest(name = "{0} in {1} maps")
    @MethodSource("places")
    <S extends Crdt<S>> void lawsHold(Kind<S> kind, int depth) {
        LawSuite.drawing(kind.mapType(), random -> draw(kind, depth, random))
                .withModel(kind.mapModel())
                .withDamageDetected()
                .withOwnDelta(LARGEST_ITEM_BYTES)
                .withRealms(kind::mapType)
                .check(HISTORIES / MAX_DEPTH + 1);
    }

    private static Mutation<ORMap<String>> draw(Kind<?> kind, int depth, RandomGenerator random) {
        int what = random.nextInt(12);
        if (what < 9) {
            return kind.write(WRITES.get(what % WRITES.size()), depth);
        }
        return what < 11 ? kind.remove(1 + random.nextInt(depth)) : Nested.clear();
    }
}
