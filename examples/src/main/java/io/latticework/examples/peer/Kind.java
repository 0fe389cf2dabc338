package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.EWFlag;
import io.latticework.crdt.GCounter;
import io.latticework.crdt.GSet;
import io.latticework.crdt.LWWRegister;
import io.latticework.crdt.MVRegister;
import io.latticework.crdt.MaxRegister;
import io.latticework.crdt.MinRegister;
import io.latticework.crdt.ORMap;
import io.latticework.crdt.ORSet;
import io.latticework.crdt.PNCounter;
import io.latticework.crdt.RGA;
import io.latticework.crdt.RGAText;
import io.latticework.crdt.TwoPhaseSet;
import io.latticework.crdt.codec.ValueCodec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A type of value under the word that the contract has for it. Elements and register values are any JSON.
 *
 * @param <S> the values
 */
public final class Kind<S extends Crdt<S>> {
    private static final ValueCodec<JsonNode> ANY_JSON = ValueCodec.json(JsonNode.class);
    private static final ValueCodec<BigDecimal> NUMBERS = ValueCodec.json(BigDecimal.class);

    /** Counters that only grow. */
    public static final Kind<GCounter> GCOUNTER = new Kind<>("gcounter", GCounter.TYPE, counter -> 1);
    /** Counters that go up and down. */
    public static final Kind<PNCounter> PNCOUNTER = new Kind<>("pncounter", PNCounter.TYPE, counter -> 1);
    /** Sets of any JSON that only grow. */
    public static final Kind<GSet<JsonNode>> GSET = new Kind<>("gset", GSet.type(ANY_JSON), GSet::size);
    /** Sets of any JSON in which a remove wins for ever. */
    public static final Kind<TwoPhaseSet<JsonNode>> TWO_PHASE =
            new Kind<>("2pset", TwoPhaseSet.type(ANY_JSON), TwoPhaseSet::size);
    /** Flags in which enabling wins. */
    public static final Kind<EWFlag> FLAG = new Kind<>("flag", EWFlag.TYPE, flag -> 1);
    /** Registers of the greatest number. */
    public static final Kind<MaxRegister<BigDecimal>> MAX = new Kind<>("max", MaxRegister.type(NUMBERS), register -> 1);
    /** Registers of the least number. */
    public static final Kind<MinRegister<BigDecimal>> MIN = new Kind<>("min", MinRegister.type(NUMBERS), register -> 1);
    /** Sets of any JSON. */
    public static final Kind<ORSet<JsonNode>> ORSET = new Kind<>("orset", ORSet.type(ANY_JSON), ORSet::size);
    /** Registers of any JSON in which the last write wins. */
    public static final Kind<LWWRegister<JsonNode>> LWW = new Kind<>("lww", LWWRegister.type(ANY_JSON), register -> 1);
    /** Registers of any JSON that keep concurrent values. */
    public static final Kind<MVRegister<JsonNode>> MV = new Kind<>(
            "mv", MVRegister.type(ANY_JSON), register -> register.values().size());
    /** Texts that several edit at once. */
    public static final Kind<RGAText> TEXT = new Kind<>("text", RGAText.TYPE, RGAText::length);
    /** Lists of any JSON that several edit at once. */
    public static final Kind<RGA<JsonNode>> LIST = new Kind<>("list", RGA.type(ANY_JSON), RGA::size);
    /** Maps of all of these. */
    public static final Kind<ORMap<String>> ORMAP = new Kind<>("ormap", ORMap.type(ValueCodec.strings()), ORMap::size);

    private static final List<Kind<?>> ALL =
            List.of(GCOUNTER, PNCOUNTER, GSET, TWO_PHASE, ORSET, FLAG, LWW, MV, MAX, MIN, TEXT, LIST, ORMAP);

    private final String word;
    private final CrdtType<S> type;
    private final ToIntFunction<S> size;

    private Kind(String word, CrdtType<S> type, ToIntFunction<S> size) {
        this.word = word;
        this.type = type;
        this.size = size;
    }

    /** Returns the kind of a word of the contract. */
    static Kind<?> of(String word) {
        for (Kind<?> kind : ALL) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw Refusal.badRequest("There is no type " + word + "; there are " + words());
    }

    /** Returns the kind of a type of the library by its name, if it is one of ours. */
    static Optional<Kind<?>> named(String typeName) {
        return ALL.stream().filter(kind -> kind.type.name().equals(typeName)).findFirst();
    }

    private static String words() {
        return String.join(" ", ALL.stream().map(Kind::word).toList());
    }

    String word() {
        return word;
    }

    /** Returns the type in the library. */
    public CrdtType<S> type() {
        return type;
    }

    /** Returns how many elements, units of a text, fields or concurrent values there are; 1 for what is one value. */
    int size(S state) {
        return size.applyAsInt(state);
    }

    @Override
    public String toString() {
        return word;
    }
}
