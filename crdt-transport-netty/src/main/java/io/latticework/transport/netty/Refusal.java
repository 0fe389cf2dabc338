package io.latticework.transport.netty;

import io.netty.handler.codec.DecoderException;

/** A link is to be closed because its other side, or this one, does what has no place on it. */
final class Refusal extends DecoderException {
    private static final long serialVersionUID = 1L;

    private final TransportCount count;

    /** Says what was refused; the message holds numbers, never what was received. */
    Refusal(TransportCount count, String message) {
        super(message);
        this.count = count;
    }

    TransportCount count() {
        return count;
    }

    /** Where a stranger's bytes were found wanting is nobody's stack trace. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
