package io.latticework.benchmarks;

import java.util.function.Supplier;

/**
 * A succession of changes of one value, as one writer makes them, that starts over from the same value after some steps, so
 * that the value keeps its size.
 *
 * @param <S> the values
 */
public final class Chain<S> implements Supplier<S> {
    private final int steps;
    private final Supplier<S> start;
    private final Step<S> step;
    private S current;
    private int next;

    /**
     * One change.
     *
     * @param <S> the values
     */
    public interface Step<S> {
        /** Returns the value after the change with a number. */
        S after(S before, int number);
    }

    /**
     * Prepares a chain.
     *
     * @param start called whenever the chain starts over
     */
    public Chain(int steps, Supplier<S> start, Step<S> step) {
        this.steps = steps;
        this.start = start;
        this.step = step;
        this.current = start.get();
    }

    @Override
    public S get() {
        if (next == steps) {
            next = 0;
            current = start.get();
        }
        current = step.after(current, next++);
        return current;
    }
}
