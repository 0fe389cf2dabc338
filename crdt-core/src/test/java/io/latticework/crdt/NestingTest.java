package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static io.latticework.crdt.Writers.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.LimitExceededException;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Maps in maps, down to the limit. */
class NestingTest {
    private static final int LIMIT = 32;
    private static final int DEEPEST = 64;

    private final Author a = author("a");
    private final Realm normal = Realm.of(1, 2, ValueLimits.DEFAULT);
    private final Realm deep = Realm.of(1, 2, ValueLimits.DEFAULT.withNesting(DEEPEST));
    private final CrdtType<ORMap<String>> maps = ORMap.type(normal, ValueCodec.strings(), List.of());
    private final CrdtType<ORMap<String>> deepMaps = ORMap.type(deep, ValueCodec.strings(), List.of());

    /** Returns maps inside each other, with a counter in the innermost. */
    private ORMap<String> chain(ORMap<String> outermost, int levels) {
        return levels == 1
                ? outermost.update(a, "count", PNCounter.TYPE, count -> count.increment(a, 7))
                : outermost.update(a, "map", maps, inner -> chain(inner, levels - 1));
    }

    private PNCounter counter(ORMap<String> outermost, int levels) {
        ORMap<String> innermost = outermost;
        for (int level = 1; level < levels; level++) {
            innermost = innermost.get("map", maps);
        }
        return innermost.get("count", PNCounter.TYPE);
    }

    @Test
    void mapsAtTheLimitWorkAndTravel() {
        ORMap<String> map = chain(maps.empty(), LIMIT);
        assertThat(counter(map, LIMIT).value()).isEqualTo(7);
        assertThat(sent(map)).isEqualTo(map);
        assertThat(sent(map).toJson()).startsWith("{\"map\":{").contains("\"count\":7");
        ORMap<String> grown = chain(sent(map), LIMIT);
        assertThat(map.merge(sent(grown.deltaFrom(map)))).isEqualTo(grown);
        assertThat(grown.remove(a, "map").isEmpty()).isTrue();
    }

    @Test
    void oneMapMoreIsRefusedWhereItIsWritten() {
        ORMap<String> empty = maps.empty();
        assertThatThrownBy(() -> chain(empty, LIMIT + 1))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("nesting"))
                .hasMessageContaining("raise ValueLimits.nesting on every replica");
    }

    @Test
    void oneMapMoreIsRefusedWhereItIsMergedIn() {
        ORMap<String> tall = chain(maps.empty(), LIMIT);
        ORMap<String> empty = maps.empty();
        assertThatThrownBy(() -> empty.update(author("b"), "map", maps, inner -> tall))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("nesting"))
                .hasMessageContaining("raise ValueLimits.nesting on every replica");
        ORMap<String> fits = chain(maps.empty(), LIMIT - 1);
        ORMap<String> full = empty.update(author("b"), "map", maps, inner -> fits);
        assertThat(sent(full)).isEqualTo(full);
    }

    @Test
    void oneMapMoreIsRefusedWhereItIsRead() {
        byte[] fits = deepMaps.encode(chain(deepMaps.empty(), LIMIT));
        assertThat(counter(maps.decode(fits), LIMIT).value()).isEqualTo(7);
        byte[] tooDeep = deepMaps.encode(chain(deepMaps.empty(), LIMIT + 1));
        assertThatThrownBy(() -> maps.decode(tooDeep))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("nesting"))
                .hasMessageContaining("raise ValueLimits.nesting on every replica");
    }

    @Test
    void theDeepestThatCanBeAllowedFitsTheStackOfAnOrdinaryThread() throws Exception {
        FutureTask<String> work = new FutureTask<>(this::workAtTheDeepest);
        Thread thread = new Thread(work, "default stack");
        thread.start();
        assertThat(work.get()).contains("\"count\":7");
    }

    private String workAtTheDeepest() {
        ORMap<String> map = chain(deepMaps.empty(), DEEPEST);
        ORMap<String> copy = sent(map);
        ORMap<String> grown = chain(copy, DEEPEST);
        ORMap<String> elsewhere = grown.in(Realm.of(3, 4, ValueLimits.DEFAULT.withNesting(DEEPEST)));
        assertThat(map.merge(sent(grown.deltaFrom(map)))).isEqualTo(grown).isEqualTo(elsewhere);
        assertThat(Writers.join(deepMaps.empty(), grown.split(200))).isEqualTo(grown);
        assertThat(grown.remove(a, "map").deltaFrom(grown).merge(grown).isEmpty())
                .isTrue();
        return map.toJson();
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> ValueLimits.DEFAULT.withNesting(DEEPEST + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
