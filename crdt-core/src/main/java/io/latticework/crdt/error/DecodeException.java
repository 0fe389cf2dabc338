package io.latticework.crdt.error;

/** Bytes that do not hold a valid value. Nothing is decoded in part. */
public final class DecodeException extends CrdtException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why bytes are refused; the names are stable and fit for metrics. */
    public enum Reason {
        /** The bytes end before the value does. */
        TRUNCATED,
        /** Bytes are left after the value. */
        TRAILING,
        /** The bytes do not start as an encoded value does. */
        NOT_A_VALUE,
        /** The checksum does not fit the bytes. */
        CHECKSUM,
        /** The format's version is not known here. */
        VERSION,
        /** The bytes were written under another hash seed. */
        SEED,
        /** The bytes hold another type than the one asked for. */
        WRONG_TYPE,
        /** A nested value has a type that is not registered here. */
        UNKNOWN_TYPE,
        /** The bytes contradict themselves or the rules of causality. */
        MALFORMED
    }

    /**
     * Reports bytes that are refused.
     *
     * @param reason the stable reason
     * @param message what was met and what was expected
     */
    public DecodeException(Reason reason, String message) {
        super(reason + ": " + message);
        this.reason = reason;
    }

    /**
     * Reports bytes that are refused because of another failure.
     *
     * @param reason the stable reason
     * @param message what was met and what was expected
     * @param cause the failure below
     */
    public DecodeException(Reason reason, String message, Throwable cause) {
        super(reason + ": " + message, cause);
        this.reason = reason;
    }

    /** Returns the stable reason. */
    public Reason reason() {
        return reason;
    }
}
