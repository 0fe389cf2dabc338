package io.latticework.sync;

/** Something that a replica cannot do. The reason is stable and fit for programs. */
public final class SyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a replica cannot do something. */
    public enum Reason {
        /** The replica is closed. */
        CLOSED,
        /** The transport cannot start or an address is none. */
        TRANSPORT,
        /** There would be more keys than {@link Limits#keys()}. */
        TOO_MANY_KEYS,
        /** A batch is larger than {@link Limits#frameTargetBytes()}. */
        BATCH_TOO_LARGE,
        /**
         * The store cannot be opened, is another replica's, or has failed. After a failure the replica takes no writes and
         * is linked to nobody; start it anew.
         */
        STORE,
        /** More waits for the store than {@link Limits#unstoredBytes()}; write again when it has caught up. */
        STORE_BEHIND
    }

    /**
     * Reports what cannot be done.
     *
     * @param reason the stable reason
     * @param message what was asked, and the remedy
     */
    public SyncException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Reports what cannot be done because of another failure.
     *
     * @param reason the stable reason
     * @param message what was asked, and the remedy
     * @param cause the failure below
     */
    public SyncException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns the stable reason. */
    public Reason reason() {
        return reason;
    }
}
