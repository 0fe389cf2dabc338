package io.latticework.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.testkit.docs.Page.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs what the documentation shows, and follows its links. */
class DocumentationTest {
    /** A program and the block after it, which must be what it prints. */
    record Example(Block program, Block output) {
        @Override
        public String toString() {
            return program.toString();
        }
    }

    static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (Page page : Page.all()) {
            List<Block> blocks = page.blocks();
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).language().equals("java")) {
                    assertThat(i + 1).as("blocks of %s", page.name()).isLessThan(blocks.size());
                    examples.add(new Example(blocks.get(i), blocks.get(i + 1)));
                }
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void programPrintsTheBlockAfterIt(Example example, @TempDir Path folder) throws Exception {
        assertThat(example.output().language())
                .as("the block after %s", example)
                .isEqualTo("text");
        String printed = Program.of(example.program().text()).run(folder);
        assertThat(printed).as("%s prints", example).isEqualTo(example.output().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/types.md", "docs/format.md"})
    void pageHasPrograms(String name) {
        assertThat(examples())
                .as("programs of %s", name)
                .anyMatch(example -> example.program().file().equals(Page.root().resolve(name)));
    }

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        for (String link : page.links()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? page.file()
                    : page.file().resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", page.name(), link).exists();
            if (parts.length == 2) {
                assertThat(Page.of(target).anchors())
                        .as("%s links to %s", page.name(), link)
                        .contains(parts[1]);
            }
        }
    }

    /** A block of bytes with a remark on each line is the very output that it explains. */
    @Test
    void explainedBytesAreThoseThatTheProgramPrints() {
        Block printed = null;
        int explained = 0;
        for (Block block : Page.of(Page.root().resolve("docs/format.md")).blocks()) {
            if (block.language().equals("hex")) {
                assertThat(printed).as("%s follows an output", block).isNotNull();
                assertThat(bytes(block))
                        .as("%s", block)
                        .isEqualTo(printed.text().strip());
                explained++;
            }
            printed = block.language().equals("text") ? block : printed;
        }
        assertThat(explained).isPositive();
    }

    private static String bytes(Block block) {
        StringBuilder bytes = new StringBuilder();
        block.text().lines().forEach(line -> bytes.append(line.split("  ", 2)[0].replace(" ", "")));
        return bytes.toString();
    }

    @Test
    void decisionsAreNumberedWithoutGaps() throws Exception {
        try (Stream<Path> files = Files.list(Page.root().resolve("docs/adr"))) {
            List<String> numbers = files.map(
                            file -> file.getFileName().toString().substring(0, 4))
                    .sorted()
                    .toList();
            for (int i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).isEqualTo(String.format("%04d", i + 1));
            }
        }
    }
}
