package io.latticework.benchmarks;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A prepared piece of work that can be done again and again, each time on what preparation made.
 *
 * @param body the work; what it returns keeps the compiler from leaving it out
 * @param outcome tells from a result of the body by one number that the work was done, the same for all libraries
 */
public record Operation(Supplier<Object> body, ToLongFunction<Object> outcome) {
    /** Returns an operation. */
    @SuppressWarnings("unchecked") // the outcome is asked of this body's results only
    public static <T> Operation of(Supplier<T> body, ToLongFunction<T> outcome) {
        return new Operation((Supplier<Object>) body, (ToLongFunction<Object>) outcome);
    }

    /** Does the work once. */
    public Object run() {
        return body.get();
    }
}
