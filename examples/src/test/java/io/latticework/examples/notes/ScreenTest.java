package io.latticework.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.RGAText;
import io.latticework.crdt.TextEditor;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final Author ann = Author.of(ReplicaId.of("ann", 1));
    private final Author bob = Author.of(ReplicaId.of("bob", 2));
    private final Screen screen = new Screen();
    private RGAText text = RGAText.empty();

    private List<String> after(Consumer<TextEditor> change) {
        RGAText before = text;
        text = text.edit(ann, change);
        return screen.apply(text.editsSince(before));
    }

    @Test
    void newAndChangedLinesAreShownAndThoseThatWentAreCounted() {
        assertThat(after(editor -> Lines.append(editor, "milk"))).containsExactly("  1 | milk");
        assertThat(after(editor -> Lines.append(editor, ""))).containsExactly("  2 | ");
        assertThat(after(editor -> Lines.insert(editor, 1, "to buy:"))).containsExactly("  1 | to buy:");
        assertThat(after(editor -> {
                    Lines.change(editor, 2, "oat milk");
                    Lines.append(editor, "bread");
                    Lines.append(editor, "tea");
                }))
                .containsExactly("  2 | oat milk", "  4 | bread", "  5 | tea");
        assertThat(after(editor -> Lines.delete(editor, 3, 4))).containsExactly("2 lines less");
        assertThat(after(editor -> Lines.delete(editor, 1, 1))).containsExactly("one line less");
        assertThat(text.text()).isEqualTo("oat milk\ntea\n");
        assertThat(after(editor -> editor.delete(8, 9))).containsExactly("  1 | oat milktea", "one line less");
        assertThat(after(editor -> editor.append("!"))).containsExactly("  2 | !");
        assertThat(after(editor -> Lines.append(editor, "?"))).containsExactly("  2 | !", "  3 | ?");
    }

    @Test
    void twoChangeOneLineAtOnce() {
        RGAText start = RGAText.empty().append(ann, "The fox jumps\n");
        RGAText one = start.edit(ann, editor -> Lines.change(editor, 1, "The quick fox jumps"));
        RGAText two = start.edit(bob, editor -> Lines.change(editor, 1, "The fox sleeps"));
        assertThat(one.merge(two).text()).isEqualTo("The quick fox sleeps\n");
    }

    @Test
    void aPairOfSurrogatesIsChangedAsAWhole() {
        RGAText start = RGAText.empty().append(ann, "a\ud83d\ude00b\n");
        for (String line : List.of("a\ud83d\ude01b", "a\ud83e\ude00b", "ab", "\ud83d\ude00\ud83d\ude00", "")) {
            assertThat(start.edit(ann, editor -> Lines.change(editor, 1, line)).text())
                    .isEqualTo(line + "\n");
        }
    }

    @Test
    void aLineThatIsNotThereIsRefused() {
        RGAText start = RGAText.empty().append(ann, "one\n");
        for (Consumer<TextEditor> change : List.<Consumer<TextEditor>>of(
                editor -> Lines.insert(editor, 2, "x"),
                editor -> Lines.change(editor, 0, "x"),
                editor -> Lines.delete(editor, 1, 2),
                editor -> Lines.delete(editor, 1, 0))) {
            assertThatThrownBy(() -> start.edit(ann, change).length()).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
