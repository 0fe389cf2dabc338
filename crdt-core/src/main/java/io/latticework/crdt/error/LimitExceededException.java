package io.latticework.crdt.error;

/** A value, local or remote, is larger than a limit allows. The message names the limit, its value and the remedy. */
public final class LimitExceededException extends CrdtException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long allowed;
    private final long actual;

    /**
     * Reports that something is too large.
     *
     * @param limit the stable name of the limit, such as {@code elementBytes}
     * @param allowed the largest value that passes
     * @param actual the value that was met
     */
    public LimitExceededException(String limit, long allowed, long actual) {
        this(limit, allowed, actual, "make the value smaller or raise ValueLimits." + limit + " on every replica");
    }

    /**
     * Reports that something is too large, where a remedy of its own is called for.
     *
     * @param limit the stable name of the limit
     * @param allowed the largest value that passes
     * @param actual the value that was met
     * @param remedy what to do
     */
    public LimitExceededException(String limit, long allowed, long actual, String remedy) {
        super(limit + " is " + actual + ", above the limit of " + allowed + "; " + remedy);
        this.limit = limit;
        this.allowed = allowed;
        this.actual = actual;
    }

    /** Returns the stable name of the limit. */
    public String limit() {
        return limit;
    }

    /** Returns the largest value that passes. */
    public long allowed() {
        return allowed;
    }

    /** Returns the value that was met. */
    public long actual() {
        return actual;
    }
}
