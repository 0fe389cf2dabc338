package io.latticework.crdt.internal.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of characters of one to four bytes; what is not UTF-8 in its shortest form is refused. */
class TextUnitsTest {
    private final Author author = Author.of(ReplicaId.of("author", 1));

    static List<String> texts() {
        String mixed = "a\u007f\u0080\u00e9\u00ff\u0100\u07ff\u0800\u20ac\ud7ff\ue000\uffff"
                + "\ud800\udc00\ud83d\ude00\udbff\udfffz";
        return List.of(
                "plain",
                "\u00e9t\u00e9",
                mixed,
                mixed.repeat(40),
                "x".repeat(3_000),
                "\ud83d\ude00".repeat(900),
                "\u20ac");
    }

    private static Sequence empty() {
        return Sequence.empty(Realm.shared(), Medium.TEXT);
    }

    private static byte[] bytes(Sequence sequence) {
        ByteWriter out = new ByteWriter();
        sequence.writeTo(out);
        return out.toBytes();
    }

    private static Sequence read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        Sequence read = Sequence.read(in, Realm.shared(), Medium.TEXT);
        in.requireEnd();
        return read;
    }

    private static void assertReads(Sequence sequence, String text) {
        byte[] bytes = bytes(sequence);
        byte[] utf8 = text.getBytes(UTF_8);
        assertThat(sequence.text()).isEqualTo(text);
        assertThat(Arrays.copyOfRange(bytes, bytes.length - utf8.length, bytes.length))
                .isEqualTo(utf8);
        assertThat(read(bytes).text()).isEqualTo(text);
        assertThat(bytes(read(bytes))).isEqualTo(bytes);
        for (int i = 0; i < text.length(); i += 7) {
            assertThat(sequence.charAt(i)).isEqualTo(text.charAt(i));
            int to = Math.min(text.length(), i + 5);
            assertThat(sequence.text(i, to)).isEqualTo(text.substring(i, to));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void allCharactersComeBackHoweverTheyWereWritten(String text) {
        assertReads(empty().insert(author, 0, text), text);
        Sequence forwards = empty();
        Sequence backwards = empty();
        Sequence received = empty();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            Sequence before = forwards;
            forwards = forwards.insert(author, forwards.length(), Character.toString(points[i]));
            received = received.merge(forwards.deltaFrom(before));
            backwards = backwards.insert(author, 0, Character.toString(points[points.length - 1 - i]));
        }
        assertReads(forwards, text);
        assertReads(backwards, text);
        assertReads(received, text);
        assertThat(bytes(received)).isEqualTo(bytes(forwards));
        Sequence joined = empty();
        for (Sequence piece : forwards.split(100)) {
            joined = joined.merge(piece);
        }
        assertThat(joined.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsInTheMiddleComesOutWhole(String text) {
        Sequence around = empty().insert(author, 0, "<>").insert(author, 1, text);
        assertReads(around, "<" + text + ">");
        assertReads(around.delete(1, 1 + text.length()), "<>");
        assertReads(around.delete(0, 1).delete(text.length(), text.length() + 1), text);
    }

    private byte[] saying(int units, int... payload) {
        byte[] bytes = bytes(empty().insert(author, 0, "x".repeat(units)));
        byte[] changed = Arrays.copyOf(bytes, bytes.length - units + payload.length);
        for (int i = 0; i < payload.length; i++) {
            changed[bytes.length - units + i] = (byte) payload[i];
        }
        return changed;
    }

    @Test
    void onlyTheShortestFormOfACharacterIsRead() {
        assertThat(read(saying(1, 0xC3, 0xA9)).text()).isEqualTo("\u00e9");
        assertThat(read(saying(1, 0xC2, 0x80)).text()).isEqualTo("\u0080");
        assertThat(read(saying(1, 0xE0, 0xA0, 0x80)).text()).isEqualTo("\u0800");
        assertThat(read(saying(2, 0xF0, 0x90, 0x80, 0x80)).text()).isEqualTo("\ud800\udc00");
        assertThat(read(saying(2, 0xF4, 0x8F, 0xBF, 0xBF)).text()).isEqualTo("\udbff\udfff");
        assertRefused(1, 0xC1, 0xBF);
        assertRefused(1, 0xC0, 0x80);
        assertRefused(1, 0xE0, 0x9F, 0xBF);
        assertRefused(2, 0xF0, 0x8F, 0xBF, 0xBF);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertRefused(1, 0x80);
        assertRefused(1, 0xBF, 0xBF);
        assertRefused(1, 0xC3);
        assertRefused(1, 0xC3, 0x29);
        assertRefused(1, 0xC3, 0xC3);
        assertRefused(1, 0xE2, 0x82);
        assertRefused(1, 0xE2, 0x82, 0x20);
        assertRefused(2, 0xF4, 0x90, 0x80, 0x80);
        assertRefused(2, 0xF8, 0x90, 0x80, 0x80);
        assertRefused(2, 0xFF, 0x90, 0x80, 0x80);
        assertRefused(2, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80);
    }

    @Test
    void aTextHasAsManyUnitsAsItSays() {
        assertRefused(1, 0xF0, 0x90, 0x80, 0x80);
        assertRefused(3, 0xF0, 0x90, 0x80, 0x80);
        assertRefused(2, 0x61);
        assertRefused(1, 0x61, 0x61);
        assertRefused(2, 0xC3, 0xA9);
    }

    private void assertRefused(int units, int... payload) {
        byte[] bytes = saying(units, payload);
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "x\ude00y"})
    void halvesOfPairsAreNotWritten(String text) {
        Sequence base = empty().insert(author, 0, "ab\u20ac");
        assertThatThrownBy(() -> base.insert(author, 1, text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> base.insert(author, 3, text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(base.text()).isEqualTo("ab\u20ac");
    }

    /** Where the text rests, where it is being typed, and where it is being deleted forwards or backwards. */
    @Test
    void pairsAreNotParted() {
        Sequence rest = read(bytes(empty().insert(author, 0, "ab\ud83d\ude00cd\ud83d\ude00ef")));
        Sequence typed =
                empty().insert(author, 0, "ab\ud83d\ude00cd\ud83d\ude00").insert(author, 8, "ef");
        for (Sequence text : List.of(rest, typed)) {
            assertThatThrownBy(() -> text.delete(2, 3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> text.delete(3, 4)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> text.insert(author, 3, "x")).isInstanceOf(IllegalArgumentException.class);
            Sequence deleted = text.delete(4, 5);
            assertThat(deleted.text()).isEqualTo("ab\ud83d\ude00d\ud83d\ude00ef");
            assertThatThrownBy(() -> deleted.delete(3, 4)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> deleted.delete(4, 6)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> deleted.delete(6, 7)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> deleted.insert(author, 3, "x")).isInstanceOf(IllegalArgumentException.class);
            assertThat(deleted.delete(2, 4).text()).isEqualTo("abd\ud83d\ude00ef");
            assertThat(deleted.delete(4, 7).delete(2, 4).delete(2, 3).text()).isEqualTo("abf");
        }
    }
}
