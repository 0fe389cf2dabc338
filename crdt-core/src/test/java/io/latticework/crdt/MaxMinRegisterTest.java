package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaxMinRegisterTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final MaxRegister<Long> max = MaxRegister.empty(ValueCodec.longs());
    private final MinRegister<Long> min = MinRegister.empty(ValueCodec.longs());

    /** Words of up to some letters, of which those of one length compare as equal. */
    private record Word(String text) implements Comparable<Word> {
        @Override
        public int compareTo(Word other) {
            return Integer.compare(text.length(), other.text.length());
        }

        /** A codec that fails in its own way on what it does not know. */
        static final ValueCodec<Word> CODEC = new ValueCodec<>() {
            @Override
            public String name() {
                return "word";
            }

            @Override
            public byte[] encode(Word word) {
                return ValueCodec.strings().encode(word.text);
            }

            @Override
            public Word decode(byte[] bytes, int offset, int length) {
                String text = ValueCodec.strings().decode(bytes, offset, length);
                if (text.startsWith("bad")) {
                    throw new IllegalStateException("no such word");
                }
                return new Word(text);
            }
        };
    }

    @Test
    void hasNoValueBeforeAnyWrite() {
        assertThat(max.value()).isEmpty();
        assertThat(min.value()).isEmpty();
        assertThat(max.toJson()).isEqualTo("null");
        assertThat(max.split(10)).isEmpty();
    }

    @Test
    void theGreatestAndTheLeastWin() {
        MaxRegister<Long> high = max.raise(a, 5L).merge(max.raise(b, -7L));
        MinRegister<Long> low = min.lower(a, 5L).merge(min.lower(b, -7L));
        assertThat(high.value()).contains(5L);
        assertThat(low.value()).contains(-7L);
        assertThat(high.raise(a, 4L)).isSameAs(high);
        assertThat(high.raise(a, 5L)).isSameAs(high);
        assertThat(low.lower(a, -6L)).isSameAs(low);
        assertThat(sent(high.raise(a, 300L)).toJson()).isEqualTo("300");
        assertThat(sent(low.lower(a, Long.MIN_VALUE)).value()).contains(Long.MIN_VALUE);
    }

    @Test
    void theOrderIsThatOfTheValuesNotOfTheirBytes() {
        MaxRegister<Long> register = max.raise(a, -1L);
        assertThat(register.raise(a, 200L).raise(a, 3L).value()).contains(200L);
        MaxRegister<DayOfWeek> days = MaxRegister.empty(ValueCodec.enums(DayOfWeek.class));
        assertThat(days.raise(a, DayOfWeek.WEDNESDAY).raise(a, DayOfWeek.SUNDAY).value())
                .contains(DayOfWeek.SUNDAY);
        MinRegister<DayOfWeek> first = MinRegister.empty(ValueCodec.enums(DayOfWeek.class));
        assertThat(first.lower(a, DayOfWeek.FRIDAY).lower(a, DayOfWeek.MONDAY).value())
                .contains(DayOfWeek.MONDAY);
    }

    @Test
    void valuesThatCompareAsEqualAreDecidedByTheirBytes() {
        MaxRegister<Word> longest = MaxRegister.empty(Word.CODEC);
        MaxRegister<Word> left = longest.raise(a, new Word("abc"));
        MaxRegister<Word> right = longest.raise(b, new Word("abd"));
        assertThat(left.merge(right).value()).contains(new Word("abd"));
        assertThat(right.merge(left)).isSameAs(right);
        MinRegister<Word> shortest = MinRegister.empty(Word.CODEC);
        assertThat(shortest.lower(a, new Word("abd")).lower(b, new Word("abc")).value())
                .isEqualTo(shortest.lower(b, new Word("abc"))
                        .lower(a, new Word("abd"))
                        .value());
    }

    @Test
    void bytesThatAreNoValueAreRefusedBeforeTheyAreCompared() {
        byte[] text = MaxRegister.empty(ValueCodec.strings())
                .raise(a, "bad")
                .type()
                .encode(MaxRegister.empty(ValueCodec.strings()).raise(a, "bad"));
        assertThat(MaxRegister.type(ValueCodec.strings()).decode(text).value()).contains("bad");
        CrdtType<MaxRegister<Word>> words = MaxRegister.type(Word.CODEC);
        byte[] bad = words.encode(words.empty().raise(a, new Word("bad")));
        assertThatThrownBy(() -> words.decode(bad))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("no such word");
    }

    @Test
    void deltasAreTheValueOrNothing() {
        MaxRegister<Long> high = max.raise(a, 5L);
        assertThat(high.deltaFrom(max)).isSameAs(high);
        assertThat(high.deltaFrom(high)).isEqualTo(max);
        assertThat(high.deltaFrom(high.raise(b, 6L))).isEqualTo(max);
        assertThat(high.split(1)).containsExactly(high);
    }

    @Test
    void inAMapTheGreatestOfConcurrentWritesShowsAndRemovingTheKeyResets() {
        CrdtType<MaxRegister<Long>> type = max.type();
        ORMap<String> empty = ORMap.empty(ValueCodec.strings());
        ORMap<String> left = empty.update(a, "k", type, register -> register.raise(a, 9L));
        ORMap<String> right = empty.update(b, "k", type, register -> register.raise(b, 7L));
        ORMap<String> both = sent(left).merge(sent(right));
        assertThat(both.toJson()).isEqualTo("{\"k\":9}");
        assertThat(both.update(a, "k", type, register -> register.raise(a, 8L))).isSameAs(both);
        assertThat(both.merge(left.remove(a, "k")).toJson()).isEqualTo("{\"k\":7}");
        ORMap<String> reset = both.remove(b, "k");
        assertThat(reset.toJson()).isEqualTo("{}");
        ORMap<String> raised = both.update(a, "k", type, register -> register.raise(a, 10L));
        assertThat(raised.merge(reset).toJson()).isEqualTo("{\"k\":10}");
        assertThat(reset.update(b, "k", type, register -> register.raise(b, 1L)).toJson())
                .isEqualTo("{\"k\":1}");
    }

    @Test
    void aMapShowsAllConcurrentValuesWhereItDoesNotKnowTheirOrder() {
        CrdtType<MinRegister<DayOfWeek>> type = MinRegister.type(ValueCodec.enums(DayOfWeek.class));
        ORMap<String> empty = ORMap.empty(ValueCodec.strings());
        List<ORMap<String>> days = List.of(
                empty.update(a, "k", type, register -> register.lower(a, DayOfWeek.MONDAY)),
                empty.update(b, "k", type, register -> register.lower(b, DayOfWeek.FRIDAY)));
        ORMap<String> both = days.get(0).merge(days.get(1));
        assertThat(both.toJson()).isEqualTo("{\"k\":[\"FRIDAY\",\"MONDAY\"]}");
        assertThat(both.get("k", type).toJson()).isEqualTo("\"MONDAY\"");
    }
}
