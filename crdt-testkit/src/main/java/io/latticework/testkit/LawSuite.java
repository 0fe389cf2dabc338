package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.law.BrokenLaw;
import io.latticework.testkit.law.Law;
import io.latticework.testkit.model.EventModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Checks all laws of a type on states that it makes itself, without a test engine. The first broken law ends the check
 * with an {@link AssertionError} that names the law, shows its operands, the history behind them and the seed to {@link
 * #replay}.
 *
 * <pre>{@code
 * LawSuite.of(MaxRegister.TYPE, List.of(
 *                 Mutation.of("raise to 3", (author, max) -> max.raise(3)),
 *                 Mutation.of("raise to 5", (author, max) -> max.raise(5))))
 *         .check(500);
 * }</pre>
 *
 * <p>Immutable: the {@code with} methods return a suite that demands more.
 *
 * @param <S> the states
 */
public final class LawSuite<S extends Crdt<S>> {
    static final int MAX_STEPS = 24;

    private static final int GROWTH = 30;

    private final CrdtType<S> type;
    private final Function<? super RandomGenerator, Mutation<S>> mutations;
    private final Promises<S> promises;

    private LawSuite(CrdtType<S> type, Function<? super RandomGenerator, Mutation<S>> mutations, Promises<S> promises) {
        this.type = type;
        this.mutations = mutations;
        this.promises = promises;
    }

    /** Returns a suite that draws from some mutations. */
    public static <S extends Crdt<S>> LawSuite<S> of(CrdtType<S> type, List<Mutation<S>> mutations) {
        List<Mutation<S>> copy = List.copyOf(mutations);
        return drawing(type, random -> copy.get(random.nextInt(copy.size())));
    }

    /** Returns a suite that draws mutations with a function. */
    public static <S extends Crdt<S>> LawSuite<S> drawing(
            CrdtType<S> type, Function<? super RandomGenerator, Mutation<S>> mutations) {
        return new LawSuite<>(type, mutations, Promises.of(type));
    }

    static <S extends Crdt<S>> LawSuite<S> promising(CrdtType<S> type, Promises<S> promises) {
        return new LawSuite<>(type, random -> Mutation.of("nothing", (author, state) -> state), promises);
    }

    private LawSuite<S> with(Promises<S> other) {
        return new LawSuite<>(type, mutations, other);
    }

    /** Demands that values are as modelled. */
    public LawSuite<S> withModel(EventModel model) {
        return with(promises.with(model));
    }

    /** Demands that each damaged byte is refused. */
    public LawSuite<S> withDamageDetected() {
        return with(promises.refusing(true, true));
    }

    /** Allows that the beginning of a state's bytes is another state, as it is in text. */
    public LawSuite<S> withTruncationUndetected() {
        return with(promises.refusing(false, false));
    }

    /**
     * Demands small deltas and bounded pieces.
     *
     * @param largestItemBytes what the largest item takes as a piece of its own
     */
    public LawSuite<S> withOwnDelta(int largestItemBytes) {
        return with(promises.withLargestItemBytes(largestItemBytes));
    }

    /** Demands that realms make no difference. */
    public LawSuite<S> withRealms(Function<Realm, CrdtType<S>> typeIn) {
        return with(promises.withTypeIn(typeIn));
    }

    /**
     * Checks all laws on the histories of the seeds 0, 1, 2 and so on: one group of laws for all seeds, then the next,
     * because a replica that does not converge says less than the law of merge which makes it so.
     */
    public void check(int seeds) {
        for (Consumer<History<S>> group : groups()) {
            for (long seed = 0; seed < seeds; seed++) {
                seeded(seed, group);
            }
        }
    }

    /** Checks all laws on the history of one seed. */
    public void replay(long seed) {
        groups().forEach(group -> seeded(seed, group));
    }

    /** Checks all laws on one history. */
    public void check(History<S> history) {
        groups().forEach(group -> group.accept(history));
    }

    private void seeded(long seed, Consumer<History<S>> group) {
        SplittableRandom random = new SplittableRandom(seed);
        History<S> history = History.draw(random, MAX_STEPS, mutations);
        boolean grown = promises.largestItemBytes() > 0 && random.nextInt(4) == 0;
        try {
            group.accept(grown ? history.after(growth(random)) : history);
        } catch (BrokenLaw broken) {
            throw broken.in("Seed " + seed + ": replay(" + seed + ") shows it again.");
        }
    }

    /** States of some size, on which a delta that is too large shows. */
    private List<Mutation<S>> growth(RandomGenerator random) {
        return Stream.generate(() -> mutations.apply(random)).limit(GROWTH).toList();
    }

    private List<Consumer<History<S>>> groups() {
        return List.of(
                history -> states(history, Examination::valuesStay),
                history -> states(history, Examination::codec),
                history -> states(history, Examination::equality),
                history -> states(history, Examination::merge),
                history -> states(history, Examination::growth),
                history -> states(history, Examination::delta),
                history -> states(history, Examination::split),
                history -> states(history, Examination::bytes),
                history -> states(history, Examination::size),
                history -> outcome(history, Outcome::wholeStates),
                history -> outcome(history, Outcome::parts),
                history -> outcome(history, Outcome::converges),
                history -> outcome(history, Outcome::realms));
    }

    void states(History<S> history, Consumer<Examination<S>> laws) {
        during(history, () -> laws.accept(new Examination<>(type, promises, history)));
    }

    void outcome(History<S> history, Consumer<Outcome<S>> laws) {
        during(history, () -> laws.accept(new Outcome<>(type, promises, history)));
    }

    private static void during(History<?> history, Runnable check) {
        try {
            check.run();
        } catch (BrokenLaw broken) {
            throw broken.in(history.toString());
        } catch (RuntimeException thrown) {
            throw new BrokenLaw(Law.NOTHING_THROWS, "  " + thrown + "\n" + history, thrown);
        }
    }
}
