package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.Position.Side;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class RGATest {
    private static final CrdtType<RGA<String>> TYPE = RGA.type(ValueCodec.strings());

    private final Author a = author("a");
    private final Author b = author("b");
    private final RGA<String> empty = TYPE.empty();
    private final RGA<String> letters = empty.insertAll(a, 0, List.of("a", "b", "c", "d"));

    private static void assertSame(RGA<String> left, RGA<String> right) {
        assertThat(left).isEqualTo(right);
        assertThat(TYPE.canonicalBytes(left)).isEqualTo(TYPE.canonicalBytes(right));
    }

    @Test
    void isEmptyBeforeAnyWriteAndAfterTheLastRemove() {
        assertThat(empty.isEmpty()).isTrue();
        assertThat(letters.isEmpty()).isFalse();
        assertThat(letters.remove(0, 4).isEmpty()).isTrue();
        assertThat(letters.remove(0, 4)).isNotEqualTo(empty);
    }

    @Test
    void isReadInPartsAndInOrder() {
        assertThat(letters.slice(1, 3)).containsExactly("b", "c");
        assertThat(letters.slice(2, 2)).isEmpty();
        assertThat(letters).containsExactly("a", "b", "c", "d");
        assertThatThrownBy(() -> letters.slice(3, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> letters.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> letters.slice(0, 1).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void elementsSetAtTheSameTimeBothStay() {
        RGA<String> left = letters.set(a, 1, "B");
        RGA<String> right = letters.set(b, 1, "BB");
        RGA<String> merged = left.merge(right);
        assertThat(merged.values())
                .hasSize(5)
                .startsWith("a")
                .contains("B", "BB")
                .endsWith("c", "d");
        assertSame(merged, right.merge(left).merge(letters));
    }

    @Test
    void severalChangesInOneGoAreThoseChangesOneByOne() {
        RGA<String> edited = letters.edit(a, editor -> {
            editor.insert(1, "x");
            editor.set(0, "A");
            editor.remove(2);
            editor.remove(2, 4);
            editor.append("end");
            editor.insertAll(0, List.of("one", "two"));
            assertThat(editor.size()).isEqualTo(5);
            assertThat(editor.list().get(0)).isEqualTo("one");
        });
        assertThat(edited.values()).containsExactly("one", "two", "A", "x", "end");
        assertThat(letters.edit(a, editor -> {})).isSameAs(letters);
    }

    @Test
    void editsOfOneListMakeTheSameChangesToAnother() {
        RGA<String> changed = letters.set(a, 0, "A").remove(2).append(a, "e");
        RGA<String> other = RGA.empty(ValueCodec.strings()).insertAll(b, 0, letters.values());
        RGA<String> mirrored =
                other.edit(b, editor -> changed.editsSince(letters).forEach(editor::apply));
        assertThat(mirrored.values()).isEqualTo(changed.values()).containsExactly("A", "b", "d", "e");
    }

    @Test
    void aPositionStaysBesideItsElement() {
        Position before = letters.position(2, Side.AFTER);
        Position behind = letters.position(2, Side.BEFORE);
        RGA<String> more = letters.insert(b, 2, "x").insert(b, 0, "y");
        assertThat(more.values()).containsExactly("y", "a", "b", "x", "c", "d");
        assertThat(more.indexOf(before)).isEqualTo(4);
        assertThat(more.indexOf(behind)).isEqualTo(3);
        assertThat(empty.indexOf(before)).isEqualTo(Position.UNKNOWN);
        assertThat(more.indexOf(letters.position(0, Side.BEFORE))).isZero();
        assertThat(more.indexOf(letters.position(4, Side.AFTER))).as("the end").isEqualTo(6);
        assertThat(more.append(a, "z").indexOf(letters.position(4, Side.AFTER))).isEqualTo(7);
        assertThatThrownBy(() -> letters.position(5, Side.AFTER)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> letters.position(-1, Side.AFTER)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void compactionForgetsWhatIsDeadEverywhere() {
        RGA<String> base = letters;
        for (int i = 0; i < 100; i++) {
            base = base.insert(b, i % 4, "x").remove(i % 5);
        }
        RGA<String> compacted = base.compact(base);
        assertThat(compacted.values()).isEqualTo(base.values()).hasSize(4);
        assertThat(TYPE.encode(compacted).length).isLessThan(TYPE.encode(base).length);
        RGA<String> written = compacted.append(a, "e");
        assertSame(written.merge(base), base.merge(sent(written)));
        assertThat(written.merge(base).values()).isEqualTo(written.values());
    }
}
