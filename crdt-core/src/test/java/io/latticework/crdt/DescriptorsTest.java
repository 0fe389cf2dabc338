package io.latticework.crdt;

import static io.latticework.crdt.Writers.author;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latticework.crdt.OwnTypes.Highest;
import io.latticework.crdt.OwnTypes.Words;
import io.latticework.crdt.causal.Author;
import io.latticework.crdt.causal.Realm;
import io.latticework.crdt.causal.ValueLimits;
import io.latticework.crdt.codec.JsonValue;
import io.latticework.crdt.codec.ValueCodec;
import io.latticework.crdt.error.DecodeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Descriptors of types stand for their names, and maps show what they hold by those that they know. */
class DescriptorsTest {
    private static final ValueCodec<String> STRINGS = ValueCodec.strings();

    private final Author a = author("a");

    private static void assertOne(CrdtType<?> type, CrdtType<?> same, CrdtType<?> other) {
        assertThat(type).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
        assertThat(type).doesNotHaveSameHashCodeAs(other).hasToString(type.name());
        assertThat(type).isNotEqualTo(type.name());
    }

    @Test
    void aNameMakesAType() {
        Realm realm = Realm.of(1, 2, ValueLimits.DEFAULT);
        assertOne(ORSet.type(STRINGS), ORSet.type(realm, STRINGS), ORSet.type(ValueCodec.longs()));
        assertOne(RGAText.TYPE, RGAText.type(realm), PNCounter.TYPE);
        CrdtType<Highest> again = CrdtType.of("test.highest", new Highest(7), OwnTypes.HIGHEST);
        assertOne(Highest.TYPE, again, Words.TYPE);
        assertThat(Highest.TYPE).isNotEqualTo(PNCounter.TYPE);
    }

    @Test
    void theTypesUnderAKeyComeInTheOrderOfTheirNames() {
        ORMap<String> map = ORMap.type(Realm.shared(), STRINGS, List.of(Highest.TYPE))
                .empty()
                .update(a, "k", Highest.TYPE, highest -> highest.raise(3))
                .update(a, "k", RGAText.TYPE, text -> text.append(a, "x"))
                .update(a, "k", EWFlag.TYPE, flag -> flag.enable(a))
                .update(a, "k", ORSet.type(STRINGS), set -> set.add(a, "x"))
                .update(a, "k", GCounter.TYPE, count -> count.increment(a));
        assertThat(map.types("k")).containsExactly("ewflag", "gcounter", "orset<string>", "text", "~test.highest");
        assertThat(map.toTypedJson())
                .isEqualTo("{\"k\":{\"@ewflag\":true,\"@gcounter\":1,\"@orset<string>\":[\"x\"],\"@text\":\"x\","
                        + "\"@~test.highest\":\"3\"}}");
    }

    @Test
    void aUsersTypeComesBackFromTypedJson() {
        ValueCodec<Highest> numbers = new ValueCodec<>() {
            @Override
            public String name() {
                return OwnTypes.HIGHEST.name();
            }

            @Override
            public byte[] encode(Highest value) {
                return OwnTypes.HIGHEST.encode(value);
            }

            @Override
            public Highest decode(byte[] bytes, int offset, int length) {
                return OwnTypes.HIGHEST.decode(bytes, offset, length);
            }

            @Override
            public String toJson(Highest value) {
                return Long.toString(value.value());
            }

            @Override
            public Highest fromJson(JsonValue json) {
                return new Highest(Long.parseLong(json.toJson()));
            }
        };
        CrdtType<Highest> readable = CrdtType.of("test.highest", new Highest(0), numbers);
        CrdtType<ORMap<String>> maps = ORMap.type(Realm.shared(), STRINGS, List.of(readable));
        String json = "{\"m\":{\"@ormap<string>\":{\"k\":{\"@~test.highest\":3}}}}";
        ORMap<String> read = maps.fromJson(a, json);
        assertThat(read.get("m", maps).get("k", readable).value()).isEqualTo(3);
        assertThat(read.toTypedJson()).isEqualTo(json);
    }

    /** The bytes are the JSON text, so that it shows without the codec. */
    @Test
    void valuesOfAJsonCodecShowAsTheirJsonWhereTheCodecIsNotKnown() {
        ValueCodec<int[]> codec = ValueCodec.json(int[].class, "point");
        CrdtType<ORSet<int[]>> points = ORSet.type(codec);
        ORMap<String> map = ORMap.type(STRINGS).empty().update(a, "p", points, set -> set.add(a, new int[] {1, 2}));
        assertThat(map.toJson()).isEqualTo("{\"p\":[[1,2]]}");
        ORMap<String> again = ORMap.type(STRINGS).fromJson(a, map.toTypedJson());
        assertThat(again.get("p", points)).hasSize(1);
        assertThat(again.toTypedJson()).isEqualTo(map.toTypedJson());
    }

    @Test
    void aGreatestValueThatTheCodecDoesNotKnowIsRefused() {
        ValueCodec<Long> longs = ValueCodec.longs();
        byte[] bytes =
                MaxRegister.type(longs).encode(MaxRegister.<Long>empty(longs).raise(a, 77L));
        ValueCodec<Long> picky = new ValueCodec<>() {
            @Override
            public String name() {
                return longs.name();
            }

            @Override
            public byte[] encode(Long value) {
                return longs.encode(value);
            }

            @Override
            public Long decode(byte[] encoded, int offset, int length) {
                throw new IllegalStateException("not one of mine");
            }
        };
        assertThatThrownBy(() -> MaxRegister.type(picky).decode(bytes)).isInstanceOf(DecodeException.class);
    }
}
