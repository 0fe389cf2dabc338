package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ValueLimitsTest {
    private static final ValueLimits DEFAULT = ValueLimits.DEFAULT;

    @Test
    void eachLimitIsAtLeastOne() {
        List<IntFunction<ValueLimits>> each =
                List.of(DEFAULT::withElementBytes, DEFAULT::withNesting, DEFAULT::withReplicas, DEFAULT::withRuns);
        for (IntFunction<ValueLimits> with : each) {
            assertThat(with.apply(1)).isNotEqualTo(DEFAULT);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with.apply(0))
                    .withMessageContaining("at least 1")
                    .withMessageContaining("=0");
        }
    }

    @Test
    void eachLimitIsSetByItself() {
        assertThat(DEFAULT.withElementBytes(5).elementBytes()).isEqualTo(5);
        assertThat(DEFAULT.withNesting(6).nesting()).isEqualTo(6);
        assertThat(DEFAULT.withReplicas(7).replicas()).isEqualTo(7);
        assertThat(DEFAULT.withRuns(8).runs()).isEqualTo(8);
        assertThat(DEFAULT.withElementBytes(5).withNesting(6).withReplicas(7).withRuns(8))
                .isEqualTo(new ValueLimits(5, 6, 7, 8));
    }

    @Test
    void mapsNestAtMost64Deep() {
        assertThat(DEFAULT.withNesting(64).nesting()).isEqualTo(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withNesting(65))
                .withMessageContaining("=65");
    }
}
