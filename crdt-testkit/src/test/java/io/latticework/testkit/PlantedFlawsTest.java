package io.latticework.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.law.BrokenLaw;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.EventModel;
import io.latticework.testkit.toy.DottedSet;
import io.latticework.testkit.toy.Figure;
import io.latticework.testkit.toy.Flaw;
import io.latticework.testkit.toy.NameSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types that are wrong on purpose: the suite finds each, and names the law that it breaks. */
class PlantedFlawsTest {
    private static final int SEEDS = 60;

    private static LawSuite<NameSet> names(Flaw flaw) {
        List<Mutation<NameSet>> mutations = IntStream.range(0, 20)
                .mapToObj(n -> NameSetLawsTest.add("name-no-" + n))
                .toList();
        return LawSuite.of(new NameSet.Kind(flaw), mutations)
                .withModel(EventModel.addWinsSet())
                .withOwnDelta(12);
    }

    private static LawSuite<DottedSet> dotted(Flaw flaw) {
        List<Mutation<DottedSet>> mutations = Stream.of("x", "y", "z")
                .flatMap(element -> Stream.of(DottedSetLawsTest.add(element), DottedSetLawsTest.remove(element)))
                .toList();
        return LawSuite.of(new DottedSet.Kind(Realm.shared(), flaw), mutations)
                .withModel(EventModel.addWinsSet())
                .withDamageDetected()
                .withOwnDelta(18)
                .withRealms(realm -> new DottedSet.Kind(realm, flaw));
    }

    private static LawSuite<Figure> figures(Figure.Rule rule) {
        List<Mutation<Figure>> mutations = Stream.of(1, 2, 3)
                .map(n -> Mutation.<Figure>of("with " + n, (author, figure) -> figure.with(n)))
                .toList();
        return LawSuite.of(rule, mutations);
    }

    private static <S extends Crdt<S>> void assertBreaks(LawSuite<S> suite, Law law) {
        BrokenLaw broken = catchThrowableOfType(BrokenLaw.class, () -> suite.check(SEEDS));
        assertThat(broken).as("nothing was found, expected %s", law).isNotNull();
        assertThat(broken.law()).as(broken.getMessage()).isEqualTo(law);
        assertThat(broken).hasMessageContaining(law.sentence());
    }

    @Test
    void typesWithoutFlawsPass() {
        assertThatCode(() -> names(Flaw.NONE).check(SEEDS)).doesNotThrowAnyException();
        assertThatCode(() -> dotted(Flaw.NONE).check(SEEDS)).doesNotThrowAnyException();
        assertThatCode(() -> figures(Figure.Rule.MAX).check(SEEDS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES_IN_ORDER_OF_INSERTION, BYTES_CANONICAL",
        "DECODER_IGNORES_MISSING, BYTES_REFUSED",
        "DECODER_IGNORES_TRAILING, BYTES_REFUSED",
        "DECODER_THROWS_OTHERS, BYTES_REFUSED",
        "DELTA_IS_EMPTY, DELTA_COMPLETE",
        "DELTA_IS_WHOLE, DELTA_EMPTY",
        "DELTA_IS_WHOLE_IF_ANYTHING, DELTA_SMALL",
        "EQUALS_ALWAYS, EQUALITY_AGREES",
        "FIRST_PIECE_NEEDS_HAS_NEXT, NOTHING_THROWS",
        "HASH_BY_IDENTITY, CODEC_ROUND_TRIP",
        "MERGE_ALWAYS_NEW, MERGE_SAME_OBJECT",
        "MERGE_KEEPS_LEFT, MERGE_COMMUTATIVE",
        "MUTATES_IN_PLACE, VALUES_STAY",
        "SPLIT_AT_RANDOM, SPLIT_REPEATABLE",
        "SPLIT_IS_WHOLE, SPLIT_BOUNDED"
    })
    void findsTheFlawOfASetOfNames(Flaw flaw, Law law) {
        assertBreaks(names(flaw), law);
    }

    @ParameterizedTest
    @CsvSource({
        "CONTEXT_TOO_LARGE, DELTA_SAFE",
        "DAMAGE_IGNORED, BYTES_REFUSED",
        "DIGEST_WITHOUT_CONTEXT, EQUALITY_AGREES",
        "DOT_FROM_STATE, FORKS_KEEP_ALL",
        "INDEX_IN_BYTES, REALM_BYTES",
        "INDEX_IN_PIECES, REALM_PIECES",
        "LOST_REMOVAL, DELTA_COMPLETE",
        "PIECES_LACK_THE_DEAD, SPLIT_COMPLETE",
        "REMOVE_FORGETS, MUTATIONS_GROW"
    })
    void findsTheFlawOfADottedSet(Flaw flaw, Law law) {
        assertBreaks(dotted(flaw), law);
    }

    @ParameterizedTest
    @CsvSource({
        "SUM, MERGE_IDEMPOTENT",
        "CIRCLE, MERGE_ASSOCIATIVE",
        "LEFT, MERGE_COMMUTATIVE",
        "MIDDLE, MERGE_IDENTITY"
    })
    void findsARuleThatIsNoJoin(Figure.Rule rule, Law law) {
        assertBreaks(figures(rule), law);
    }

    @Test
    void findsAValueThatDependsOnTheRealm() {
        assertBreaks(dotted(Flaw.SEED_IN_VALUE).withModel(EventModel.UNKNOWN), Law.REALM_VALUES);
    }

    @Test
    void findsAValueThatIsNotAsModelled() {
        LawSuite<DottedSet> removeWins = dotted(Flaw.NONE).withModel(seen -> "[]");
        assertBreaks(removeWins, Law.VALUE_AS_MODELLED);
    }
}
