package io.latticework.testkit.sim;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's own type lets simulations fail it: one that calls {@link #reach} in its merge throws there now and then, as
 * with too little memory or a bug. Outside of simulations that does nothing.
 *
 * <p>What counts for it belongs to the thread that runs the simulation, so that runs on several threads do not meet.
 */
public final class FaultPoint {
    private static final ThreadLocal<FaultPoint> HERE = new ThreadLocal<>();

    private long passes = -1;
    private Supplier<Throwable> failure = OutOfMemoryError::new;
    private @Nullable Throwable thrown;
    private long failures;
    private boolean poisoned;

    FaultPoint() {}

    /** What is thrown. */
    enum Kind {
        NO_MEMORY,
        NO_STACK,
        BUG;

        Throwable failure() {
            return switch (this) {
                case NO_MEMORY -> new OutOfMemoryError("planned: no memory for a merge");
                case NO_STACK -> new StackOverflowError("planned: no stack for a merge");
                case BUG -> new IllegalStateException("planned: a merge that throws");
            };
        }
    }

    /** Fails, if the simulation wants this call to. */
    public static void reach() {
        FaultPoint here = HERE.get();
        if (here != null) {
            here.pass();
        }
    }

    /** Throws, if poison is one at this node: for some values a user's code throws always. */
    static void taste() {
        FaultPoint here = HERE.get();
        if (here != null && here.poisoned) {
            throw new Poisoned();
        }
    }

    /** What poison makes a user's code throw. */
    private static final class Poisoned extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Poisoned() {
            super("planned: a value that its type cannot bear");
        }
    }

    /** Makes a poison one at this node, or not any more. */
    void poison(boolean throwsAlways) {
        poisoned = throwsAlways;
    }

    /** Makes one of the next calls of this node's engine throw: the one after so many that do not. */
    void fail(long afterPasses, Kind kind) {
        passes = afterPasses;
        failure = kind::failure;
    }

    /** Throws nothing that was planned and has not happened. */
    void spare() {
        passes = -1;
    }

    private void pass() {
        if (passes >= 0 && passes-- == 0) {
            failures++;
            Throwable planned = failure.get();
            thrown = planned;
            FaultPoint.<RuntimeException>throwAny(planned);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler takes any throwable for unchecked
    private static <T extends Throwable> void throwAny(Throwable any) throws T {
        throw (T) any;
    }

    /** Runs a task of this node's engine; what was planned to be thrown ends it and nothing else, as in production. */
    void run(Runnable task) {
        HERE.set(this);
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            if (e != thrown && !isPoison(e)) {
                throw e;
            }
        } finally {
            HERE.remove();
        }
    }

    /** Tells whether something was thrown over a poison: types say in their own words what did not merge or decode. */
    private static boolean isPoison(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof Poisoned || isPoison(thrown.getCause()));
    }

    /** Runs what is not the node's but the simulation's: nothing fails in it. */
    static void outside(Runnable action) {
        FaultPoint here = HERE.get();
        HERE.remove();
        try {
            action.run();
        } finally {
            if (here != null) {
                HERE.set(here);
            }
        }
    }

    /** Returns how often a call has thrown. */
    long failures() {
        return failures;
    }
}
