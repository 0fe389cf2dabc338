package io.latticework.crdt.error;

/**
 * There is no stamp left that is greater than those given and not above the greatest one that codecs accept. Either the
 * source of physical time is wrong (microseconds in place of milliseconds, say), or what is being replaced carries a
 * forged stamp. The clock is unchanged.
 */
public final class ClockExhaustedException extends CrdtException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports that no stamp is left.
     *
     * @param message what is too late for a stamp and what to do
     */
    public ClockExhaustedException(String message) {
        super(message);
    }
}
