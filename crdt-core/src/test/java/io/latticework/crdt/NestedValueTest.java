package io.latticework.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.ReplicaId;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.CausalityException;
import org.junit.jupiter.api.Test;

/** What a map takes as a nested value, and what it refuses: a dot lives at one path, for ever. */
class NestedValueTest {
    private static final CrdtType<ORSet<String>> SET = ORSet.type(ValueCodec.strings());
    private static final CrdtType<ORMap<String>> MAP = ORMap.type(ValueCodec.strings());

    private final Author author = Author.of(ReplicaId.of("ann", 1));

    @Test
    void aValueMadeOutsideIsTakenUnderOneKeyAndRefusedUnderAnother() {
        ORSet<String> outside = SET.empty().add(author, "x");
        ORMap<String> map = MAP.empty().update(author, "k", SET, set -> outside);
        assertThat(map.toJson()).isEqualTo("{\"k\":[\"x\"]}");
        assertThatThrownBy(() -> map.update(author, "l", SET, set -> outside))
                .isInstanceOf(CausalityException.class)
                .hasMessageContaining("under another key");
        assertThat(map.update(author, "k", SET, set -> outside)).isSameAs(map);
    }

    @Test
    void anOlderCopyOfTheSameValueMergesIn() {
        ORSet<String> outside = SET.empty().add(author, "x").add(author, "y");
        ORMap<String> map = MAP.empty()
                .update(author, "k", SET, set -> outside)
                .update(author, "k", SET, set -> set.remove(author, "x"));
        assertThat(map.update(author, "k", SET, set -> set.merge(outside)).toJson())
                .isEqualTo("{\"k\":[\"y\"]}");
    }

    @Test
    void aMapIsNotPutIntoItself() {
        ORMap<String> map = MAP.empty().update(author, "k", SET, set -> set.add(author, "x"));
        assertThatThrownBy(() -> map.update(author, "self", MAP, inner -> map)).isInstanceOf(CausalityException.class);
    }

    @Test
    void anEncodedViewClaimsNoMoreThanItShows() {
        ORMap<String> map = MAP.empty()
                .update(author, "k", SET, set -> set.add(author, "x"))
                .update(author, "l", SET, set -> set.add(author, "y"));
        ORSet<String> copy = SET.decode(SET.encode(map.get("k", SET)));
        ORSet<String> absent = SET.decode(SET.encode(map.get("absent", SET)));
        assertThat(copy.toJson()).isEqualTo("[\"x\"]");
        assertThat(absent).isEqualTo(SET.empty());
        assertThat(map.update(author, "l", SET, set -> set.merge(absent))).isSameAs(map);
        assertThatThrownBy(() -> map.update(author, "l", SET, set -> copy)).isInstanceOf(CausalityException.class);
        assertThat(map.merge(MAP.empty().update(author, "m", SET, set -> copy))
                        .get("l", SET)
                        .toJson())
                .isEqualTo("[\"y\"]");
    }

    @Test
    void anEncodedViewOfACounterOrRegisterKeepsItsValue() {
        CrdtType<LWWRegister<String>> register = LWWRegister.type(ValueCodec.strings());
        ORMap<String> map = MAP.empty()
                .update(author, "c", PNCounter.TYPE, counter -> counter.decrement(author, 3))
                .update(author, "r", register, value -> value.set(author, "v"));
        assertThat(PNCounter.TYPE
                        .decode(PNCounter.TYPE.encode(map.get("c", PNCounter.TYPE)))
                        .value())
                .isEqualTo(-3);
        assertThat(register.decode(register.encode(map.get("r", register))).value())
                .contains("v");
    }
}
