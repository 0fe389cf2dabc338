package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.model.EventModel;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws of every replicated type, as jqwik properties: implement two methods in a test class, and your own type is
 * property-tested on the states of replicas that write, fork, and send each other whole states, deltas and pieces.
 *
 * <pre>{@code
 * class MaxRegisterLawsTest implements CrdtContract<MaxRegister> {
 *     public CrdtType<MaxRegister> type() {
 *         return MaxRegister.TYPE;
 *     }
 *
 *     public Arbitrary<Mutation<MaxRegister>> mutations() {
 *         return Arbitraries.integers().between(0, 9)
 *                 .map(n -> Mutation.of("raise to " + n, (author, max) -> max.raise(n)));
 *     }
 * }
 * }</pre>
 *
 * <p>A failure names the {@link io.latticework.testkit.law.Law}, shows the operands as JSON and as bytes, and the history
 * that leads there, which jqwik has made as short as it could. Each law is checked on as many histories as jqwik tries by
 * default: 1,000, unless {@code jqwik.tries.default} says otherwise.
 *
 * @param <S> the states
 * @see DeltaCrdtContract
 */
public interface CrdtContract<S extends Crdt<S>> {
    /** Returns the type under test. */
    CrdtType<S> type();

    /**
     * Returns what replicas may do to a state. Few different elements and keys are best: then replicas meet on them. With
     * a {@link #model} each mutation carries its {@link io.latticework.testkit.model.Effect}.
     */
    Arbitrary<Mutation<S>> mutations();

    /** Returns what the values are expected to be; by default nothing is known. */
    default EventModel model() {
        return EventModel.UNKNOWN;
    }

    /**
     * Tells whether the codec refuses bytes that are cut short. If not, as in text without an end mark, they must at
     * least be some other state's bytes.
     */
    default boolean truncationIsDetected() {
        return true;
    }

    /** Tells whether the codec refuses every damaged byte, as one with a checksum does. */
    default boolean damageIsDetected() {
        return false;
    }

    /** Returns the type in another realm. The default is for types that have none: it returns {@link #type}. */
    default CrdtType<S> typeIn(Realm realm) {
        return type();
    }

    /** Returns the most steps of a history. Short ones are faster, and for most defects long enough. */
    default int maxSteps() {
        return LawSuite.MAX_STEPS;
    }

    /** Returns the suite that the properties take their laws from. */
    default LawSuite<S> suite() {
        CrdtType<S> type = type();
        Promises<S> promises = new Promises<>(model(), truncationIsDetected(), damageIsDetected(), 0, this::typeIn);
        return LawSuite.promising(type, promises);
    }

    /** Generates what happens to a fleet of replicas. */
    @Provide
    default Arbitrary<History<S>> histories() {
        return Histories.of(mutations(), maxSteps());
    }

    /** No state changes after it was made. */
    @Property
    default void valuesNeverChange(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::valuesStay);
    }

    /** Encoding loses nothing, and neither the way nor the order in which a state came about shows in its bytes. */
    @Property
    default void encodingIsExactAndCanonical(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::codec);
    }

    /** States are equal exactly when their digests and canonical bytes are. */
    @Property
    default void equalityAgreesWithDigestAndBytes(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::equality);
    }

    /** Merge is commutative, associative and idempotent, and keeps objects. */
    @Property
    default void mergeIsALeastUpperBound(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::merge);
    }

    /** Mutations grow, and merging what is older or part of a state changes nothing. */
    @Property
    default void statesOnlyGrow(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::growth);
    }

    /** Deltas are below their state and bring their base up to date. */
    @Property
    default void deltasAreSafeAndComplete(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::delta);
    }

    /** Pieces are below their state and join to it in any order. */
    @Property
    default void piecesAreSafeAndComplete(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::split);
    }

    /** Bytes that are cut, damaged or foreign are refused, and never with another exception. */
    @Property
    default void wrongBytesAreRefused(@ForAll("histories") History<S> history) {
        suite().states(history, Examination::bytes);
    }

    /** While replicas exchange whole states, every value is as modelled, that of forks too; then replicas converge. */
    @Property
    default void valuesAreAsModelled(@ForAll("histories") History<S> history) {
        suite().outcome(history, Outcome::wholeStates);
    }

    /** With deltas and pieces too, replicas converge to the value that is modelled. */
    @Property
    default void deltasAndPiecesConvergeToTheModel(@ForAll("histories") History<S> history) {
        suite().outcome(history, Outcome::parts);
    }

    /** Replicas that write to states of which they have parts only converge. */
    @Property
    default void replicasConverge(@ForAll("histories") History<S> history) {
        suite().outcome(history, Outcome::converges);
    }

    /** One seed gives one form of bytes, and another seed the same values. */
    @Property
    default void realmsMakeNoDifference(@ForAll("histories") History<S> history) {
        suite().outcome(history, Outcome::realms);
    }
}
