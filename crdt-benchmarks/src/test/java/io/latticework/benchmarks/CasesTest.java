package io.latticework.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.benchmarks.values.LatticeworkSets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CasesTest {
    private static final int SIZE = 400;

    /** Figures can be compared only if the work was done, and was the same. */
    @Test
    void allLibrariesDoTheSameWork() {
        for (String operation : Cases.operations()) {
            var outcomes = new TreeMap<String, List<Long>>();
            for (Case each : Cases.of(operation, SIZE)) {
                Operation prepared = each.setup().apply(SIZE);
                outcomes.put(
                        each.library(),
                        List.of(
                                prepared.outcome().applyAsLong(prepared.run()),
                                prepared.outcome().applyAsLong(prepared.run())));
            }
            assertThat(outcomes).as(operation).isNotEmpty();
            outcomes.forEach((library, outcome) -> assertThat(outcome.get(0))
                    .as(operation + " by " + library)
                    .isPositive()
                    .isEqualTo(outcomes.get(Case.LATTICEWORK).get(0)));
        }
    }

    /** Bytes depend on the JVM and its options a little, but not on how busy the machine is; docs/benchmarks.md has the figure. */
    @Test
    void anElementOf16CharactersTakesLessThan45BytesAsWrittenAndDecoded() {
        int size = 100_000;
        var written = LatticeworkSets.filled(size);
        assertThat(MemoryCommand.bytes(written) / size).isLessThan(45);
        assertThat(MemoryCommand.bytes(LatticeworkSets.copy(written)) / size).isLessThan(45);
    }

    /** Exact, too. */
    @Test
    void anElementOf16CharactersTakes16BytesOnTheWireAndLessThan9Deflated() {
        int size = 100_000;
        byte[] bytes = LatticeworkSets.encoded(LatticeworkSets.filled(size));
        assertThat(bytes.length).isLessThan(size * 35 / 2);
        assertThat(WireCommand.deflated(bytes)).isLessThan(size * 9);
    }

    @Test
    void writersDoNotStandInEachOthersWay() {
        var benchmark = new ContentionBenchmark();
        benchmark.keys = 3;
        benchmark.start();
        var place = new ContentionBenchmark.Place();
        for (int i = 0; i < 10; i++) {
            benchmark.increment(place);
            benchmark.add(place);
        }
        assertThat(benchmark.total()).isEqualTo(10);
        benchmark.close();
    }
}
