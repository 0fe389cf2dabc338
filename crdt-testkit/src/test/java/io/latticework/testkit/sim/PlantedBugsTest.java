package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs that CRDT libraries had are found, each within some seeds; each hunt stops at its first catch. */
class PlantedBugsTest {
    private static final int SEEDS = Integer.getInteger("planted.seeds", 100);

    @ParameterizedTest
    @EnumSource
    void aPlantedBugIsFound(PlantedBug bug) {
        Optional<RunResult> caught = bug.hunt(SEEDS);
        assertThat(caught).as("%s: %s", bug, bug.what).isPresent();
        System.out.printf(
                "%-4s %-50s seed %3d: %s%n",
                bug, bug.what, caught.get().plan().seed(), caught.get().check());
    }

    @Test
    void withoutABugNothingIsFound() {
        for (Simulation control : PlantedBug.controls()) {
            for (long seed = 0; seed < 20; seed++) {
                assertThat(control.run(control.plan(seed)).failure()).isEmpty();
            }
        }
    }
}
