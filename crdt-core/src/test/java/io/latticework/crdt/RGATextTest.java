package io.latticework.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.Position.Side;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CrdtException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RGATextTest {
    private final Author alice = Author.of(ReplicaId.of("alice", 1));
    private final Author bob = Author.of(ReplicaId.of("bob", 2));

    private RGAText type(RGAText text, Author author, int index, String word, boolean backwards) {
        RGAText typed = text;
        for (int i = 0; i < word.length(); i++) {
            int letter = backwards ? word.length() - 1 - i : i;
            typed = typed.insert(author, backwards ? index : index + i, word.substring(letter, letter + 1));
        }
        return typed;
    }

    @Test
    void wordsTypedAtOnePlaceAtOnceDoNotMix() {
        for (int trial = 0; trial < 60; trial++) {
            SplittableRandom random = new SplittableRandom(trial);
            RGAText start = RGAText.empty().append(alice, "[]");
            RGAText joined = start;
            int writers = 2 + trial % 2;
            for (int writer = 0; writer < writers; writer++) {
                Author author = Author.of(ReplicaId.of("w" + writer, random.nextLong()));
                joined = joined.merge(type(start, author, 1, "word%d...".formatted(writer), random.nextBoolean()));
            }
            for (int writer = 0; writer < writers; writer++) {
                assertThat(joined.text()).contains("word%d...".formatted(writer));
            }
        }
    }

    @Test
    void forksOfOneValueKeepBothSides() {
        RGAText start = RGAText.empty().append(alice, "x");
        RGAText one = start.append(alice, "1");
        RGAText two = start.append(alice, "2");
        assertThat(one.merge(two)).isEqualTo(two.merge(one));
        assertThat(one.merge(two).length()).isEqualTo(3);
    }

    @Test
    void aSurrogatePairIsNeverParted() {
        RGAText text = RGAText.empty().append(alice, "a\ud83d\ude00b");
        assertThatThrownBy(() -> text.insert(alice, 2, "x").length()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.delete(0, 2).length()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text.append(alice, "\ud83d").length()).isInstanceOf(IllegalArgumentException.class);
        for (RGAText piece : text.split(1)) {
            assertThat(piece.text().codePoints().noneMatch(point -> point >= 0xd800 && point < 0xe000))
                    .isTrue();
        }
    }

    @Test
    void anIndexOutOfRangeIsRefused() {
        RGAText text = RGAText.empty().append(alice, "abc");
        assertThatThrownBy(() -> text.insert(alice, 4, "x").length()).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> text.insert(alice, -1, "x").length()).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> text.delete(1, 4).length()).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> text.charAt(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aPositionStaysWhileOthersEdit() {
        RGAText text = RGAText.empty().append(alice, "one three");
        Position before = text.position(4, Side.BEFORE);
        Position after = text.position(4, Side.AFTER);
        RGAText edited = text.insert(bob, 4, "two ").insert(bob, 0, "zero ");
        assertThat(edited.text()).isEqualTo("zero one two three");
        assertThat(edited.indexOf(before)).isEqualTo(9);
        assertThat(edited.indexOf(after)).isEqualTo(13);
        assertThat(edited.delete(5, 14).indexOf(before)).isEqualTo(5);
        assertThat(RGAText.empty().indexOf(before)).isEqualTo(Position.UNKNOWN);
        assertThat(edited.indexOf(text.position(0, Side.BEFORE))).isZero();
        assertThat(edited.indexOf(text.position(9, Side.AFTER))).isEqualTo(edited.length());
    }

    @Test
    void editsTurnOneVersionIntoAnother() {
        RGAText old = RGAText.empty().append(alice, "The brown fox");
        RGAText now = old.replace(bob, 4, 9, "quick red").append(alice, "es");
        assertThat(now.editsSince(old)).containsExactly(new TextEdit(4, 5, "quick red"), new TextEdit(17, 0, "es"));
    }

    @Test
    void compactionForgetsWhatIsDeadEverywhere() {
        RGAText text = RGAText.empty();
        for (int i = 0; i < 200; i++) {
            int place = text.length() / 2;
            text = text.insert(alice, place, "words ").delete(place + 4, place + 6);
        }
        RGAText less = text.compact(text);
        assertThat(less.text()).isEqualTo(text.text());
        assertThat(RGAText.TYPE.encode(less)).hasSizeLessThan(RGAText.TYPE.encode(text).length);
        assertThat(text.append(alice, "!").merge(less).text()).isEqualTo(text.text() + "!");
    }

    @Test
    void aSmallDifferenceOfALargeTextIsSmall() {
        RGAText large = RGAText.empty().append(alice, "0123456789".repeat(100_000));
        RGAText changed = large.insert(bob, 500_000, "ten units.");
        RGAText there = RGAText.TYPE.decode(RGAText.TYPE.encode(large));
        byte[] delta = RGAText.TYPE.encode(changed.deltaFrom(there));
        assertThat(delta).hasSizeLessThan(200);
        assertThat(there.merge(RGAText.TYPE.decode(delta))).isEqualTo(changed);
    }

    @Test
    void wrongBytesAreRefused() {
        byte[] bytes = RGAText.TYPE.encode(RGAText.empty()
                .append(alice, "some text")
                .insert(bob, 4, "\u00e9\u2713")
                .delete(1, 3));
        for (int i = 0; i < bytes.length; i++) {
            byte[] cut = Arrays.copyOf(bytes, i);
            assertThatThrownBy(() -> RGAText.TYPE.decode(cut)).isInstanceOf(CrdtException.class);
            byte[] wrong = bytes.clone();
            wrong[i] ^= 4;
            assertThatThrownBy(() -> RGAText.TYPE.decode(wrong)).isInstanceOf(CrdtException.class);
        }
    }

    @Test
    void aListKeepsElementsOfAnyType() {
        RGA<String> list = RGA.empty(ValueCodec.strings()).append(alice, "a").append(bob, "c");
        RGA<String> more = list.insert(alice, 1, "b").merge(list.set(bob, 0, "A"));
        assertThat(more.values()).isEqualTo(List.of("A", "b", "c"));
        assertThat(more.get(2)).isEqualTo("c");
        assertThat(more.editsSince(list)).containsExactly(new ListEdit<>(0, 1, List.of("A", "b")));
        assertThat(more.indexOf(list.position(1, Side.AFTER))).isEqualTo(2);
        assertThat(RGA.type(ValueCodec.strings())
                        .decode(RGA.type(ValueCodec.strings()).encode(more)))
                .isEqualTo(more);
        assertThat(more.toJson()).isEqualTo("[\"A\",\"b\",\"c\"]");
    }

    @Test
    void whatHadToWaitForItsPlaceIsAnEditOnceItShows() {
        RGAText one = RGAText.empty().append(alice, "one");
        RGAText two = one.append(bob, " two");
        RGAText three = two.insert(alice, 5, "---");
        RGAText early = one.merge(three.deltaFrom(two));
        RGAText whole = early.merge(two.deltaFrom(one));
        assertThat(early.text()).isEqualTo("one");
        assertThat(whole.text()).isEqualTo("one t---wo");
        assertThat(whole.editsSince(early)).containsExactly(new TextEdit(3, 0, " t---wo"));
        assertThat(early.editsSince(whole)).containsExactly(new TextEdit(3, 7, ""));
    }

    @Test
    void severalChangesInOneGoAreThoseChangesOneByOne() {
        RGAText text = RGAText.empty().append(alice, "abc");
        RGAText edited = text.edit(alice, editor -> {
            editor.insert(1, "x");
            editor.delete(0, 1);
            editor.replace(1, 3, "");
            editor.replace(0, 1, "yz");
            assertThat(editor.length()).isEqualTo(2);
            editor.append("!");
            assertThat(editor.text().text()).isEqualTo("yz!");
        });
        assertThat(edited.text()).isEqualTo("yz!");
        RGAText mirrored = text.edit(bob, editor -> edited.editsSince(text).forEach(editor::apply));
        assertThat(mirrored.text()).isEqualTo("yz!");
        assertThat(text.edit(alice, editor -> {})).isSameAs(text);
    }

    @Test
    void whoHasNothingButADeltaWritesOnAndDeletes() {
        RGAText delta = RGAText.empty().append(alice, "abc").deltaFrom(RGAText.empty());
        RGAText got = RGAText.empty().merge(delta);
        assertThat(got.delete(0, 1).insert(bob, 2, "d").text()).isEqualTo("bcd");
        assertThat(got.insert(alice, 3, "d").text()).isEqualTo("abcd");
        assertThat(got.merge(got.delete(1, 2).deltaFrom(got)).text()).isEqualTo("ac");
        RGA<String> list = RGA.empty(ValueCodec.strings());
        RGA<String> one = list.merge(list.append(alice, "x").append(alice, "y").deltaFrom(list));
        assertThat(one.remove(0).append(bob, "z").values()).containsExactly("y", "z");
        assertThat(one.remove(1).remove(0).append(bob, "z").values()).containsExactly("z");
        assertThat(one.append(bob, "z").remove(0).remove(1).append(bob, "w").values())
                .containsExactly("y", "w");
    }
}
