package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws of a type with its own {@code deltaFrom} and {@code split}: on top of all others, a delta is about as small as
 * the difference, and pieces keep to their bound.
 *
 * @param <S> the states
 */
public interface DeltaCrdtContract<S extends Crdt<S>> extends CrdtContract<S> {
    /** The most mutations that make a state grow before its deltas are measured. */
    int GROWTH = 30;

    /** Returns the bytes that the largest item of {@link #mutations} and {@link #growth} takes as a piece of its own. */
    int largestItemBytes();

    @Override
    default LawSuite<S> suite() {
        return CrdtContract.super.suite().withOwnDelta(largestItemBytes());
    }

    /**
     * Returns what makes states large enough for a delta to be small beside them: some hundred bytes after {@value
     * #GROWTH} mutations. The default is {@link #mutations}; types whose mutations meet on a few elements do better with
     * many different ones here.
     */
    default Arbitrary<Mutation<S>> growth() {
        return mutations();
    }

    /** Generates the mutations before the history. */
    @Provide
    default Arbitrary<List<Mutation<S>>> growths() {
        return growth().list().ofMaxSize(GROWTH).withoutEdgeCases();
    }

    /** Deltas are as small as the difference, and pieces keep to the bound. */
    @Property
    default void deltasAndPiecesAreSmall(
            @ForAll("histories") History<S> history, @ForAll("growths") List<Mutation<S>> growth) {
        suite().states(history.after(growth), Examination::size);
    }
}
