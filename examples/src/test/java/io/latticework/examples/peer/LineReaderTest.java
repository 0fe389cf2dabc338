package io.latticework.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    /** Gives a byte at a time, as a slow pipe does. */
    private static InputStream slowly(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }

    private static List<String> lines(InputStream in) throws Exception {
        LineReader reader = new LineReader(in, 5);
        List<String> lines = new ArrayList<>();
        for (LineReader.Line line = reader.read(); line != null; line = reader.read()) {
            lines.add(new String(line.bytes(), StandardCharsets.UTF_8) + (line.isWhole() ? "" : "..."));
        }
        return lines;
    }

    @Test
    void cutsLinesAndTheBeginningOfThoseThatAreTooLong() throws Exception {
        String text = "ab\n\n12345\n123456\n1234567890abc\nend";
        List<String> expected = List.of("ab", "", "12345", "12345...", "12345...", "end");
        assertThat(lines(slowly(text))).isEqualTo(expected);
        assertThat(lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
    }

    @Test
    void theEndOfTheStreamEndsALine() throws Exception {
        assertThat(lines(slowly(""))).isEmpty();
        assertThat(lines(slowly("\n"))).containsExactly("");
        assertThat(lines(slowly("12345678"))).containsExactly("12345...");
    }

    @Test
    void theRestOfALineCanBeReadInsteadOfBeingSkipped() throws Exception {
        LineReader reader = new LineReader(slowly("1234567890\nnext\n"), 5);
        assertThat(reader.read().isWhole()).isFalse();
        assertThat(reader.rest().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("67890");
        assertThat(reader.read().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("next");
        assertThat(reader.read()).isNull();
    }
}
