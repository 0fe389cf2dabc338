package io.latticework.sync.internal.message;

/** Why a replica does not want a link; each reason has a code that stays what it is in all versions of the protocol. */
public enum Refusal {
    /** No version of the protocol is spoken on both sides. */
    VERSION(1),
    /** The peer requires a feature that is not known here. */
    FEATURE(2),
    /** The peer belongs to another cluster. */
    CLUSTER(3),
    /** The peer's hash seed is another. */
    SEED(4),
    /** The peer has this replica's name. */
    NAME(5),
    /** The peer is cut off. */
    CUT(6),
    /** There are too many peers or links. */
    FULL(7),
    /** The peer has greeted before. */
    REPEATED(8);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** Returns the code, from 1. */
    public int code() {
        return code;
    }
}
