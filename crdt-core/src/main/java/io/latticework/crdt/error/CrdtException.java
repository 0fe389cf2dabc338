package io.latticework.crdt.error;

import org.jspecify.annotations.Nullable;

/** The root of all exceptions that this library throws on purpose. Values are immutable, so none of them changes one. */
public abstract class CrdtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CrdtException(String message) {
        super(message);
    }

    CrdtException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
