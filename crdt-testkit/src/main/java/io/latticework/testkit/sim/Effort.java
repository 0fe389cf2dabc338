package io.latticework.testkit.sim;

/**
 * How much work values make, counted in steps, because virtual time costs nothing. Elements that are {@link Counted}, and
 * whatever else calls {@link #step}, count each comparison; in a simulation no task of a node may take more than {@value
 * #FREE_STEPS} steps and {@value #STEPS_PER_BYTE} for each byte of its state. A merge whose work grows with the square of what
 * it merges exceeds that long before it is slow.
 *
 * <p>Steps are those of one thread, so that runs on several threads do not meet.
 */
public final class Effort {
    static final long FREE_STEPS = 10_000;
    static final long STEPS_PER_BYTE = 64;

    private static final ThreadLocal<long[]> STEPS = ThreadLocal.withInitial(() -> new long[1]);

    private Effort() {}

    /** Counts a step of a merge, such as one comparison. */
    public static void step() {
        STEPS.get()[0]++;
    }

    /** Returns how many steps there were since the last call. */
    static long take() {
        long[] steps = STEPS.get();
        long taken = steps[0];
        steps[0] = 0;
        return taken;
    }

    /** Returns how many steps a task of a node with so many bytes may take. */
    static long limit(long stateBytes) {
        return FREE_STEPS + STEPS_PER_BYTE * stateBytes;
    }

    /**
     * An element that counts how often it is compared, looked up or hashed.
     *
     * @param element what it is
     * @param <E> an element with an order
     */
    public record Counted<E extends Comparable<E>>(E element) implements Comparable<Counted<E>> {

        @Override
        public int compareTo(Counted<E> other) {
            step();
            return element.compareTo(other.element);
        }

        @Override
        public boolean equals(Object other) {
            step();
            return other instanceof Counted<?> counted && element.equals(counted.element);
        }

        @Override
        public int hashCode() {
            step();
            return element.hashCode();
        }

        @Override
        public String toString() {
            return element.toString();
        }
    }
}
