package io.latticework.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static void isRefused(Limits.Builder builder, String named) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(named);
    }

    @Test
    void whatIsOutOfRangeIsRefusedByName() {
        isRefused(Limits.builder().keys(0), "keys");
        isRefused(Limits.builder().peers(-1), "peers");
        isRefused(Limits.builder().unacked(0, 1), "unackedDeltas");
        isRefused(Limits.builder().unacked(1, 0), "unackedBytes");
        isRefused(Limits.builder().frames(4096, 1023), "frameTargetBytes");
        isRefused(Limits.builder().frames(4095, 2048), "frameBytes");
        isRefused(Limits.builder().store(0, 1), "unstoredBytes");
        isRefused(Limits.builder().store(1, 0), "storeFoldBytes");
        isRefused(Limits.builder().newReplicas(0), "newReplicas");
        isRefused(Limits.builder().pushWindow(Duration.ofNanos(-1)), "pushWindow");
        isRefused(Limits.builder().pulse(Duration.ZERO), "pulse");
        isRefused(Limits.builder().exchangeTimeout(Duration.ZERO), "exchangeTimeout");
    }

    @Test
    void asManyFramesMayWaitAsASessionSaysInOneGo() {
        isRefused(Limits.builder().waitingFrames(Limits.LEAST_WAITING_FRAMES - 1), "waitingFrames");
        Limits least = Limits.builder()
                .waitingFrames(Limits.LEAST_WAITING_FRAMES)
                .frames(4096, 2048)
                .pushWindow(Duration.ZERO)
                .build();
        assertThat(least.waitingFrames()).isEqualTo(Limits.LEAST_WAITING_FRAMES);
    }
}
