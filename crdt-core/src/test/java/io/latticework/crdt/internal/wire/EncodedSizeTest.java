package io.latticework.crdt.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.CrdtType;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.Writers;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many bytes values take, where that is promised. */
class EncodedSizeTest {
    private static final int ELEMENTS = 100_000;
    private static final int ELEMENT_BYTES = 16;

    private final Author a = Writers.author("a");
    private final Author b = Writers.author("b");
    private final CrdtType<ORSet<String>> sets = ORSet.type(ValueCodec.strings());

    private static String element(int i) {
        return String.format("element-%08d", i);
    }

    private static List<String> elements() {
        return IntStream.range(0, ELEMENTS).mapToObj(EncodedSizeTest::element).toList();
    }

    @Test
    void aHundredThousandElementsTakeLittleMoreThanTheirCharacters() {
        ORSet<String> set = sets.empty().addAll(a, elements());
        byte[] bytes = sets.encode(set);
        assertThat(bytes.length).isBetween(ELEMENT_BYTES * ELEMENTS, ELEMENTS * 35 / 2);
        assertThat(sets.decode(bytes)).isEqualTo(set);
    }

    @Test
    void elementsAddedOneByOneByManyWithRemovesBetweenThemFitTheSameBound() {
        Author[] authors = IntStream.range(0, 50)
                .mapToObj(i -> Writers.author("replica-" + i))
                .toArray(Author[]::new);
        ORSet<String> set = sets.empty();
        for (int i = 0; i < ELEMENTS; i++) {
            set = set.add(authors[i / 100 % authors.length], element(i));
        }
        for (int i = 0; i < 1_000; i++) {
            set = set.remove(authors[i % authors.length], element(i * 97));
        }
        assertThat(sets.encode(set).length).isLessThanOrEqualTo(set.size() * 35 / 2);
    }

    @Test
    void aDeltaOfOneElementIsAsSmallAsTheElement() {
        ORSet<String> base = sets.empty().addAll(a, elements());
        int most = 64 + 2 * (ELEMENT_BYTES + 16);
        assertThat(sets.encode(base.add(b, element(ELEMENTS)).deltaFrom(base))).hasSizeLessThanOrEqualTo(most);
        assertThat(sets.encode(base.add(b, element(77)).deltaFrom(base))).hasSizeLessThanOrEqualTo(most);
        assertThat(sets.encode(base.remove(b, element(77)).deltaFrom(base))).hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void aDeltaOfOneNestedChangeIsSmall() {
        ORMap<String> base = ORMap.empty(ValueCodec.strings());
        for (int i = 0; i < 1_000; i++) {
            base = base.update(a, element(i), PNCounter.TYPE, count -> count.increment(a));
        }
        ORMap<String> counted = base.update(b, element(7), PNCounter.TYPE, count -> count.increment(b));
        ORMap<String> removed = base.remove(b, element(7));
        assertThat(base.type().encode(counted.deltaFrom(base))).hasSizeLessThanOrEqualTo(96);
        assertThat(base.type().encode(removed.deltaFrom(base))).hasSizeLessThanOrEqualTo(96);
    }

    @Test
    void nothingTakesNextToNothing() {
        assertThat(sets.encode(sets.empty())).hasSizeLessThanOrEqualTo(32);
        ORSet<String> set = sets.empty().add(a, "x");
        assertThat(sets.encode(set.deltaFrom(set))).hasSizeLessThanOrEqualTo(32);
        assertThat(PNCounter.TYPE.encode(PNCounter.empty())).hasSizeLessThanOrEqualTo(32);
    }
}
