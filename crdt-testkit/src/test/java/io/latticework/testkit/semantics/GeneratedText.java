package io.latticework.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text in a page of the documentation that a test makes and compares. It stands between a comment with its name and one
 * that ends it. With {@code -Ddocs.rewrite=true} it is written instead of compared.
 *
 * @param page the page's file
 * @param name the name in the first comment
 */
record GeneratedText(Path page, String name) {
    private static final String END = "<!-- end of generated text -->";

    /** Compares the text with what the page has, or writes it there. */
    void is(String text) throws IOException {
        String start = "<!-- generated: " + name + " -->\n";
        String before = Files.readString(page);
        int from = before.indexOf(start);
        int to = before.indexOf(END, from);
        assertThat(from).as("%s in %s", start, page).isNotNegative();
        assertThat(to).as("%s after %s in %s", END, start, page).isGreaterThan(from);
        if (Boolean.getBoolean("docs.rewrite")) {
            Files.writeString(page, before.substring(0, from) + start + text + before.substring(to));
        } else {
            assertThat(before.substring(from + start.length(), to))
                    .as("%s in %s; -Ddocs.rewrite=true writes what is true now", name, page)
                    .isEqualTo(text);
        }
    }
}
