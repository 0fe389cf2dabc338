package io.latticework.crdt.codec;

import io.latticework.crdt.error.DecodeException;
import io.latticework.crdt.error.DecodeException.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Two {@link Varint}s: the seconds since 1970, folded, then the nanoseconds within the second. A full second of our
 * time takes 6 bytes, a millisecond at most 9, a nanosecond at most 10.
 */
final class InstantCodec implements ValueCodec<Instant> {
    static final InstantCodec INSTANCE = new InstantCodec();

    private static final long MAX_NANOS = 999_999_999;

    private InstantCodec() {}

    @Override
    public String name() {
        return "instant";
    }

    @Override
    public byte[] encode(Instant value) {
        long seconds = Varint.fold(value.getEpochSecond());
        int nanos = value.getNano();
        byte[] bytes = new byte[Varint.size(seconds) + Varint.size(nanos)];
        int unused = Varint.put(bytes, Varint.put(bytes, 0, seconds), nanos);
        return bytes;
    }

    @Override
    public Instant decode(byte[] bytes, int offset, int length) {
        Varint in = Varint.in(bytes, offset, length);
        long seconds = Varint.unfold(in.next());
        long nanos = in.nextAndLast();
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new DecodeException(Reason.MALFORMED, "An instant cannot be " + seconds + " s from 1970");
        }
        if (nanos < 0 || nanos > MAX_NANOS) {
            throw new DecodeException(Reason.MALFORMED, "A second has no nanosecond " + Long.toUnsignedString(nanos));
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    @Override
    public String toJson(Instant value) {
        return Json.quote(value.toString());
    }

    @Override
    public Instant fromJson(JsonValue json) {
        try {
            return Instant.parse(json.asText());
        } catch (DateTimeParseException e) {
            throw json.unfit("is no instant, such as 2026-11-20T12:30:00Z");
        }
    }
}
