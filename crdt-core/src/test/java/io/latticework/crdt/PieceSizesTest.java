package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pieces keep to their bound, unless one item alone is above it, and larger bounds make fewer of them. */
class PieceSizesTest {
    private static final ValueCodec<String> STRINGS = ValueCodec.strings();
    private static final List<Integer> BOUNDS = List.of(300, 1_000, 4_000, 16_000);

    private final Author a = author("a");
    private final Author b = author("b");

    private static <S extends Crdt<S>> List<Integer> sizes(S value, int maxBytes) {
        List<Integer> sizes = new ArrayList<>();
        List<S> pieces = new ArrayList<>();
        for (S piece : value.split(maxBytes)) {
            sizes.add(value.type().encode(piece).length);
            pieces.add(piece);
        }
        Collections.shuffle(pieces, new Random(maxBytes));
        assertThat(Writers.join(value.deltaFrom(value), pieces)).isEqualTo(value);
        return sizes;
    }

    private static <S extends Crdt<S>> void assertBounded(S value) {
        int largest = Collections.max(sizes(value, 1));
        int whole = value.type().encode(value).length;
        assertThat(whole).as("large enough for the test").isGreaterThan(4_000);
        int before = Integer.MAX_VALUE;
        for (int maxBytes : BOUNDS) {
            List<Integer> sizes = sizes(value, maxBytes);
            assertThat(sizes).allMatch(bytes -> bytes <= Math.max(maxBytes, largest), "fits " + maxBytes);
            assertThat(sizes.size()).as("pieces of %s bytes", maxBytes).isLessThanOrEqualTo(Math.max(3, before / 2));
            before = sizes.size();
        }
        assertEnds(value.split(BOUNDS.get(0)).iterator());
    }

    private static void assertEnds(Iterator<?> pieces) {
        while (pieces.hasNext()) {
            assertThat(pieces.next()).isNotNull();
        }
        assertThatThrownBy(pieces::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<String> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word " + i * 7919).toList();
    }

    @Test
    void setsOfManyElements() {
        assertBounded(ORSet.empty(STRINGS).addAll(a, words(800)));
        assertBounded(TwoPhaseSet.empty(STRINGS).addAll(a, words(800)));
    }

    @Test
    void setsWhoseElementsHaveManyDots() {
        ORSet<String> base = ORSet.empty(STRINGS);
        ORSet<String> set = base;
        for (int i = 0; i < 90; i++) {
            set = set.merge(base.addAll(author("writer " + i), words(20)));
        }
        assertBounded(set);
    }

    @Test
    void registersWithManySiblings() {
        MVRegister<String> register = MVRegister.empty(STRINGS);
        for (int i = 0; i < 150; i++) {
            register = register.merge(MVRegister.empty(STRINGS).set(author("writer " + i), "x".repeat(i)));
        }
        assertBounded(register);
    }

    @Test
    void setsOfWhichMostIsDead() {
        ORSet<String> set = ORSet.empty(STRINGS);
        for (int i = 0; i < 3_000; i++) {
            Author author = i % 3 == 0 ? b : a;
            set = set.add(author, "same");
            long unused = author.nextSequence(); // used elsewhere
        }
        assertBounded(set);
    }

    @Test
    void mapsOfAllSortsOfValues() {
        ORMap<String> map = ORMap.empty(STRINGS);
        CrdtType<ORMap<String>> maps = ORMap.type(STRINGS);
        for (String word : words(60)) {
            map = map.update(a, word, PNCounter.TYPE, counter -> counter.increment(a, 5))
                    .update(b, word, LWWRegister.type(STRINGS), register -> register.set(b, word))
                    .update(
                            a,
                            word,
                            maps,
                            inner -> inner.update(
                                    a, "inside", ORSet.type(STRINGS), set -> set.addAll(a, words(word.length()))));
        }
        assertBounded(map.remove(a, words(1).get(0)));
    }
}
