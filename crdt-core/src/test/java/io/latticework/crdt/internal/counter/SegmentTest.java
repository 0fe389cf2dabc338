package io.latticework.crdt.internal.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.internal.bytes.ByteReader;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.internal.counter.Segment.Folded;
import io.latticework.crdt.internal.store.Stamps;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static final Folded EARLIER = new Folded(7, 2, 3, 1);
    private static final Folded LATER = new Folded(4, 1, 5, 2);

    private static Segment segment(long line, long up, Folded folded) {
        return new Segment(line, up, 0, folded);
    }

    private static byte[] bytes(Segment segment) {
        ByteWriter out = new ByteWriter();
        segment.writeTo(out, new Stamps());
        return out.toBytes();
    }

    private static Segment read(Segment segment, long sequence) {
        return Segment.read(new ByteReader(bytes(segment)), sequence, true);
    }

    /** Both ways round, to the same bytes. */
    private static void assertJoin(Segment left, Segment right, Segment expected) {
        assertThat(left.join(right)).isEqualTo(expected);
        assertThat(right.join(left)).isEqualTo(expected);
        assertThat(bytes((Segment) left.join(right))).isEqualTo(bytes((Segment) right.join(left)));
    }

    @Test
    void theLargerTotalsOfTheTwoStay() {
        assertJoin(new Segment(1, 5, 1, LATER), new Segment(1, 3, 4, LATER), new Segment(1, 5, 4, LATER));
        Segment large = new Segment(1, 5, 4, LATER);
        assertThat(large.join(new Segment(1, 5, 3, LATER))).isSameAs(large);
    }

    @Test
    void ofTwoLinesUnderOneDotTheLaterOneStaysWhatEverItCounts() {
        assertJoin(segment(2, 90, EARLIER), segment(3, 1, Folded.NONE), segment(3, 1, Folded.NONE));
    }

    @Test
    void ofTwoFoldsUnderOneDotTheOneThatTookMoreStays() {
        assertJoin(segment(1, 5, EARLIER), segment(1, 6, LATER), segment(1, 6, LATER));
        assertJoin(segment(1, 5, EARLIER), segment(1, 6, Folded.NONE), segment(1, 6, EARLIER));
    }

    @Test
    void whatGrewIsItsOwnDifferenceAndWhatDidNotHasNone() {
        Segment small = segment(1, 5, Folded.NONE);
        Segment large = segment(1, 6, Folded.NONE);
        assertThat(large.deltaFrom(small)).isSameAs(large);
        assertThat(small.deltaFrom(large)).isNull();
        assertThat(small.deltaFrom(small)).isNull();
    }

    @Test
    void readsWhatItWrote() {
        Segment plain = new Segment(4, 5, 6, Folded.NONE);
        Segment folding = new Segment(1, 5, 6, new Folded(7, 8, 3, 1));
        assertThat(read(plain, 4)).isEqualTo(plain);
        assertThat(read(folding, 4)).as("folded up to the dot before").isEqualTo(folding);
    }

    @Test
    void theLargestSegmentFitsIntoItsWeight() {
        long most = Long.MAX_VALUE;
        Segment largest = new Segment(most - 1, most, most, new Folded(most, most, most - 1, most - 1));
        assertThat(bytes(largest).length).isBetween(60, largest.weight());
        assertThat(read(largest, most)).isEqualTo(largest);
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertRefused(segment(0, 1, Folded.NONE), 4);
        assertRefused(segment(5, 1, Folded.NONE), 4);
        assertRefused(segment(2, 1, new Folded(1, 0, 3, 1)), 4);
        assertRefused(segment(1, 1, new Folded(1, 0, 2, 3)), 4);
        assertRefused(segment(1, 1, new Folded(1, 0, 4, 1)), 4);
        assertRefused(segment(1, 1, new Folded(1, 0, 5, 1)), 4);
    }

    private static void assertRefused(Segment segment, long sequence) {
        assertThatThrownBy(() -> read(segment, sequence)).isInstanceOf(DecodeException.class);
    }

    @Test
    void aCounterThatOnlyGrowsRefusesDecrements() {
        byte[] grown = bytes(segment(1, 1, new Folded(1, 0, 3, 1)));
        assertThat(Segment.read(new ByteReader(grown), 4, false).up()).isEqualTo(1);
        for (Segment shrunk :
                new Segment[] {new Segment(1, 1, 1, Folded.NONE), segment(1, 1, new Folded(1, 1, 3, 1))}) {
            ByteReader in = new ByteReader(bytes(shrunk));
            assertThatThrownBy(() -> Segment.read(in, 4, false)).isInstanceOf(DecodeException.class);
        }
    }
}
