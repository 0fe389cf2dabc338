package io.latticework.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its fenced blocks, its links and its headings. */
public record Page(Path file, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /**
     * A fenced block.
     *
     * @param language the word after the fence, empty if there is none
     * @param line where the block starts, counted from 1
     * @param text what is between the fences, each line ended
     */
    record Block(Path file, String language, int line, String text) {
        @Override
        public String toString() {
            return root().relativize(file) + ":" + line;
        }
    }

    /** Returns the folder of the repository: Maven's, or else the nearest one above that has the wrapper. */
    public static Path root() {
        String given = System.getProperty("maven.multiModuleProjectDirectory");
        Path folder = Path.of(given == null ? "" : given).toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("No folder above the working directory has mvnw");
            }
        }
        return folder;
    }

    static Page of(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all pages: those at the root and all below docs. */
    static List<Page> all() {
        try (Stream<Path> top = Files.list(root());
                Stream<Path> below = Files.walk(root().resolve("docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return root().relativize(file).toString().replace('\\', '/');
    }

    /** Returns the fenced blocks in their order. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String language = "";
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean fence = line.startsWith("```");
            if (fence && start == 0) {
                language = line.substring(3).trim();
                start = i + 1;
            } else if (fence) {
                blocks.add(new Block(file, language, start, text.toString()));
                text.setLength(0);
                start = 0;
            } else if (start > 0) {
                text.append(line).append('\n');
            }
        }
        if (start > 0) {
            throw new IllegalStateException(name() + ":" + start + ": the block has no end");
        }
        return blocks;
    }

    private List<String> prose() {
        List<String> prose = new ArrayList<>();
        boolean inBlock = false;
        for (String line : lines) {
            boolean fence = line.startsWith("```");
            if (!fence && !inBlock) {
                prose.add(line);
            }
            inBlock ^= fence;
        }
        return prose;
    }

    /** Returns the targets of links that lead to other pages or to headings. */
    List<String> links() {
        List<String> links = new ArrayList<>();
        for (String line : prose()) {
            Matcher link = LINK.matcher(CODE.matcher(line).replaceAll(""));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*")) {
                    links.add(link.group(1));
                }
            }
        }
        return links;
    }

    /** Returns the anchors of the headings, as code hosts make them: lower case, hyphens for spaces, no punctuation. */
    List<String> anchors() {
        return prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", ""))
                .map(text -> text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                .map(text -> text.replace(' ', '-'))
                .toList();
    }
}
