package io.latticework.crdt.causal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
    private final Lines lines = new Lines();

    private void startMany(long from, int count) {
        for (long name = from; name < from + count; name++) {
            lines.start(name, 1);
        }
    }

    @Test
    void aLineGoesOnOnlyFromWhereItWasLeft() {
        lines.start(7, 10);
        assertThat(lines.advance(7, 10, 11)).isTrue();
        assertThat(lines.advance(7, 10, 12)).isFalse();
        assertThat(lines.advance(7, 11, 12)).isTrue();
        assertThat(lines.advance(8, 0, 1)).isFalse();
    }

    @Test
    void manyLinesGoOnInTurn() {
        startMany(1, 100);
        for (int round = 1; round <= 40; round++) {
            for (long name = 1; name <= 100; name++) {
                assertThat(lines.advance(name, round, round + 1)).isTrue();
            }
        }
        for (int round = 41; round <= 80; round++) {
            assertThat(lines.advance(5, round, round + 1)).isTrue();
        }
    }

    @Test
    void whatIsUsedStaysAndWhatIsNotIsForgotten() {
        lines.start(1, 1);
        lines.start(2, 1);
        for (int generation = 0; generation < 4; generation++) {
            startMany(1_000_000L * (generation + 1), Lines.GENERATION - 1);
            assertThat(lines.advance(1, generation + 1, generation + 2)).isTrue();
        }
        assertThat(lines.advance(2, 1, 2)).isFalse();
    }

    @Test
    void aLineThatMovedToTheYoungerGenerationIsTheSameLine() {
        lines.start(1, 1);
        startMany(1_000_000, Lines.GENERATION);
        assertThat(lines.advance(1, 1, 2)).isTrue();
        startMany(2_000_000, Lines.GENERATION - 2);
        assertThat(lines.advance(1, 1, 3)).isFalse();
        assertThat(lines.advance(1, 2, 3)).isTrue();
    }
}
