package io.latticework.testkit;

import io.latticework.crdt.Crdt;
import io.latticework.crdt.CrdtType;
import io.latticework.crdt.causal.Realm;
import io.latticework.testkit.law.BrokenLaw;
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
     * Checks all laws on the histories of the seeds 0, 1, 2 and so on, and reports what the first group of laws has to
     * say on whatever seed, because a replica that does not converge says less than the law of merge which makes it so:
     * once a group fails, only those before it are checked on the seeds that are left.
     */
    public void check(int seeds) {
        List<Consumer<Trial<S>>> unbroken = groups();
        BrokenLaw first = null;
        for (long seed = 0; seed < seeds && !unbroken.isEmpty(); seed++) {
            Trial<S> trial = trial(seed);
            for (int group = 0; group < unbroken.size(); group++) {
                try {
                    trial.check(unbroken.get(group));
                } catch (BrokenLaw broken) {
                    first = seeded(broken, seed);
                    unbroken = unbroken.subList(0, group);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Checks all laws on the history of one seed. */
    public void replay(long seed) {
        try {
            check(trial(seed));
        } catch (BrokenLaw broken) {
            throw seeded(broken, seed);
        }
    }

    /** Checks all laws on one history. */
    public void check(History<S> history) {
        check(new Trial<>(type, promises, history));
    }

    private void check(Trial<S> trial) {
        LawSuite.<S>groups().forEach(trial::check);
    }

    private Trial<S> trial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        History<S> history = History.draw(random, MAX_STEPS, mutations);
        boolean grown = promises.largestItemBytes() > 0 && random.nextInt(4) == 0;
        return new Trial<>(type, promises, grown ? history.after(growth(random)) : history);
    }

    private static BrokenLaw seeded(BrokenLaw broken, long seed) {
        return broken.in("Seed " + seed + ": replay(" + seed + ") shows it again.");
    }

    /** States of some size, on which a delta that is too large shows. */
    private List<Mutation<S>> growth(RandomGenerator random) {
        return Stream.generate(() -> mutations.apply(random)).limit(GROWTH).toList();
    }

    private static <S extends Crdt<S>> List<Consumer<Trial<S>>> groups() {
        return List.of(
                trial -> trial.examination().valuesStay(),
                trial -> trial.examination().codec(),
                trial -> trial.examination().equality(),
                trial -> trial.examination().merge(),
                trial -> trial.examination().growth(),
                trial -> trial.examination().delta(),
                trial -> trial.examination().split(),
                trial -> trial.examination().bytes(),
                trial -> trial.examination().size(),
                trial -> trial.outcome().wholeStates(),
                trial -> trial.outcome().parts(),
                trial -> trial.outcome().converges(),
                trial -> trial.outcome().realms());
    }

    void states(History<S> history, Consumer<Examination<S>> laws) {
        new Trial<>(type, promises, history).check(trial -> laws.accept(trial.examination()));
    }

    void outcome(History<S> history, Consumer<Outcome<S>> laws) {
        new Trial<>(type, promises, history).check(trial -> laws.accept(trial.outcome()));
    }
}
