package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static org.assertj.core.api.Assertions.assertThat;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Digest;
import io.latticework.crdt.codec.ValueCodec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Versions that somebody kept do not change, whatever is made of them later. */
class ImmutabilityTest {
    private static final int UPDATES = 10_000;

    private final Author a = author("a");
    private final Author b = author("b");

    /** A version with what it was when it was kept. */
    private record Kept<S extends Crdt<S>>(S value, String bytes, Digest digest, String json) {
        static <S extends Crdt<S>> Kept<S> of(S value) {
            return new Kept<>(value, hex(value), value.digest(), value.type().toJson(value));
        }

        private static <S extends Crdt<S>> String hex(S value) {
            return HexFormat.of().formatHex(value.type().canonicalBytes(value));
        }

        void isUnchanged() {
            assertThat(hex(value)).isEqualTo(bytes);
            assertThat(value.digest()).isEqualTo(digest);
            assertThat(value.type().toJson(value)).isEqualTo(json);
        }
    }

    /** Updates two forks, keeps versions, and merges, splits and compares in between. */
    private <S extends Crdt<S>> void updateAndLookBack(S start, BiFunction<S, Integer, S> update) {
        Random random = new Random(42);
        List<Kept<S>> kept = new ArrayList<>();
        S current = start;
        for (int i = 0; i < UPDATES; i++) {
            current = update.apply(current, random.nextInt(1_000));
            if (i % 250 == 0) {
                kept.add(Kept.of(current));
                Kept<S> old = kept.get(random.nextInt(kept.size()));
                current = current.merge(update.apply(old.value, i)).merge(current.deltaFrom(old.value));
            }
        }
        assertThat(kept).hasSize(UPDATES / 250);
        kept.forEach(Kept::isUnchanged);
        assertThat(kept.get(0).digest).isNotEqualTo(current.digest());
    }

    private Author either(int n) {
        return n % 2 == 0 ? a : b;
    }

    @Test
    void countersOutsideOfMaps() {
        updateAndLookBack(GCounter.empty(), (counter, n) -> counter.increment(either(n), n));
        updateAndLookBack(
                PNCounter.empty(),
                (counter, n) -> n % 3 == 0 ? counter.decrement(either(n), n) : counter.increment(either(n), n));
    }

    @Test
    void sets() {
        updateAndLookBack(
                ORSet.empty(ValueCodec.ints()),
                (set, n) -> n % 3 == 0 ? set.remove(either(n), n - 1) : set.add(either(n), n));
    }

    @Test
    void registers() {
        updateAndLookBack(MVRegister.empty(ValueCodec.ints()), (register, n) -> register.set(either(n), n));
        updateAndLookBack(LWWRegister.empty(ValueCodec.ints()), (register, n) -> register.set(either(n), n));
    }

    @Test
    void mapsWithAllTypesInside() {
        List<NestedKind<?>> kinds = NestedKind.all();
        updateAndLookBack(
                ORMap.empty(ValueCodec.strings()),
                (map, n) -> n % 10 == 0
                        ? map.remove(either(n), "key")
                        : kinds.get(n % kinds.size()).write(either(n), map, n % 10));
    }
}
