package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stores that are put back to an older state, or emptied, under crashes, partitions and 30 % loss. */
class RollBackTest {
    @Test
    void whatWasAcknowledgedSurvivesAMinorityOfStoresThatRollBack() {
        long conflicts = 0;
        int unnoticed = 0;
        for (long seed = 5000; seed < 5120; seed++) {
            RollBackStory story = new RollBackStory(seed);
            story.tell(60);
            conflicts += story.conflicts();
            unnoticed += story.unnoticed();
        }
        assertThat(unnoticed).as("stores put back unnoticed").isGreaterThan(50);
        assertThat(conflicts).as("found out by what peers had seen").isPositive();
    }
}
