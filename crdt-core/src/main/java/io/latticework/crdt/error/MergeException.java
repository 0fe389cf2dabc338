package io.latticework.crdt.error;

/** States of a user's type do not merge: the type's own merge or codec throws. The cause is what it has thrown. */
public final class MergeException extends CrdtException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports states that do not merge.
     *
     * @param type the type's name
     * @param states how many states lie side by side
     * @param cause what the type has thrown
     */
    public MergeException(String type, int states, Throwable cause) {
        super(
                states + " states of the type " + type + " do not merge: " + cause
                        + "; run a version of the type that merges them, or remove the key",
                cause);
    }
}
