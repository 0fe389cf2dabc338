package io.latticework.examples.peer;

import java.util.Locale;

/** Why a request was not done. The words are part of the contract. */
public enum Reason {
    /** The line is no request, or a field is missing or of the wrong kind. */
    BAD_REQUEST,
    /** There is no such operation. */
    UNKNOWN_OP,
    /** The key, or the field in it, has another type. */
    WRONG_TYPE,
    /** There is no such key, or no such field in it. */
    NO_SUCH_KEY,
    /** Something is larger than a limit. */
    LIMIT,
    /** The replica is closing. */
    CLOSED,
    /** The time ran out; a write stays all the same. */
    TIMEOUT,
    /** The write is not on disk. */
    NOT_DURABLE,
    /** The replica cannot or will not do it. */
    REFUSED,
    /** A bug. */
    INTERNAL;

    /** Returns the word of the contract. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
