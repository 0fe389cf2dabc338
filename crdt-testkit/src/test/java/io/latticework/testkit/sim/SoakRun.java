package io.latticework.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs {@link Soak} with the arguments in the property {@code soak}. No part of the build: its name is not a test's. */
class SoakRun {
    @Test
    void soak() {
        assertThat(Soak.run(System.out, System.getProperty("soak", "seeds=100")))
                .isTrue();
    }
}
