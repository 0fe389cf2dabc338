package io.latticework.examples.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latticework.crdt.error.CounterOverflowException;
import io.latticework.crdt.error.EncodeException;
import io.latticework.crdt.error.LimitExceededException;
import io.latticework.sync.SyncException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that is not done, and why. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private final Reason reason;
    private final transient ObjectNode details;

    Refusal(Reason reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.reason = reason;
        this.details = details;
    }

    Refusal(Reason reason, String message) {
        this(reason, message, Lines.object());
    }

    static Refusal badRequest(String message) {
        return new Refusal(Reason.BAD_REQUEST, message);
    }

    Reason reason() {
        return reason;
    }

    /** Returns the fields that the answer has all the same. */
    ObjectNode details() {
        return details;
    }

    /** Returns what a failure means in the words of the contract. */
    static Refusal of(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        Throwable cause = failure.getCause();
        if (cause != null && (failure instanceof CompletionException || failure instanceof ExecutionException)) {
            return of(cause);
        }
        Reason reason = reason(failure);
        if (reason == Reason.INTERNAL) {
            LOG.error("A request failed", failure);
        }
        return new Refusal(reason, String.valueOf(failure.getMessage()));
    }

    private static Reason reason(Throwable failure) {
        if (failure instanceof LimitExceededException || failure instanceof CounterOverflowException) {
            return Reason.LIMIT;
        }
        if (failure instanceof EncodeException) {
            return Reason.BAD_REQUEST;
        }
        return failure instanceof SyncException sync ? reason(sync.reason()) : Reason.INTERNAL;
    }

    private static Reason reason(SyncException.Reason reason) {
        return switch (reason) {
            case CLOSED -> Reason.CLOSED;
            case TOO_MANY_KEYS -> Reason.LIMIT;
            default -> Reason.REFUSED;
        };
    }
}
