package io.latticework.crdt.error;

/** A user's value that its codec cannot turn into canonical bytes. */
public final class EncodeException extends CrdtException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports a value that cannot be encoded.
     *
     * @param message what was met and what the codec takes
     */
    public EncodeException(String message) {
        super(message);
    }

    /**
     * Reports a value that cannot be encoded because of another failure.
     *
     * @param message what was met and what the codec takes
     * @param cause the failure below
     */
    public EncodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
