package io.latticework.crdt.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.internal.bytes.ByteWriter;
import io.latticework.crdt.time.HybridTimestamp;
import org.junit.jupiter.api.Test;

/** One dot has one content; a faulty writer that breaks this must not part the replicas. */
class WrittenTest {
    private static final Realm REALM = Realm.of(1, 2, ValueLimits.DEFAULT);

    private static Written written(long millis, int... value) {
        byte[] bytes = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return Written.of(REALM, HybridTimestamp.of(millis, 3), bytes);
    }

    private static byte[] bytes(Content content) {
        ByteWriter out = new ByteWriter();
        content.writeTo(out, new Stamps());
        return out.toBytes();
    }

    private static void assertGreater(Written greater, Written less) {
        assertThat(greater.join(less)).isSameAs(greater);
        assertThat(less.join(greater)).isSameAs(greater);
        assertThat(greater.deltaFrom(less)).isSameAs(greater);
        assertThat(less.deltaFrom(greater)).isNull();
        assertThat(bytes(greater)).isNotEqualTo(bytes(less));
    }

    @Test
    void theLaterStampStaysWhateverTheValue() {
        assertGreater(written(6, 1), written(5, 9));
    }

    @Test
    void ofOneStampTheGreaterBytesStayUnsigned() {
        assertGreater(written(5, 200), written(5, 100));
        assertGreater(written(5, 1, 0), written(5, 1));
    }

    @Test
    void theSameAgainBringsNothing() {
        Written one = written(5, 1, 2);
        Written again = written(5, 1, 2);
        assertThat(one.join(again)).isSameAs(one);
        assertThat(one.deltaFrom(again)).isNull();
        assertThat(bytes(one)).isEqualTo(bytes(again));
        assertThat(one.grows() || Presence.HERE.grows()).isFalse();
    }

    @Test
    void theWeightIsAnUpperBoundOfTheBytes() {
        for (int length : new int[] {0, 1, 127, 128, 65_536}) {
            Written largest = Written.of(REALM, HybridTimestamp.MAX, new byte[length]);
            assertThat(bytes(largest).length).isBetween(length, largest.weight());
        }
    }

    @Test
    void aMoveToAnotherRealmKeepsTheBytes() {
        Written one = written(5, 1, 2);
        assertThat(bytes(one.in(Realm.of(3, 4, ValueLimits.DEFAULT)))).isEqualTo(bytes(one));
    }
}
