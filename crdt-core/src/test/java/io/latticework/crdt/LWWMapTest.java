package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.authorAfter;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.time.HybridTimestamp;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LWWMapTest {
    private final Author a = author("a");
    private final Author b = author("b");
    private final CrdtType<LWWMap<String, Long>> type = LWWMap.type(ValueCodec.strings(), ValueCodec.longs());
    private final LWWMap<String, Long> empty = type.empty();

    @Test
    void isEmptyBeforeAnyWrite() {
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.size()).isZero();
        assertThat(empty.get("k")).isEmpty();
        assertThat(empty.toJson()).isEqualTo("{}");
        assertThat(empty.remove(a, "k")).isSameAs(empty);
    }

    @Test
    void keepsTheLastPutOfAKey() {
        LWWMap<String, Long> map = empty.put(a, "k", 1L).put(b, "l", 2L).put(a, "k", 3L);
        assertThat(sent(map).entries()).isEqualTo(Map.of("k", 3L, "l", 2L));
        assertThat(map.containsKey("k")).isTrue();
        assertThat(map.size()).isEqualTo(2);
        assertThat(map.isEmpty()).isFalse();
        assertThat(map.toJson()).isEqualTo("{\"k\":3,\"l\":2}");
        assertThat(map.remove(b, "k").entries()).isEqualTo(Map.of("l", 2L));
    }

    @Test
    void ofConcurrentPutsTheLaterStampWins() {
        LWWMap<String, Long> late = empty.put(authorAfter("a", HybridTimestamp.of(9, 0)), "k", 1L);
        LWWMap<String, Long> early = empty.put(authorAfter("b", HybridTimestamp.of(5, 0)), "k", 2L);
        assertThat(late.merge(early).get("k")).contains(1L);
        assertThat(early.merge(late).put(author("c"), "k", 3L).get("k")).contains(3L);
    }

    @Test
    void aPutWinsOverAConcurrentRemoveWhateverTheStamps() {
        LWWMap<String, Long> shared = empty.put(a, "k", 1L);
        LWWMap<String, Long> removed = shared.remove(authorAfter("c", HybridTimestamp.of(1_000_000, 0)), "k");
        LWWMap<String, Long> again = shared.put(b, "k", 2L);
        assertThat(removed.merge(again).entries()).isEqualTo(Map.of("k", 2L));
        assertThat(shared.merge(removed).isEmpty()).isTrue();
    }

    @Test
    void isAnotherViewOfAMapOfRegisters() {
        LWWMap<String, Long> map = empty.put(a, "k", 1L);
        ORMap<String> same = ORMap.type(ValueCodec.strings()).decode(type.encode(map));
        ORMap<String> more = same.update(b, "k", PNCounter.TYPE, count -> count.increment(b, 7))
                .update(b, "only", PNCounter.TYPE, count -> count.increment(b));
        LWWMap<String, Long> view = type.decode(more.type().encode(more));
        assertThat(view.entries()).isEqualTo(Map.of("k", 1L));
        assertThat(view.digest()).isEqualTo(more.digest());
        assertThat(view.remove(a, "k").containsKey("k")).isFalse();
        ORMap<String> left = more.type().decode(type.encode(view.remove(a, "k")));
        assertThat(left.toJson()).isEqualTo("{\"k\":7,\"only\":1}");
    }

    @Test
    void valuesOfTwoTypesDoNotMix() {
        CrdtType<LWWMap<String, String>> texts = LWWMap.type(ValueCodec.strings(), ValueCodec.strings());
        LWWMap<String, String> read = texts.decode(type.encode(empty.put(a, "k", 1L)));
        assertThat(read.get("k")).isEmpty();
        assertThat(read.isEmpty()).isTrue();
    }

    @Test
    void theEntriesCannotBeChangedFromOutside() {
        assertThatThrownBy(() -> empty.put(a, "k", 1L).entries().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
