package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaIdTest {
    @Test
    void anIncarnationIsDrawn() {
        assertThat(ReplicaId.fresh("eu-1", () -> 0xabcL))
                .isEqualTo(ReplicaId.of("eu-1", 0xabc))
                .hasToString("eu-1#abc");
    }

    @Test
    void namesAreReadableAndShort() {
        String longest = "x".repeat(ReplicaId.MAX_NAME_BYTES);
        assertThat(ReplicaId.of(longest, 0).name()).isEqualTo(longest);
        assertThat(ReplicaId.of("Zürich \uD83C\uDFD4", 0).name()).hasSize(9);
        for (String wrong :
                List.of("", longest + "x", "ü".repeat(128), "a\nb", "\u0000", "\u007f", "\uD83C", "a\uDFD4")) {
            assertThatIllegalArgumentException().isThrownBy(() -> ReplicaId.of(wrong, 0));
        }
    }

    @Test
    void theFirstAndTheLastReadableCharacterAreFine() {
        assertThat(ReplicaId.of(" ~", 0).name()).isEqualTo(" ~");
        for (String wrong : List.of("\u001f", "~\u007f", " \u0080")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReplicaId.of(wrong, 0))
                    .withMessageContaining("without control characters");
        }
    }

    @Test
    void ordersByNameThenByUnsignedIncarnation() {
        assertThat(List.of(
                        ReplicaId.of("b", 0),
                        ReplicaId.of("a", -1),
                        ReplicaId.of("a", 0),
                        ReplicaId.of("a", Long.MIN_VALUE),
                        ReplicaId.of("a", Long.MAX_VALUE)))
                .satisfies(ids -> assertThat(ids.stream().sorted().map(ReplicaId::toString))
                        .containsExactly(
                                "a#0", "a#7fffffffffffffff", "a#8000000000000000", "a#ffffffffffffffff", "b#0"));
    }
}
