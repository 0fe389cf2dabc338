package io.latticework.crdt.error;

/** A counter's total does not fit into a {@code long}. The counter is unchanged and still merges. */
public final class CounterOverflowException extends CrdtException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports an overflow.
     *
     * @param message which total overflows and what to do
     */
    public CounterOverflowException(String message) {
        super(message);
    }
}
